"""Sends requests over a transport of its own."""

from __future__ import annotations

import threading
import time

from brickserve.io import HttpRequest, HttpResponse
from brickserve.network.transport import Transport

LIMIT = 1 << 20


def send(
    transport: Transport, url: str, seconds: float = 30.0, cancel: threading.Event | None = None, **headers: str
) -> HttpResponse:
    request = HttpRequest("POST", url + "/path", {"X-Test": "1", **headers}, b"body", cancel)
    return transport.send(request, time.monotonic() + seconds, LIMIT)
