"""An IO that answers from a script, on a clock that only moves when somebody sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from brickserve.io import HttpRequest, HttpResponse

from .clock import ScriptedClock

Answer = HttpResponse | BaseException | Callable[[HttpRequest], HttpResponse]


class ScriptedIO(ScriptedClock):
    """Plays the given answers, one for each request, and notes what was asked for."""

    def __init__(self, *answers: Answer, random: float = 0.5) -> None:
        super().__init__()
        self.answers = list(answers)
        self.requests: list[HttpRequest] = []
        self.deadlines: list[float | None] = []
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

    def random(self) -> float:
        return self._random


def answer(status: int, document: Any = None, **headers: str) -> HttpResponse:
    """Return a JSON answer; header names are written with underscores."""
    body = b"" if document is None else json.dumps(document).encode()
    return HttpResponse(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
