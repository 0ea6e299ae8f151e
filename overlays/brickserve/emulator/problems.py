"""Refusals: what the service answers instead of a result, in its error format."""

from __future__ import annotations

from typing import Any

from .web import JSONResponse, Response

DEFAULT_CODES = {
    400: "BAD_REQUEST",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "RESOURCE_DOES_NOT_EXIST",
    409: "RESOURCE_CONFLICT",
    429: "REQUEST_LIMIT_EXCEEDED",
    499: "CANCELLED",
    500: "INTERNAL_ERROR",
    501: "NOT_IMPLEMENTED",
    503: "TEMPORARILY_UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class Problem(Exception):
    """A request that the service refuses."""

    def __init__(self, status: int, error_code: str, message: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.error_code = error_code
        self.message = message
        self.headers = headers or {}

    def document(self, request_id: str) -> dict[str, Any]:
        """Return the body of the error answer."""
        return {
            "error_code": self.error_code,
            "message": self.message,
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.RequestInfo",
                    "request_id": request_id,
                    "serving_data": "",
                }
            ],
        }

    def response(self, request_id: str) -> Response:
        """Return the error answer."""
        return JSONResponse(self.document(request_id), self.status, headers=self.headers)


class OAuthProblem(Problem):
    """A refused token request, in the error format of RFC 6749."""

    def document(self, request_id: str) -> dict[str, Any]:
        """Return the body of the error answer."""
        return {"error": self.error_code, "error_description": self.message, "request_id": request_id}


def invalid(message: str) -> Problem:
    """A value that breaks a rule."""
    return Problem(400, "INVALID_PARAMETER_VALUE", message)


def malformed(message: str) -> Problem:
    """A body that cannot be read as the request it should be."""
    return Problem(400, "MALFORMED_REQUEST", message)


def bad_query(message: str) -> Problem:
    """A query that the served model cannot take."""
    return Problem(400, "BAD_REQUEST", message)


def missing(message: str) -> Problem:
    """Something that does not exist, or no longer does."""
    return Problem(404, "RESOURCE_DOES_NOT_EXIST", message)


def conflict(message: str) -> Problem:
    """A change that cannot be made while another one is under way."""
    return Problem(409, "RESOURCE_CONFLICT", message)
