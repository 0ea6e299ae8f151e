"""A call's way: attempts, retries, deadlines and waits, written once for blocking and asynchronous clients."""
