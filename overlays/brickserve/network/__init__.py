"""How bytes reach a server and come back: connections, TLS, proxies and HTTP messages."""
