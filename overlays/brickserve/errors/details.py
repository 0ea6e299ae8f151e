"""The typed forms of an error's details: the `google.rpc` messages that the platform uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..guards import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PREFIX = "type.googleapis.com/google.rpc."


@dataclass
class ErrorInfo:
    """Why the call failed, as a constant that a program can compare."""

    reason: str
    domain: str
    metadata: dict[str, str]


@dataclass
class RequestInfo:
    """What to quote when reporting the failure."""

    request_id: str
    serving_data: str


@dataclass
class RetryInfo:
    """How long to wait before the next try."""

    retry_delay_seconds: float


@dataclass
class DebugInfo:
    """Where in the service it failed."""

    stack_entries: list[str]
    detail: str


@dataclass
class QuotaFailureViolation:
    """One quota that was exceeded."""

    subject: str
    description: str


@dataclass
class QuotaFailure:
    """Which quotas were exceeded."""

    violations: list[QuotaFailureViolation]


@dataclass
class PreconditionFailureViolation:
    """One precondition that does not hold."""

    type: str
    subject: str
    description: str


@dataclass
class PreconditionFailure:
    """Which preconditions do not hold."""

    violations: list[PreconditionFailureViolation]


@dataclass
class BadRequestFieldViolation:
    """One field of the request that is wrong."""

    field: str
    description: str


@dataclass
class BadRequest:
    """Which fields of the request are wrong."""

    field_violations: list[BadRequestFieldViolation]


@dataclass
class ResourceInfo:
    """Which resource the failure is about."""

    resource_type: str
    resource_name: str
    owner: str
    description: str


@dataclass
class HelpLink:
    """One page to read."""

    description: str
    url: str


@dataclass
class Help:
    """Pages that help."""

    links: list[HelpLink]


@dataclass
class ErrorDetails:
    """The details of an error, each kind under its own name."""

    error_info: ErrorInfo | None = None
    request_info: RequestInfo | None = None
    retry_info: RetryInfo | None = None
    debug_info: DebugInfo | None = None
    quota_failure: QuotaFailure | None = None
    precondition_failure: PreconditionFailure | None = None
    bad_request: BadRequest | None = None
    resource_info: ResourceInfo | None = None
    help: Help | None = None
    unknown_details: list[Any] = field(default_factory=list[Any])
    """What is of no known kind, or not in that kind's shape, as the server wrote it."""


def parse_error_details(details: Iterable[Any]) -> ErrorDetails:
    """Sort details by kind; of two of a kind the later one counts."""
    found = ErrorDetails()
    for entry in details:
        name, build = _kind(entry)
        try:
            setattr(found, name, build(entry))
        except (TypeError, ValueError):
            found.unknown_details.append(entry)
    return found


def _kind(entry: Any) -> tuple[str, Callable[[Any], Any]]:
    kind = entry.get("@type") if is_object(entry) else None
    if not isinstance(kind, str) or not kind.startswith(PREFIX):
        return "unknown_details", _refuse
    return _KINDS.get(kind.removeprefix(PREFIX), ("unknown_details", _refuse))


def _refuse(entry: Any) -> Any:
    raise ValueError("unknown kind")


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _texts(*names: str) -> Callable[[dict[str, Any]], list[str]]:
    return lambda entry: [_text(entry, name) for name in names]


def _each(entry: dict[str, Any], name: str, build: Callable[[dict[str, Any]], Any]) -> list[Any]:
    value = entry.get(name, [])
    if not is_array(value) or not all(is_object(item) for item in value):
        raise TypeError(name)
    return [build(item) for item in value]


def _error_info(entry: dict[str, Any]) -> ErrorInfo:
    metadata = entry.get("metadata", {})
    if not is_object(metadata) or not all(isinstance(value, str) for value in metadata.values()):
        raise TypeError("metadata")
    return ErrorInfo(_text(entry, "reason"), _text(entry, "domain"), metadata)


def _retry_info(entry: dict[str, Any]) -> RetryInfo:
    """Read a duration in the JSON form of protobuf: decimal seconds and an `s`."""
    text = entry.get("retry_delay", "0s")
    if not isinstance(text, str) or not text.isascii() or not text.endswith("s"):
        raise TypeError("retry_delay")
    if not text[:-1].replace(".", "", 1).isdecimal():
        raise ValueError("retry_delay")
    return RetryInfo(float(text[:-1]))


def _debug_info(entry: dict[str, Any]) -> DebugInfo:
    stack = entry.get("stack_entries", [])
    if not is_array(stack) or not all(isinstance(line, str) for line in stack):
        raise TypeError("stack_entries")
    return DebugInfo(stack, _text(entry, "detail"))


_quota = _texts("subject", "description")
_precondition = _texts("type", "subject", "description")
_field = _texts("field", "description")
_link = _texts("description", "url")
_request = _texts("request_id", "serving_data")
_resource = _texts("resource_type", "resource_name", "owner", "description")

_KINDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "ErrorInfo": ("error_info", _error_info),
    "RequestInfo": ("request_info", lambda entry: RequestInfo(*_request(entry))),
    "RetryInfo": ("retry_info", _retry_info),
    "DebugInfo": ("debug_info", _debug_info),
    "QuotaFailure": (
        "quota_failure",
        lambda entry: QuotaFailure(_each(entry, "violations", lambda v: QuotaFailureViolation(*_quota(v)))),
    ),
    "PreconditionFailure": (
        "precondition_failure",
        lambda entry: PreconditionFailure(
            _each(entry, "violations", lambda v: PreconditionFailureViolation(*_precondition(v)))
        ),
    ),
    "BadRequest": (
        "bad_request",
        lambda entry: BadRequest(_each(entry, "field_violations", lambda v: BadRequestFieldViolation(*_field(v)))),
    ),
    "ResourceInfo": ("resource_info", lambda entry: ResourceInfo(*_resource(entry))),
    "Help": ("help", lambda entry: Help(_each(entry, "links", lambda v: HelpLink(*_link(v))))),
}
