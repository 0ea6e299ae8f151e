"""The asynchronous transport that pyreqwest carries, under the rules of this library's own."""
