"""Calls to external services over a Unity Catalog connection: dicts in, the service's answer out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._api import encoding, jsontext, operations, raw, wire
from ..errors import DatabricksError, DecodeError, from_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._api import models
    from ..io import HttpResponse


class Response(raw.RawResponse):
    """The answer of an external service, with the names that `requests.Response` gives its parts."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__(answer.status, answer.headers, answer.body)
        self.reason = answer.reason

    @property
    def ok(self) -> bool:
        """True below status 400."""
        return self.status_code < 400

    def raise_for_status(self) -> None:
        """Raise the `DatabricksError` of the status if it is 400 or above."""
        if not self.ok:
            raise self._error()

    def _error(self) -> DatabricksError:
        return from_response(self.status_code, self.headers, self.content, method="POST", path_template=PATH)

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        return f"<Response [{self.status_code}]>"


PATH = "/api/2.0/external-function"


def external_call(
    conn: str,
    method: models.ExternalFunctionRequestHttpMethod | str,
    path: str,
    *,
    headers: Mapping[str, str] | None,
    json: Mapping[str, Any] | None,
    params: Mapping[str, Any] | None,
) -> wire.Call[Response]:
    """Return the call that has the platform send a request to an external service."""
    from .._api import models

    plain = operations.http_request(
        conn,
        models.ExternalFunctionRequestHttpMethod(encoding.enum_text(method)),
        path,
        headers=_text("headers", headers),
        json=_text("json", json),
        params=_text("params", params),
    )
    facts = plain.operation
    operation: wire.Operation[Response] = wire.Operation(
        *(facts.id, facts.method, facts.path),
        decode=_read,
        idempotence=facts.idempotence,
        accept=facts.accept,
        content_type=facts.content_type,
    )
    call = wire.Call(operation)
    call.arguments, call.body = plain.arguments, plain.body
    return call


def is_external_answer(answer: HttpResponse) -> bool:
    """Tell whether an answer of 4xx is the external service's own, not the platform's.

    The platform's carry an error code. What leaves open whether the call was carried out, and refused
    credentials, are errors in any case.
    """
    if not 400 <= answer.status < 500 or answer.status in (401, 429):
        return False
    try:
        document = jsontext.loads(answer.body)
    except DecodeError:
        return True
    return not (isinstance(document, dict) and "error_code" in document)


def _read(answer: wire.Response) -> Response:
    return Response(answer)  # type: ignore[arg-type]  # flows decode nothing but HttpResponse


def _text(name: str, value: Mapping[str, Any] | None) -> str | None:
    if value is None:
        return None
    try:
        return jsontext.dumps(encoding.plain(value)).decode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"http_request: {name} cannot be written as JSON: {error}") from None
