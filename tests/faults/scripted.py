"""The faults at the transport seam: the same table, no sockets, and a clock that only the script moves."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

import brickserve.errors as errors
from brickserve.io import HttpRequest, HttpResponse

from ..client.clock import ScriptedClock
from .faults import Fault, Moment
from .messages import Answer, Request
from .server import Service
from .world import subject_of

SECONDS_PER_REQUEST = 0.01


class ScriptedIO(ScriptedClock):
    """Stands in for the network and the clock; records what was sent and how long it was asked to sleep."""

    def __init__(
        self,
        service: Service,
        *faults: Fault,
        lasting: Fault | None = None,
        sign_in_faults: Iterable[Fault] = (),
        seed: int = 0,
    ) -> None:
        super().__init__()
        self.service = service
        self.requests: list[Request] = []
        """The requests of operations, in order."""
        self.sign_ins: list[Request] = []
        """The requests for tokens, in order."""
        self._script = deque(faults)
        self._lasting = lasting
        self._sign_in_script = iter(sign_in_faults)
        self._random = random.Random(seed)

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        """Commit the next fault on the request, or answer it."""
        assert deadline is None or deadline > self.now, "a request is sent although its time is over"
        self.now += SECONDS_PER_REQUEST
        seen = _request(request)
        if seen.path.startswith("/oidc/"):
            return self._sign_in(seen, deadline)
        fault = self._script.popleft() if self._script else self._lasting
        if fault is None or fault.moment is not Moment.CONNECT:
            self.requests.append(seen)
        return self._commit(fault, seen, deadline)

    def _sign_in(self, seen: Request, deadline: float | None) -> HttpResponse:
        if seen.method == "GET":
            return _response(self.service.apply(seen))
        self.sign_ins.append(seen)
        return self._commit(next(self._sign_in_script, None), seen, deadline)

    def _commit(self, fault: Fault | None, seen: Request, deadline: float | None) -> HttpResponse:
        honest = Answer(200, b"{}")
        if fault is None or fault.applied:
            honest = self.service.apply(seen)
        if fault is None:
            return _response(honest)
        if fault.failure is None:
            return _response(fault.answer(honest) if fault.answer else honest)
        if fault.body_only and honest.status >= 400:
            return _response(replace(honest, body=b""))
        kind: Callable[..., Exception] = getattr(errors, fault.failure)
        if fault.failure == "ReadTimeout" and deadline is not None:
            # The silence lasts as long as the client is willing to listen.
            self.now = deadline
        raise kind(f"scripted: {fault.name}") from fault.cause

    def random(self) -> float:
        """Return a number that the seed determines."""
        return self._random.random()

    def close(self) -> None:
        """Do nothing."""

    @property
    def operations(self) -> list[str]:
        """The names of the operations that were requested, in order."""
        found = (subject_of(request) for request in self.requests)
        return [each.operation.id if each is not None else "?" for each in found]


def _request(request: HttpRequest) -> Request:
    parts = urlsplit(request.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Request(request.method, target, tuple(request.headers.items()), request.body or b"")


def _response(answer: Answer) -> HttpResponse:
    headers = {name.lower(): value for name, value in answer.headers}
    return HttpResponse(answer.status, headers, answer.body)
