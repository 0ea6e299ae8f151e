"""What the emulator takes from starlette and uvicorn: the only file that names them.

Type checkers read every file of a vendored copy, also where the extra `brickserve[emulator]` is not installed.
"""

# mypy: disable-error-code="import-not-found"
# A copy of this library is checked in places that have neither package.
from __future__ import annotations

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.datastructures import URL
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = [
    "URL",
    "ClientDisconnect",
    "Config",
    "H11Protocol",
    "JSONResponse",
    "Receive",
    "Request",
    "Response",
    "Scope",
    "Send",
    "Server",
    "iterate_in_threadpool",
    "run_in_threadpool",
]
