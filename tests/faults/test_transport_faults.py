"""Every fault of the wire against every transport: one request, the right error, and a usable transport after it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from threading import Event

import pytest

import brickserve.errors as errors
from brickserve.errors import BrickserveError, ConnectError, PoolTimeout, ReadTimeout, TLSError, TransportError
from brickserve.io import HttpResponse

from . import answers, breaks, hostile, oddities
from .catalogue import FAULTS, fault
from .certificates import DAY, Authority
from .doors import OLD_TLS, PLAIN_TEXT
from .drivers import Driver
from .faults import Fault, Moment, Phase
from .messages import Answer, chunked
from .places import accepting_port, closed_port, silent_port
from .rejections import REJECTIONS
from .server import FaultServer
from .steps import Close, Reset, Send, Stall

PATIENCE = 0.12
UNFINISHED = Fault(
    "a body that does not go on",
    Phase.FINE,
    steps=lambda honest: (Send(Answer(headers=(("Content-Length", "9"),)).head() + b"part"), Stall()),
)
BREAKS = (*breaks.BREAKS, *hostile.HOSTILE)
ECHO = b'{"method": "POST", "path": "/things", "echo": null}'


@pytest.fixture
def hasty(driver: type[Driver]) -> Iterator[Driver]:
    with driver(http_timeout_seconds=PATIENCE) as transport:
        yield transport


def send(
    transport: Driver, url: str, seconds: float = 30.0, body: bytes = b"abc", held: Event | None = None
) -> HttpResponse:
    """Send one request that has `seconds`, or until `held` is set."""
    return transport.post(url, seconds, body, held)


@pytest.mark.parametrize("each", BREAKS, ids=str)
def test_a_break_is_reported_as_what_it_is(server: FaultServer, transport: Driver, each: Fault) -> None:
    failure = failure_of(each, transport)
    server.script(each)

    with pytest.raises(getattr(errors, failure)) as caught:
        send(transport, server.url, held=server.holding if failure == "ReadTimeout" else None)

    if isinstance(caught.value, TransportError):
        assert caught.value.phase == "ambiguous"
        assert caught.value.host == "127.0.0.1"
    assert server.connections == 1


@pytest.mark.parametrize("each", BREAKS, ids=str)
def test_the_request_after_a_break_gets_its_own_answer(server: FaultServer, transport: Driver, each: Fault) -> None:
    server.script(each)
    with pytest.raises(BrickserveError):
        send(transport, server.url, held=server.holding if failure_of(each, transport) == "ReadTimeout" else None)

    # Whoever is faster than the news of the end may lose a request: no client can help that.
    server.wait_until_idle(0.3)
    assert send(transport, server.url).body == ECHO


def failure_of(fault: Fault, transport: Driver) -> str:
    """Return the class of the error that a transport reports."""
    assert fault.failure is not None
    return transport.failures.get(fault.name, fault.failure)


ANSWERS = [
    *REJECTIONS,
    *answers.AMBIGUOUS_STATUSES,
    *answers.FINAL,
    *answers.UNAUTHORIZED,
    *answers.UNDECODABLE,
    *answers.REDIRECTS,
]


@pytest.mark.parametrize("each", ANSWERS, ids=str)
def test_an_answer_is_handed_over_as_it_came(server: FaultServer, transport: Driver, each: Fault) -> None:
    assert each.answer is not None
    expected = each.answer(Answer())
    server.script(each)

    response = send(transport, server.url)

    assert (response.status, response.body) == (expected.status, expected.body)
    readable = {name.lower(): value for name, value in expected.headers if transport.reads_latin_1 or value.isascii()}
    assert readable.items() <= dict(response.headers).items()
    assert len(server.requests) == 1


@pytest.mark.parametrize("each", oddities.ODDITIES, ids=str)
def test_an_oddity_does_not_irritate(server: FaultServer, transport: Driver, each: Fault) -> None:
    server.script(each)

    first = send(transport, server.url)
    if "unannounced" in each.name:
        # Whoever is faster than the news of the end may lose a request: no client can help that.
        assert server.wait_until_idle()
    second = send(transport, server.url)

    assert (first.status, first.body) == (200, ECHO)
    assert (second.status, second.body) == (200, ECHO)
    assert len(server.requests) == 2


@pytest.mark.parametrize("each", oddities.UNSETTLED, ids=str)
def test_a_doubtful_answer_is_taken_whole_or_refused(server: FaultServer, transport: Driver, each: Fault) -> None:
    server.script(each)

    try:
        body = send(transport, server.url, PATIENCE).body
    except TransportError:
        body = ECHO

    server.wait_until_idle(0.3)
    assert body == ECHO
    assert send(transport, server.url).body == ECHO


def test_two_lengths_that_differ_never_pass_for_an_answer(server: FaultServer, transport: Driver) -> None:
    server.script(oddities.UNSETTLED[1])

    with pytest.raises(TransportError):
        send(transport, server.url, PATIENCE)


def test_a_connection_that_said_two_lengths_does_no_harm(server: FaultServer, transport: Driver) -> None:
    headers = (("Content-Length", "3"), ("Transfer-Encoding", "chunked"))
    answer = Answer(headers=headers).head() + chunked(b"{}")
    server.script(Fault("both", Phase.FINE, steps=lambda honest: (Send(answer),)))

    assert send(transport, server.url).body == b"{}"
    assert send(transport, server.url).body == ECHO
    assert server.connections == (2 if transport.drops_doubtful_connections else 1)


def test_bytes_left_over_do_not_become_the_next_answer(server: FaultServer, transport: Driver) -> None:
    server.script(oddities.LEFTOVER)

    bodies = [send(transport, server.url).body for _ in range(3)]

    assert bodies == [ECHO] * 3


def test_a_connection_closed_while_idle_costs_no_request(server: FaultServer, transport: Driver) -> None:
    server.script(fault("the connection closed afterwards, unannounced"))
    send(transport, server.url)
    assert server.wait_until_idle()

    assert send(transport, server.url).body == ECHO
    assert [request.connection for request in server.requests] == [1, 2]


def test_a_closed_port_is_a_connect_error(transport: Driver) -> None:
    with closed_port() as port, pytest.raises(ConnectError, match=r"127\.0\.0\.1.*refused") as caught:
        send(transport, f"http://127.0.0.1:{port}")

    assert caught.value.phase == "connect"


def test_a_port_that_does_not_answer_is_a_connect_error(hasty: Driver) -> None:
    with silent_port() as port, pytest.raises(ConnectError, match="in time") as caught:
        send(hasty, f"http://127.0.0.1:{port}", PATIENCE)

    assert caught.value.phase == "connect"


def test_a_deadline_before_the_connection_is_never_taken_for_an_answer(transport: Driver) -> None:
    with silent_port() as port, pytest.raises(TransportError) as caught:
        send(transport, f"http://127.0.0.1:{port}", PATIENCE)

    assert caught.value.phase == ("connect" if transport.tells_connecting_from_waiting else "ambiguous")


def test_a_name_that_does_not_exist_is_a_connect_error(transport: Driver) -> None:
    with pytest.raises(ConnectError, match=r"nobody\.invalid") as caught:
        send(transport, "http://nobody.invalid")

    assert caught.value.phase == "connect"


def test_a_port_that_accepts_and_does_not_read_is_a_read_timeout(transport: Driver) -> None:
    with accepting_port() as port, pytest.raises(ReadTimeout) as caught:
        send(transport, f"http://127.0.0.1:{port}", 0.5, body=b"x" * 8_000_000)

    assert caught.value.phase == "ambiguous"


BAD_CERTIFICATES: dict[str, dict[str, object]] = {
    "self-signed": {"self_signed": True},
    "expired": {"since": -2 * DAY, "until": -DAY},
    "of the future": {"since": DAY, "until": 2 * DAY},
    "of another host": {"host": "elsewhere.example"},
}


@pytest.mark.parametrize("kind", BAD_CERTIFICATES)
def test_a_bad_certificate_is_a_tls_error(authority: Authority, trusting: Driver, kind: str) -> None:
    context = authority.context(**BAD_CERTIFICATES[kind])  # type: ignore[arg-type]  # one row per keyword

    with FaultServer(tls=context) as server, pytest.raises(TLSError, match="localhost") as caught:
        send(trusting, server.url)

    assert caught.value.phase == "connect"
    assert server.requests == []


def test_a_certificate_of_a_stranger_is_a_tls_error(stranger: Authority, trusting: Driver) -> None:
    with FaultServer(tls=stranger.context()) as server, pytest.raises(TLSError):
        send(trusting, server.url)

    assert (server.requests, server.connections) == ([], 1)


def test_a_good_certificate_is_a_good_answer(authority: Authority, trusting: Driver) -> None:
    with FaultServer(tls=authority.context()) as server:
        assert send(trusting, server.url).body == ECHO
        assert send(trusting, server.url).body == ECHO

        assert server.connections == 1


def test_plain_text_on_a_tls_port_is_a_tls_error(server: FaultServer, trusting: Driver) -> None:
    greeting = Send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    server.script(Fault("plain", PLAIN_TEXT.phase, steps=lambda honest: (greeting, Close()), moment=Moment.ACCEPT))

    with pytest.raises(TLSError) as caught:
        send(trusting, f"https://localhost:{server.port}")

    assert caught.value.phase == "connect"


def test_an_outdated_protocol_is_a_tls_error(authority: Authority, trusting: Driver) -> None:
    context = authority.context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1

    with FaultServer(tls=context) as server, pytest.raises(TLSError) as caught:
        send(trusting, server.url)

    assert (caught.value.phase, OLD_TLS.failure) == ("connect", "TLSError")


@pytest.mark.parametrize("step", [Reset(), Close()], ids=["RST", "FIN"])
def test_a_handshake_that_breaks_off_is_a_connect_error(
    server: FaultServer, trusting: Driver, step: Reset | Close
) -> None:
    server.script(Fault("cut", Phase.NOT_SENT, steps=lambda honest: (step,), moment=Moment.ACCEPT))

    with pytest.raises(ConnectError) as caught:
        send(trusting, f"https://localhost:{server.port}")

    assert caught.value.phase == "connect"


def test_a_handshake_that_falls_silent_is_a_connect_error(hasty: Driver) -> None:
    with accepting_port() as port, pytest.raises(ConnectError) as caught:
        send(hasty, f"https://localhost:{port}", PATIENCE)

    assert caught.value.phase == "connect"


def test_a_full_pool_is_a_pool_timeout(server: FaultServer, driver: type[Driver]) -> None:
    transport = driver(max_connections_per_pool=1)
    server.script(UNFINISHED)
    held = transport.open(server.url)

    with pytest.raises(PoolTimeout) as caught:
        send(transport, server.url, 0.1)
    held.close()

    assert caught.value.phase == "connect"
    assert "max_connections_per_pool" in str(caught.value)
    assert send(transport, server.url).body == ECHO
    transport.close()


def test_no_fault_of_the_catalogue_goes_untested() -> None:
    tested = {*BREAKS, *ANSWERS, *oddities.ODDITIES}
    doors = {each for each in FAULTS if each.moment is Moment.CONNECT}

    assert {each.name for each in FAULTS} == {each.name for each in tested | doors}
