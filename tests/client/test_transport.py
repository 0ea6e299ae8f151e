"""The transport over real sockets: time, pools, proxies, cancelling, forks, and streams."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from brickserve.errors import ConfigError, ConnectError, PoolTimeout, ReadTimeout, TransportError, TruncatedResponse
from brickserve.io import Abort, HttpRequest, HttpResponse
from brickserve.network import tls, watched
from brickserve.network.addresses import resolve
from brickserve.network.connections import Guard
from brickserve.network.proxies import parse, proxy_for
from brickserve.network.transport import Transport

from ..faults.certificates import Authority
from .servers import Handler, Server, always, reply

LIMIT = 1 << 20
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def transport() -> Iterator[Transport]:
    transport = Transport(pool_size=2)
    yield transport
    transport.close()


def send(
    transport: Transport, url: str, seconds: float = 30.0, cancel: threading.Event | None = None, **headers: str
) -> HttpResponse:
    request = HttpRequest("POST", url + "/path", {"X-Test": "1", **headers}, b"body", cancel)
    return transport.send(request, time.monotonic() + seconds, LIMIT)


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


def test_a_proxy_without_a_tunnel_gets_the_whole_url(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply())) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//us%40er:pa%3Ass@"))
        transport = Transport()
        send(transport, "http://intern.example:8080")
        transport.close()

    first, *headers = proxy.heads[0].split("\r\n")
    assert first == "POST http://intern.example:8080/path HTTP/1.1"
    assert "Host: intern.example:8080" in headers
    assert "Proxy-Authorization: Basic dXNAZXI6cGE6c3M=" in headers


def test_a_proxy_that_refuses_the_tunnel_is_a_connect_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply(status=407))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//user:canary@"))
        transport = Transport()
        with pytest.raises(ConnectError, match="407") as caught:
            send(transport, "https://w.example.com")
        transport.close()

    assert proxy.heads[0].startswith("CONNECT w.example.com:443 HTTP/1.")
    assert "Proxy-Authorization: Basic" in proxy.heads[0]
    assert "canary" not in str(caught.value)


def tunnel_to(port: int) -> Handler:
    """Return a proxy's part: say yes to CONNECT, and carry bytes both ways."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def handle(connection: socket.socket, head: bytes, body: bytes) -> None:
        with socket.create_connection(("127.0.0.1", port)) as target:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=carry, args=(target, connection))
            back.start()
            carry(connection, target)
            back.join()

    return handle


def test_a_proxys_tunnel_carries_tls_to_the_host_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    identity = authority.context("w.example.com")
    with Server(always(reply(b"through")), tls=identity) as server, Server(tunnel_to(server.port)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        transport = Transport(ca_bundle=str(authority.bundle))
        bodies = [send(transport, "https://w.example.com").body for _ in range(3)]
        transport.close()

    assert bodies == [b"through"] * 3
    # Python 3.12 and later say HTTP/1.1 here.
    assert [head.split("\r\n")[0][:-1] for head in proxy.heads] == ["CONNECT w.example.com:443 HTTP/1."]
    assert server.heads[0].startswith("POST /path HTTP/1.1\r\nHost: w.example.com\r\n")
    assert server.connections == 1


def test_the_environment_names_proxies_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_for("https", "w.example.com") is None
    monkeypatch.setenv("https_proxy", "http://user:canary@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "intern.example")

    found = proxy_for("https", "w.example.com")

    assert found is not None
    assert (found.host, found.port) == ("proxy.example", 3128)
    assert repr(found) == "Proxy(http://proxy.example:3128)"
    assert proxy_for("https", "a.intern.example") is None
    assert proxy_for("https", "localhost") is None
    assert proxy_for("https", "127.0.0.2") is None


@pytest.mark.parametrize("url", ["socks5://canary:1080", "http://canary:port", "http://"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_url(url: str) -> None:
    with pytest.raises(ConfigError, match=r"https_proxy must be|https_proxy is not") as caught:
        parse(url, "https_proxy")

    assert "canary" not in str(caught.value)


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
