"""The ASGI application: from a request to its route, handler and answer."""

from __future__ import annotations

import asyncio
import inspect
import logging
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from .admin import Admin
from .calls import Answer, Call
from .connections import Connections
from .faults import Fault, FaultPlan
from .problems import Problem
from .routes import Guard, Route, Router
from .spec import Spec
from .state import Seen, Workspace
from .streams import disconnected
from .tokens import TokenBook
from .validation import RequestChecker, read_json
from .web import URL, ClientDisconnect, JSONResponse, Receive, Request, Response, Scope, Send

_log = logging.getLogger("brickserve.emulator")


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class Application:
    """Answers requests against one workspace."""

    def __init__(self, spec: Spec, workspace: Workspace, tokens: TokenBook, connections: Connections) -> None:
        self._spec = spec
        self._workspace = workspace
        self._tokens = tokens
        self._connections = connections
        self._checker = RequestChecker(spec)
        self.faults = FaultPlan()
        self._router = Router(spec, Admin(self.faults))
        self.faults.operations = self._router.operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        request_id = uuid.uuid4().hex
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        exchange = _Exchange(request, request_id, body)
        try:
            response = await self._answer(exchange)
        except Dropped:
            self._record(exchange, None)
            exchange.cut()
            await disconnected(receive)
            return
        except asyncio.CancelledError:
            # The emulator was stopped, and the connection is closed: there is nobody to answer, and nothing to report.
            return
        self._record(exchange, response.status_code)
        response.headers["x-request-id"] = request_id
        await response(scope, receive, send)

    async def _answer(self, exchange: _Exchange) -> Response:
        try:
            found = self._router.find(exchange.request.method, exchange.raw_path)
            if found is None:
                raise Problem(
                    404,
                    "ENDPOINT_NOT_FOUND",
                    f"No API found for '{exchange.request.method} {exchange.request.url.path}'",
                )
            route, params = found
            exchange.operation = route.operation
            return await self._carry_out(exchange, route, params)
        except Problem as problem:
            return problem.response(exchange.request_id)
        except Dropped:
            raise
        except Exception as error:
            _log.exception("%s failed", exchange.operation)
            return Problem(500, "INTERNAL_ERROR", f"{type(error).__name__}: {error}").response(exchange.request_id)

    async def _carry_out(self, exchange: _Exchange, route: Route, params: dict[str, str]) -> Response:
        fault = self.faults.take(route.operation)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.replaces() and not fault.after_apply:
            return _broken(fault, exchange.request_id)
        call = self._call(exchange, route, params, fault)
        self._checker.check(route.operation, call.params, call.body)
        with self._workspace.lock:
            result = route.handler(call)
        answer: Answer = await result if inspect.isawaitable(result) else result
        if fault is not None and fault.replaces():
            return _broken(fault, exchange.request_id)
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    def _call(self, exchange: _Exchange, route: Route, params: dict[str, str], fault: Fault | None) -> Call:
        caller = self._caller(exchange, route, params)
        form = dict(parse_qsl(exchange.body.decode("utf-8", "replace"))) if route.form else {}
        return Call(
            operation=route.operation,
            workspace=self._workspace,
            spec=self._spec,
            tokens=self._tokens,
            connections=self._connections,
            params=params,
            body={} if route.form else read_json(exchange.body),
            form=form,
            headers=exchange.request.headers,
            base_url=exchange.base_url,
            caller=caller,
            request_id=exchange.request_id,
            fault=fault,
            cut=exchange.cut,
        )

    def _caller(self, exchange: _Exchange, route: Route, params: dict[str, str]) -> str:
        header = exchange.request.headers.get("authorization")
        match route.guard:
            case Guard.OPEN:
                return ""
            case Guard.WORKSPACE:
                return self._tokens.workspace_caller(header)
            case Guard.DATA_PLANE:
                return self._tokens.data_plane_caller(header, params["endpoint_id"])

    def _record(self, exchange: _Exchange, status: int | None) -> None:
        request = exchange.request
        seen = Seen(exchange.operation, request.method, exchange.path, status, dict(request.headers), exchange.body)
        self._workspace.requests.append(seen)


class _Exchange:
    """A request on its way to an answer."""

    def __init__(self, request: Request, request_id: str, body: bytes) -> None:
        self.request = request
        self.request_id = request_id
        self.body = body
        self.operation = ""
        self.raw_path: bytes = request.scope.get("raw_path") or request.url.path.encode()
        query: bytes = request.scope.get("query_string", b"")
        self.path = (self.raw_path + (b"?" + query if query else b"")).decode("latin-1")
        self.base_url = str(URL(scope={**request.scope, "path": "", "query_string": b""})).rstrip("/")
        state: dict[str, Any] = request.scope.get("state", {})
        self.cut: Callable[[], None] = state.get("cut", _nothing_to_cut)


def _nothing_to_cut() -> None:
    """Stands for a connection that the server does not let go of."""


def _broken(fault: Fault, request_id: str) -> Response:
    if fault.drop:
        raise Dropped
    return fault.response(request_id)
