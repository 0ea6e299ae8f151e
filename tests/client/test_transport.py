"""The transport over real sockets: what is sent, whose connections are used, forks, streams and TLS."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from brickserve.errors import ConfigError, ReadTimeout, TransportError, TruncatedResponse
from brickserve.io import HttpRequest
from brickserve.network import tls
from brickserve.network.transport import Transport

from .servers import Server, always, reply
from .transports import send


def test_connections_are_used_again(transport: Transport) -> None:
    with Server(always(reply(b"abc"))) as server:
        bodies = [send(transport, server.url).body for _ in range(5)]

    assert bodies == [b"abc"] * 5
    assert server.connections == 1


def test_a_request_without_time_left_is_known_not_to_be_sent_on_an_open_connection_either(transport: Transport) -> None:
    with Server(always(reply(b"abc"))) as server:
        send(transport, server.url)
        with pytest.raises(TransportError) as caught:
            send(transport, server.url, seconds=-1.0)

    assert caught.value.phase == "connect"
    assert server.connections == 1


def test_a_request_is_written_plainly(transport: Transport) -> None:
    with Server(always(reply())) as server:
        send(transport, server.url)

    host = server.url.removeprefix("http://")
    assert server.heads == [f"POST /path HTTP/1.1\r\nHost: {host}\r\nX-Test: 1\r\nContent-Length: 4"]


def test_after_a_failure_the_next_request_has_a_connection_of_its_own(transport: Transport) -> None:
    answers = iter([reply(b"whole")[:-2], reply(b"second")])

    def once(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(next(answers))
        connection.shutdown(socket.SHUT_WR)

    with Server(once) as server:
        with pytest.raises(TruncatedResponse):
            send(transport, server.url)

        assert send(transport, server.url).body == b"second"
    assert server.connections == 2


def test_many_threads_get_their_own_answers() -> None:
    def echo(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(reply(next(line[8:] for line in head.split(b"\r\n") if line.startswith(b"X-Echo: "))))

    transport = Transport(pool_size=8)
    wrong: list[object] = []
    with Server(echo) as server:

        def work(number: int) -> None:
            for turn in range(25):
                text = f"{number}-{turn}"
                body = send(transport, server.url, 20.0, **{"X-Echo": text}).body
                if body != text.encode():
                    wrong.append((text, body))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(32)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.connections <= 8
    transport.close()

    assert wrong == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_does_not_share_its_parents_connections(transport: Transport) -> None:
    def echo(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(reply(next(line[8:] for line in head.split(b"\r\n") if line.startswith(b"X-Echo: "))))

    with Server(echo) as server:
        send(transport, server.url, **{"X-Echo": "before"})
        child = os.fork()
        name = "parent" if child else "child"
        bodies = {send(transport, server.url, **{"X-Echo": f"{name}{n}"}).body for n in range(100)}
        right = bodies == {f"{name}{n}".encode() for n in range(100)}
        if child == 0:
            os._exit(0 if right else 1)
        _, status = os.waitpid(child, 0)

    assert right
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_closed_transport_says_so() -> None:
    transport = Transport()
    transport.close()

    with pytest.raises(TransportError, match="closed") as caught:
        send(transport, "http://127.0.0.1:1")

    assert caught.value.phase == "connect"


def test_closing_closes_idle_sockets_now_and_busy_ones_later(transport: Transport) -> None:
    with Server(always(reply())) as server:
        send(transport, server.url)

        transport.close()

        assert server.closed.wait(10)


def test_a_transport_that_nobody_closes_closes_its_sockets() -> None:
    with Server(always(reply())) as server:
        transport = Transport()
        send(transport, server.url)

        del transport

        assert server.closed.wait(10)


def test_connections_to_the_oldest_origin_make_room() -> None:
    transport = Transport(origins=1)
    with Server(always(reply())) as first, Server(always(reply())) as second:
        send(transport, first.url)
        send(transport, second.url)

        assert first.closed.wait(1)
    transport.close()


def test_a_stream_hands_over_what_has_arrived(transport: Transport) -> None:
    go_on = threading.Event()

    def two_parts(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
        go_on.wait(5)
        connection.sendall(b"3\r\ntwo\r\n0\r\n\r\n")

    with Server(two_parts) as server:
        body = transport.open(HttpRequest("GET", server.url + "/", {}), None, 5.0)

        assert body.read() == b"one"
        go_on.set()
        assert body.read() == b"two"
        assert body.read() == b""
        assert send(transport, server.url).body == b"onetwo"
    assert server.connections == 1


def test_a_stream_may_be_slow_but_not_silent(transport: Transport) -> None:
    def pause(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(3):
            time.sleep(0.3)
            connection.sendall(b"x")

    with Server(pause) as server:
        body = transport.open(HttpRequest("GET", server.url + "/", {}), None, 0.8)

        assert [body.read() for _ in range(3)] == [b"x"] * 3
        with pytest.raises(ReadTimeout):
            body.read()


@pytest.mark.parametrize("leave", ["close", "forget"])
def test_a_stream_left_early_closes_its_connection(transport: Transport, leave: str) -> None:
    def endless(connection: socket.socket, head: bytes, body: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\npart")

    with Server(endless) as server:
        body = transport.open(HttpRequest("GET", server.url + "/", {}), None, 5.0)
        assert body.read() == b"part"

        if leave == "close":
            body.close()
            assert body.read() == b""
        else:
            del body

        assert server.closed.wait(10)


def test_tls_trusts_nothing_older_than_1_2_and_checks_names() -> None:
    import ssl

    made = tls.context()

    assert made.minimum_version is ssl.TLSVersion.TLSv1_2
    assert made.verify_mode is ssl.CERT_REQUIRED
    assert made.check_hostname is True
    assert made.get_ca_certs() or made.cert_store_stats()["x509"]


def test_a_bundle_that_cannot_be_read_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ca_bundle"):
        tls.context(str(tmp_path / "absent.pem"))
