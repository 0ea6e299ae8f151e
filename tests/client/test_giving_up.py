"""A request is given up at every step, once its time is over or its token is set."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brickserve.errors import ConnectError, PoolTimeout, ReadTimeout, TransportError, TruncatedResponse
from brickserve.io import Abort, HttpRequest
from brickserve.network import watched
from brickserve.network.addresses import resolve
from brickserve.network.connections import Guard
from brickserve.network.transport import Transport

from ..faults.certificates import Authority
from .servers import Server, always, reply
from .transports import LIMIT, send


def test_a_slow_answer_ends_with_the_deadline_however_it_trickles(transport: Transport) -> None:
    def trickle(connection: socket.socket, head: bytes, body: bytes) -> None:
        for byte in reply(b"x" * 200):
            connection.sendall(bytes([byte]))
            time.sleep(0.02)

    with Server(trickle) as server:
        begun = time.monotonic()

        with pytest.raises(ReadTimeout) as caught:
            send(transport, server.url, 0.3)

    # The whole answer would take more than four seconds.
    assert 0.3 <= time.monotonic() - begun < 3
    assert caught.value.phase == "ambiguous"


def occupy(transport: Transport, url: str, cancel: threading.Event) -> None:
    with pytest.raises(ReadTimeout):
        send(transport, url, 60, cancel)


def test_a_full_pool_is_waited_for_no_longer_than_the_deadline() -> None:
    transport = Transport(pool_size=1)
    arrived, cancel = threading.Event(), threading.Event()
    with Server(lambda connection, head, body: arrived.set()) as server:
        thread = threading.Thread(target=occupy, args=(transport, server.url, cancel))
        thread.start()
        assert arrived.wait(30)

        with pytest.raises(PoolTimeout) as caught:
            send(transport, server.url, 0.2)

        cancel.set()
        thread.join()
    assert caught.value.phase == "connect"
    transport.close()


def test_cancelling_breaks_a_wait_for_an_answer_off(transport: Transport) -> None:
    cancel = threading.Event()
    with Server(lambda connection, head, body: cancel.set()) as server:
        begun = time.monotonic()

        with pytest.raises(TransportError):
            send(transport, server.url, 60, cancel)

        assert time.monotonic() - begun < 10
        assert server.closed.wait(10)


def test_another_thread_can_break_a_request_off(transport: Transport) -> None:
    abort = Abort()
    with Server(lambda connection, head, body: abort()) as server:
        request = HttpRequest("GET", server.url + "/", {})
        request.abort = abort

        with pytest.raises(TruncatedResponse):
            transport.send(request, time.monotonic() + 60, LIMIT)

        assert server.closed.wait(10)


def test_a_name_that_takes_too_long_to_look_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments: released.wait(5))

    with pytest.raises(TimeoutError, match="lookup"):
        resolve("slow.example", 443, Guard(time.monotonic() + 0.05))
    released.set()


def _seconds_after_cancelling(url: str, begin: Callable[[], object]) -> float:
    """Return how long a request goes on after its token was set, which happens a moment after `begin` has returned."""
    cancel, transport = threading.Event(), Transport()
    moments: list[float] = []

    def stop() -> None:
        begin()
        time.sleep(0.05)
        moments.append(time.monotonic())
        cancel.set()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(ConnectError):
        transport.send(HttpRequest("GET", url, {}, None, cancel), time.monotonic() + 5, LIMIT)
    ended = time.monotonic()
    thread.join()
    transport.close()
    assert moments[0] < ended
    return ended - moments[0]


def test_a_cancel_token_ends_the_lookup_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, released = threading.Event(), threading.Event()

    def slow(*arguments: object) -> None:
        asked.set()
        released.wait(5)

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    assert _seconds_after_cancelling("https://slow.example/", lambda: asked.wait(5)) < 0.3
    released.set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a full queue refuses connections")
def test_a_cancel_token_ends_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    connecting = threading.Event()
    connect = watched.WatchedSocket.connect_ex

    def noted(self: watched.WatchedSocket, address: Any) -> int:
        connecting.set()
        return connect(self, address)

    monkeypatch.setattr(watched.WatchedSocket, "connect_ex", noted)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            url = f"http://127.0.0.1:{port}/"
            assert _seconds_after_cancelling(url, lambda: connecting.wait(5)) < 0.3


def test_a_cancel_token_ends_the_handshake() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepted: list[socket.socket] = []

        def hello() -> None:
            accepted.append(listener.accept()[0])
            accepted[0].recv(1)

        assert _seconds_after_cancelling(f"https://127.0.0.1:{listener.getsockname()[1]}/", hello) < 0.3
        accepted[0].close()


def test_a_handshake_in_steps_is_a_handshake(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    secure = Transport(ca_bundle=str(authority.bundle))
    with Server(always(reply()), tls=authority.context("localhost")) as server:
        url = server.url.replace("http:", "https:").replace("127.0.0.1", "localhost")
        request = HttpRequest("GET", url + "/", {}, None, threading.Event())

        assert secure.send(request, time.monotonic() + 5, LIMIT).status == 200
    secure.close()
