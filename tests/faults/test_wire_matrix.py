"""The matrix once more over real sockets, for one operation of every class: the scripted twin tells the truth."""

from __future__ import annotations

import re
from threading import Event

import pytest

import brickserve.errors as errors
from brickserve.calling.context import Context
from brickserve.config import Config
from brickserve.drivers.blocking import BlockingIO
from brickserve.errors import BrickserveError
from brickserve.executors import BlockingExecutor
from brickserve.io import HttpRequest, HttpResponse

from .answers import redirect
from .catalogue import FAULTS
from .expectations import Expected, lasting, once
from .faults import Fault, Moment
from .operations import Subject, subject
from .places import closed_port
from .server import FaultServer
from .world import World, subject_of

SUBJECTS = [subject(name) for name in ("get", "update_config", "delete", "create", "query", "http_request")]
WIRE_FAULTS = [each for each in FAULTS if each.moment is not Moment.CONNECT]
PATIENCE = 30.0


class HastyIO(BlockingIO):
    """Real sockets, and sleeps that are only noted; the first request's time is over as soon as it is kept waiting."""

    def __init__(self, config: Config, held: Event | None) -> None:
        super().__init__(config)
        self.sleeps: list[float] = []
        self._held = held

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        request.cancel, self._held = self._held, None
        return await super().send(request, deadline, limit)

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)


def carry_out(url: str, subject: Subject, held: Event | None = None) -> tuple[BrickserveError | None, list[float]]:
    """Carry the operation out; return its error, if there is one, and the sleeps that were asked for."""
    config = Config(host=url, token="a-token-for-tests", http_timeout_seconds=PATIENCE, max_response_bytes=1 << 20)
    io = HastyIO(config, held)
    try:
        BlockingExecutor(Context(config, io)).execute(subject.call())
    except BrickserveError as error:
        return error, io.sleeps
    finally:
        io.close()
    return None, io.sleeps


def letters(server: FaultServer, subject: Subject) -> str:
    """Return one letter for every request that arrived whole."""
    found = (subject_of(request) for request in server.requests)
    return "".join("o" if each == subject else "g" for each in found)


def check(server: FaultServer, subject: Subject, expected: Expected, error: BrickserveError | None) -> None:
    """Compare what arrived at the server, and what came back, with the table."""
    assert isinstance(server.service, World)
    least, most = expected.applied
    if subject.kind != "read":
        assert least <= server.service.applied[subject.operation.id] <= most
    if expected.error is None:
        assert error is None, repr(error)
    else:
        assert isinstance(error, getattr(errors, expected.error)), repr(error)
        assert error.maybe_applied is expected.maybe_applied


@pytest.mark.parametrize("fault", WIRE_FAULTS, ids=str)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_fault_that_strikes_once_on_the_wire(subject: Subject, fault: Fault) -> None:
    expected = once(subject, fault)
    with FaultServer(World(populated=subject.kind != "create")) as server:
        server.script(fault)

        error, sleeps = carry_out(server.url, subject, server.holding if fault.failure == "ReadTimeout" else None)

        # A request that was cut off before it was read whole is not in the log.
        cut = "" if fault.moment is Moment.BODY else "o"
        assert re.fullmatch(expected.requests, cut + letters(server, subject))
        assert expected.sleeps[0] <= len(sleeps) <= expected.sleeps[1]
        check(server, subject, expected, error)


QUICK = [each for each in WIRE_FAULTS if each.failure not in ("ReadTimeout", "ResponseTooLarge")]


@pytest.mark.parametrize("fault", [each for each in QUICK if each.moment is Moment.BODY], ids=str)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_fault_that_lasts_on_the_wire(subject: Subject, fault: Fault) -> None:
    expected = lasting(subject, fault)
    with FaultServer(World(populated=subject.kind != "create")) as server:
        server.script(*[fault] * 8)

        error, _ = carry_out(server.url, subject)

        assert re.fullmatch(expected.requests, letters(server, subject))
        check(server, subject, expected, error)


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_port_that_is_closed_is_tried_four_times(subject: Subject) -> None:
    with closed_port() as port:
        error, sleeps = carry_out(f"http://127.0.0.1:{port}", subject)

    assert isinstance(error, errors.ConnectError)
    assert len(sleeps) == 3
    assert not error.maybe_applied


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_another_server_that_a_redirect_points_to_sees_nothing(subject: Subject, status: int) -> None:
    """[F0-F6, N5, M10]"""
    with FaultServer(World()) as here, FaultServer(World()) as elsewhere:
        here.script(redirect(status, f"{elsewhere.url}/api/2.0/serving-endpoints/fraud", "to another port"))

        error, _ = carry_out(here.url, subject)

        assert isinstance(error, errors.RedirectError)
        assert elsewhere.connections == 0
        assert elsewhere.url in str(error)
