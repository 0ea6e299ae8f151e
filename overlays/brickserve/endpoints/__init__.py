"""The services as programs use them, blocking and for coroutines."""
