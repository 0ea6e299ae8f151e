"""What every transport keeps to when nothing is wrong: what is sent, what is handed over, and what is never done."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from brickserve.errors import TransportError
from brickserve.io import HttpRequest

from ..client.servers import Server, always, reply
from .drivers import USUAL, Driver
from .faults import Fault, Moment, Phase
from .messages import Answer
from .server import FaultServer
from .steps import Close, Pause, Reset, Send, Stall


def lines(head: str) -> tuple[str, dict[str, str]]:
    """Return the request line and the headers, names in lower case."""
    first, *rest = head.split("\r\n")
    return first, {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}


def test_a_request_is_sent_as_it_was_written(transport: Driver) -> None:
    with Server(always(reply())) as server:
        transport.post(server.url, body=b"1234", **{"X-Test": " a  b ", "Authorization": "Bearer t%0a=="})

        first, headers = lines(server.heads[0])
        expected = {**USUAL, "X-Test": " a  b ", "Authorization": "Bearer t%0a==", "Content-Length": "4"}
        expected["Host"] = server.url.removeprefix("http://")

    assert first == "POST /things HTTP/1.1"
    assert {name: value.strip() for name, value in headers.items()} == {
        name.lower(): value.strip() for name, value in expected.items()
    }


@pytest.mark.parametrize(
    "path", ["/a%252e%252e/b", "/a/../b", "/a/%2e%2e/b", "/a|b", "/a?x='1'&y={2}", "/%7E~", "/a//b", "/?", "/a%2Fb"]
)
def test_a_path_is_never_rewritten(transport: Driver, path: str) -> None:
    with Server(always(reply())) as server:
        transport.send(HttpRequest("GET", server.url + path, dict(USUAL)))

        assert lines(server.heads[0])[0] == f"GET {path} HTTP/1.1"


def test_a_header_of_latin_1_is_sent_as_latin_1(transport: Driver) -> None:
    with Server(always(reply())) as server:
        transport.post(server.url, **{"X-Name": "caf\xe9"})

        assert lines(server.heads[0])[1]["x-name"] == "caf\xe9"


@pytest.mark.parametrize("value", ["canary\r\nX-Other: 1", "canary\n", "canary\0", "canary☃"])
def test_a_header_that_could_become_two_is_not_sent_and_not_shown(transport: Driver, value: str) -> None:
    with Server(always(reply())) as server:
        with pytest.raises(TransportError) as caught:
            transport.post(server.url, **{"X-Test": value})

        assert server.heads == []
    assert caught.value.phase == "connect"
    assert "canary" not in f"{caught.value} {caught.value.__cause__}"


def test_repeated_headers_are_joined_and_names_in_lower_case(transport: Driver) -> None:
    with Server(always(reply(headers="X-One: 1\r\nSet-Cookie: a=1\r\nx-one: 2\r\nX-ONE: 3\r\n"))) as server:
        headers = transport.post(server.url).headers

    assert (headers["x-one"], headers["set-cookie"]) == ("1, 2, 3", "a=1")


def test_ninety_headers_are_read_and_two_hundred_are_not(transport: Driver) -> None:
    with Server(always(reply(headers="".join(f"X-{n}: {n}\r\n" for n in range(90))))) as server:
        assert transport.post(server.url).headers["x-89"] == "89"
    with (
        Server(always(reply(headers="".join(f"X-{n}: {n}\r\n" for n in range(200))))) as server,
        pytest.raises(TransportError),
    ):
        transport.post(server.url)


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_an_answer_without_a_body_leaves_the_connection_usable(transport: Driver, method: str) -> None:
    announced = b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n"
    answer = announced if method == "HEAD" else b"HTTP/1.1 204 No Content\r\n\r\n"
    with Server(always(answer)) as server:
        bodies = [transport.send(HttpRequest(method, f"{server.url}/x", dict(USUAL))).body for _ in range(3)]

        assert bodies == [b"", b"", b""]
        assert server.connections == 1


def test_a_post_without_a_body_says_that_it_has_none(transport: Driver) -> None:
    with Server(always(reply())) as server:
        transport.send(HttpRequest("POST", f"{server.url}/x", dict(USUAL)))

        assert lines(server.heads[0])[1]["content-length"] == "0"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_handed_over_and_not_followed(transport: Driver, status: int) -> None:
    with Server(always(reply())) as other, Server(always(reply(b"", status, f"Location: {other.url}/\r\n"))) as server:
        response = transport.post(server.url)

        assert (response.status, response.headers["location"]) == (status, f"{other.url}/")
        assert (len(server.heads), other.connections) == (1, 0)


@pytest.mark.parametrize("status", [401, 408, 421, 425, 429, 500, 502, 503, 504])
def test_nothing_is_sent_a_second_time(transport: Driver, status: int) -> None:
    with Server(always(reply(b"{}", status, "Retry-After: 0\r\n"))) as server:
        assert transport.post(server.url).status == status

        assert len(server.heads) == 1


@pytest.mark.parametrize("moment", [Moment.HEAD, Moment.BODY])
def test_a_kept_connection_that_breaks_is_not_tried_again(
    server: FaultServer, transport: Driver, moment: Moment
) -> None:
    transport.post(server.url)
    server.script(Fault("RST", Phase.AMBIGUOUS, steps=lambda honest: (Reset(),), moment=moment))

    with pytest.raises(TransportError) as caught:
        transport.post(server.url)

    assert caught.value.phase == "ambiguous"
    assert server.connections == 1
    assert len(server.requests) == (1 if moment is Moment.HEAD else 2)


def test_cookies_are_not_kept(transport: Driver) -> None:
    with Server(always(reply(headers="Set-Cookie: session=1; Path=/\r\n"))) as server:
        transport.post(server.url)
        transport.post(server.url)

        assert "cookie" not in lines(server.heads[1])[1]


def test_requests_at_a_time_are_no_more_than_the_pool_has_connections(driver: type[Driver]) -> None:
    busy, most, lock = 0, 0, threading.Lock()

    def slow(connection: socket.socket, head: bytes, body: bytes) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.02)
        with lock:
            busy -= 1
        connection.sendall(reply())

    with Server(slow) as server, driver(max_connections_per_pool=3) as transport:
        requests = [HttpRequest("GET", f"{server.url}/x", dict(USUAL)) for _ in range(12)]
        assert [response.status for response in transport.send_together(requests)] == [200] * 12

        assert most <= 3
        assert server.connections <= 3


@pytest.mark.parametrize("status", [500, 503, 400])
def test_an_error_status_counts_although_its_body_breaks(server: FaultServer, transport: Driver, status: int) -> None:
    head = Answer(status, headers=(("Content-Length", "1000"),)).head()
    server.script(Fault("cut", Phase.AMBIGUOUS, steps=lambda honest: (Send(head + b"half"), Close())))

    response = transport.post(server.url)

    assert response.status == status
    assert b"half".startswith(response.body)
    assert transport.post(server.url).status == 200


@pytest.mark.parametrize("end", [Close(), Reset()], ids=["FIN", "RST"])
def test_a_server_that_refuses_a_long_request_early_is_heard(
    server: FaultServer, transport: Driver, end: Close | Reset
) -> None:
    refusal = Answer(413, b"{}", (("Connection", "close"),)).encode()
    steps = (Send(refusal), Pause(0.05), end)
    server.script(Fault("early", Phase.FINAL, steps=lambda honest: steps, moment=Moment.HEAD))

    assert transport.post(server.url, body=b"x" * 20_000_000).status == 413


def test_an_error_status_counts_although_its_body_is_endless(server: FaultServer, transport: Driver) -> None:
    head = Answer(503, headers=(("Content-Length", str(1 << 30)),)).head()
    server.script(Fault("long", Phase.AMBIGUOUS, steps=lambda honest: (Send(head), Send(b" " * (1 << 20)), Stall())))

    response = transport.post(server.url)

    assert response.status == 503
    assert len(response.body) < 1 << 20
    assert server.wait_until_idle()


def test_a_closed_transport_says_so(driver: type[Driver]) -> None:
    with Server(always(reply())) as server, driver() as transport:
        transport.post(server.url)
        transport.io.close()

        with pytest.raises(TransportError, match="closed") as caught:
            transport.post(server.url)

        assert caught.value.phase == "connect"
        assert server.closed.wait(1)
