"""Faults as data, a server that commits them on real sockets, and the tests that the client survives them."""
