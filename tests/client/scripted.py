"""An IO that answers from a script, on a clock that only moves when somebody sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from brickserve.io import HttpRequest, HttpResponse

Answer = HttpResponse | BaseException | Callable[[HttpRequest], HttpResponse]


class ScriptedIO:
    """Plays the given answers, one for each request, and notes what was asked for."""

    def __init__(self, *answers: Answer, random: float = 0.5) -> None:
        self.answers = list(answers)
        self.requests: list[HttpRequest] = []
        self.deadlines: list[float | None] = []
        self.sleeps: list[float] = []
        self.now = 1000.0
        self.takes = 0.0
        self._random = random

    async def send(self, request: HttpRequest, deadline: float | None, limit: int) -> HttpResponse:
        self.requests.append(request)
        self.deadlines.append(deadline)
        self.now += self.takes
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, HttpResponse) else answer(request)

    async def open(self, request: HttpRequest, deadline: float | None, idle: float) -> Any:
        raise AssertionError("nothing here streams")

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds

    def monotonic(self) -> float:
        return self.now

    def random(self) -> float:
        return self._random


def answer(status: int, document: Any = None, **headers: str) -> HttpResponse:
    """Return a JSON answer; header names are written with underscores."""
    body = b"" if document is None else json.dumps(document).encode()
    return HttpResponse(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
