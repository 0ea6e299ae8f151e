"""What a flow waits with: the calling thread, an event loop, and a cancel token over either."""
