"""The classes of the platform's errors, and which status and which code stand for which."""

from __future__ import annotations

from .base import DatabricksError


class BadRequest(DatabricksError):
    """The request is wrong in itself (400)."""


class Unauthenticated(DatabricksError):
    """The request carries no credentials that the service accepts (401)."""


class PermissionDenied(DatabricksError):
    """The caller may not do this (403)."""


class NotFound(DatabricksError):
    """There is nothing of that name (404)."""


class ResourceConflict(DatabricksError):
    """The state of the resource does not allow this now (409)."""


class TooManyRequests(DatabricksError):
    """A rate limit was reached (429)."""


class Cancelled(DatabricksError):
    """The caller gave the call up (499)."""


class InternalError(DatabricksError):
    """The service broke (500)."""


class NotImplemented(DatabricksError):
    """The service does not do this (501)."""


class TemporarilyUnavailable(DatabricksError):
    """The service cannot answer at the moment (503)."""


class DeadlineExceeded(DatabricksError, TimeoutError):
    """The time was over before the work was done (504, and the caller's own deadline)."""


class InvalidState(BadRequest):
    """The resource is in a state that rules the operation out."""


class InvalidParameterValue(BadRequest):
    """A parameter has a value that the service refuses."""


class ResourceDoesNotExist(NotFound):
    """The named resource does not exist."""


class Aborted(ResourceConflict):
    """Another change got in between."""


class AlreadyExists(ResourceConflict):
    """There is one already."""


class ResourceAlreadyExists(ResourceConflict):
    """There is a resource of that name already."""


class ResourceExhausted(TooManyRequests):
    """The caller's own rate limit was reached."""


class RequestLimitExceeded(TooManyRequests):
    """The request would go over a limit of the workspace."""


class Unknown(InternalError):
    """The service does not know what broke."""


class DataLoss(InternalError):
    """Data was lost or damaged beyond repair."""


STATUS_CODE_MAPPING: dict[int, type[DatabricksError]] = {
    400: BadRequest,
    401: Unauthenticated,
    403: PermissionDenied,
    404: NotFound,
    409: ResourceConflict,
    429: TooManyRequests,
    499: Cancelled,
    500: InternalError,
    501: NotImplemented,
    503: TemporarilyUnavailable,
    504: DeadlineExceeded,
}
"""The class of each HTTP status; any other status is a plain `DatabricksError`."""

ERROR_CODE_MAPPING: dict[str, type[DatabricksError]] = {
    "INVALID_STATE": InvalidState,
    "INVALID_PARAMETER_VALUE": InvalidParameterValue,
    "RESOURCE_DOES_NOT_EXIST": ResourceDoesNotExist,
    "ABORTED": Aborted,
    "ALREADY_EXISTS": AlreadyExists,
    "RESOURCE_ALREADY_EXISTS": ResourceAlreadyExists,
    "RESOURCE_EXHAUSTED": ResourceExhausted,
    "REQUEST_LIMIT_EXCEEDED": RequestLimitExceeded,
    "UNKNOWN": Unknown,
    "DATA_LOSS": DataLoss,
}
"""The class of each error code; a code says more than the status."""
