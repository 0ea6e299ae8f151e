"""The fault server does on the wire what its faults say: seen by a bare socket and by http.client."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import time
import zlib

import pytest

from . import breaks, oddities
from .answers import AMBIGUOUS_STATUSES, FINAL, REDIRECTS, UNAUTHORIZED, UNDECODABLE
from .catalogue import FAULTS, fault
from .certificates import DAY, Authority
from .faults import Fault, Moment, Phase
from .messages import Answer
from .places import accepting_port, closed_port, silent_port
from .rejections import REJECTIONS
from .server import FaultServer

REQUEST = b"POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
WIRE_FAULTS = [each for each in FAULTS if each.moment is not Moment.CONNECT]

REPORTS: dict[str, type[Exception]] = {
    "RST before the request is read": ConnectionResetError,
    "RST after the request's headers": ConnectionResetError,
    "RST before apply": ConnectionResetError,
    "RST after apply": ConnectionResetError,
    "RST inside the body": ConnectionResetError,
    "FIN before apply": http.client.RemoteDisconnected,
    "FIN after apply": http.client.RemoteDisconnected,
    "FIN before the request is read": http.client.RemoteDisconnected,
    "EOF inside the status line": http.client.BadStatusLine,
    "a body cut short": http.client.IncompleteRead,
    "a Content-Length that is too large": http.client.IncompleteRead,
    "a chunked body cut short": http.client.IncompleteRead,
    "a chunked body without its last chunk": http.client.IncompleteRead,
    "a chunk size that is not a number": http.client.IncompleteRead,
    "a greeting of another protocol": http.client.BadStatusLine,
    "a status that is not a number": http.client.BadStatusLine,
    "5,000 headers": http.client.HTTPException,
    "a header of 200,000 bytes": http.client.LineTooLong,
    **{each.name: TimeoutError for each in breaks.SILENCES if each.name != "a body of one byte every 10 ms"},
}
"""What the standard library's client makes of a fault, as evidence from a third party."""


def exchange(server: FaultServer, timeout: float = 30.0) -> bytes:
    """Send a request and return everything that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as client:
        client.sendall(REQUEST)
        received = b""
        while data := client.recv(65536):
            received += data
        return received


def ask(server: FaultServer, timeout: float = 30.0) -> tuple[int, bytes]:
    """Send a request with http.client and return status and body; `timeout` begins when it has been sent."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("POST", "/things", b"abc")
        connection.sock.settimeout(timeout)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("name", REPORTS)
def test_a_break_is_one_for_http_client_too(server: FaultServer, name: str) -> None:
    server.script(fault(name))

    with pytest.raises(REPORTS[name]):
        ask(server, timeout=0.15 if REPORTS[name] is TimeoutError else 30.0)


@pytest.mark.parametrize(
    "each", [*REJECTIONS, *AMBIGUOUS_STATUSES, *FINAL, *UNAUTHORIZED, *UNDECODABLE, *REDIRECTS], ids=str
)
def test_an_answer_arrives_byte_for_byte(server: FaultServer, each: Fault) -> None:
    assert each.answer is not None
    expected = each.answer(Answer())
    server.script(each)

    assert ask(server) == (expected.status, expected.body)


@pytest.mark.parametrize("each", WIRE_FAULTS, ids=str)
def test_a_fault_applies_the_request_if_it_says_so(server: FaultServer, each: Fault) -> None:
    server.script(each)

    with contextlib.suppress(OSError, http.client.HTTPException, ValueError, OverflowError):
        ask(server, timeout=30.0 if each.failure is None else 0.05)
    settled = time.monotonic() + 10
    while len(server.applied) < each.applied and time.monotonic() < settled:
        time.sleep(0.005)
    server.close()

    assert len(server.applied) == each.applied


# http.client stops at an interim answer that is not 100, and unpacks nothing.
TOO_ODD = ("interim", "Hints", "gzip", "deflate")


@pytest.mark.parametrize(
    "each", [odd for odd in oddities.ODDITIES if not any(word in odd.name for word in TOO_ODD)], ids=str
)
def test_an_oddity_is_a_good_answer_for_http_client(server: FaultServer, each: Fault) -> None:
    server.script(each)

    assert ask(server) == (200, b'{"method": "POST", "path": "/things", "echo": null}')


def test_the_bombs_are_a_thousand_times_larger_than_they_look() -> None:
    for coding, window in (("gzip", 31), ("deflate", 15)):
        packed = breaks.bomb(coding)

        assert len(zlib.decompress(packed, window)) / len(packed) > 900


@pytest.mark.parametrize("each", [o for o in breaks.CODINGS if "gzip" in o.name or "deflate" in o.name], ids=str)
def test_a_spoilt_coding_does_not_unpack(server: FaultServer, each: Fault) -> None:
    server.script(each)

    status, body = ask(server)
    unpacker = zlib.decompressobj(31 if "gzip" in each.name else 15)

    assert status == 200
    try:
        unpacker.decompress(body)
    except zlib.error:
        return
    assert not unpacker.eof


def test_the_script_is_played_in_order_and_then_the_service_answers(server: FaultServer) -> None:
    server.script(fault("500 empty"), fault("RST after apply"), fault("404"))

    answers = []
    for _ in range(4):
        try:
            answers.append(ask(server)[0])
        except ConnectionResetError:
            answers.append(0)

    assert answers == [500, 0, 404, 200]
    assert [request.connection for request in server.requests] == [1, 2, 3, 4]
    assert len(server.applied) == 2


def test_the_log_holds_what_was_sent(server: FaultServer) -> None:
    message = b"PUT /a/b?c=d HTTP/1.1\r\nX-Name: value\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(message)
        client.recv(1000)

    (request,) = server.requests
    assert (request.method, request.target, request.path, request.body) == ("PUT", "/a/b?c=d", "/a/b", b"abc")
    assert request.header("x-name") == "value"


def test_a_drip_is_slow_and_complete(server: FaultServer) -> None:
    server.script(Fault("d", Phase.FINE, steps=lambda honest: (breaks.Drip(b"abcde", 0.01), breaks.Close())))

    assert exchange(server) == b"abcde"


def test_a_closed_port_refuses() -> None:
    with closed_port() as port, pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_silent_port_does_not_answer() -> None:
    with silent_port() as port, pytest.raises(TimeoutError):
        socket.create_connection(("127.0.0.1", port), timeout=0.1)


def test_an_accepting_port_takes_the_request_and_says_nothing() -> None:
    with accepting_port() as port, socket.create_connection(("127.0.0.1", port), timeout=0.1) as client:
        client.sendall(REQUEST)

        with pytest.raises(TimeoutError):
            client.recv(1)


def handshake(server: FaultServer, authority: Authority) -> None:
    """Connect as a client that checks everything."""
    context = ssl.create_default_context(cafile=str(authority.bundle))
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as client,
    ):
        client.sendall(b"GET / HTTP/1.1\r\n\r\n")
        client.recv(100)


def test_a_good_certificate_is_accepted_by_a_strict_client(authority: Authority) -> None:
    with FaultServer(tls=authority.context()) as server:
        handshake(server, authority)

        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"self_signed": True}, "self-signed certificate"),
        ({"since": -2 * DAY, "until": -DAY}, "certificate has expired"),
        ({"since": DAY, "until": 2 * DAY}, "certificate is not yet valid"),
        ({"host": "elsewhere.example"}, "Hostname mismatch"),
    ],
    ids=["self-signed", "expired", "of the future", "of another host"],
)
def test_a_bad_certificate_is_refused_for_its_own_reason(
    authority: Authority, options: dict[str, object], reason: str
) -> None:
    context = authority.context(**options)  # type: ignore[arg-type]  # one row per keyword
    with (
        FaultServer(tls=context) as server,
        pytest.raises(ssl.SSLCertVerificationError, match=reason),
    ):
        handshake(server, authority)


def test_a_certificate_of_a_stranger_is_refused(authority: Authority, stranger: Authority) -> None:
    with (
        FaultServer(tls=stranger.context()) as server,
        pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"),
    ):
        handshake(server, authority)


def test_every_fault_has_a_name_of_its_own() -> None:
    names = [each.name for each in FAULTS]

    assert len(set(names)) == len(names) > 120
