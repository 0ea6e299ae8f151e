"""The root of the tree and the root of the API's errors."""

from __future__ import annotations

from .._api import errors as runtime
from ..guards import is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from .details import ErrorDetails

Attempt = runtime.Attempt
BrickserveError = runtime.ClientError
"""Root of everything that brickserve raises."""
DecodeError = runtime.DecodeError
one_line = runtime.one_line

ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"


class ResponseTooLarge(DecodeError):
    """An answer longer than the client is willing to hold, counted after decompression."""

    def __init__(self, message: str = "", *, limit: int | None = None, **facts: Any) -> None:
        expected = f"at most {limit} bytes" if limit is not None else "a bounded body"
        super().__init__(message, **{"expected": expected, "got": "more", **facts})
        self.limit = limit
        """The limit in bytes."""


class ErrorDetail:
    """One entry of an error's `details`, in the official SDK's shape."""

    def __init__(
        self,
        type: str | None = None,
        reason: str | None = None,
        domain: str | None = None,
        metadata: dict[str, Any] | None = None,
        **others: Any,
    ) -> None:
        self.type = type
        self.reason = reason
        self.domain = domain
        self.metadata = metadata
        self.others = others
        """Whatever else the entry says."""

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> ErrorDetail:
        """Read an entry; its `@type` becomes `type`."""
        # A server may use any key, `self` and `type` included: no entry may collide with a parameter.
        detail = cls(d.get("@type", d.get("type")), d.get("reason"), d.get("domain"), d.get("metadata"))
        known = ("type", "@type", "reason", "domain", "metadata")
        detail.others = {key: value for key, value in d.items() if key not in known}
        return detail

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as the server wrote it."""
        named = {"@type": self.type, "reason": self.reason, "domain": self.domain, "metadata": self.metadata}
        return {**{key: value for key, value in named.items() if value is not None}, **self.others}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ErrorDetail) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # mutable, as in the official SDK

    def __repr__(self) -> str:
        return f"ErrorDetail(type={self.type!r}, reason={self.reason!r})"


class DatabricksError(BrickserveError, OSError):
    """An error that the service answered.

    The constructor takes what the official SDK's takes; any further keyword lands in `kwargs`.
    """

    error_code: str | None = None
    """The platform's code, such as `RESOURCE_DOES_NOT_EXIST`."""
    body_excerpt: str = ""
    """The beginning of the answer, at most 2 kB, with credentials blanked."""

    def __init__(
        self,
        message: str | None = None,
        *,
        error_code: str | None = None,
        detail: str | None = None,
        status: int | str | None = None,
        scimType: str | None = None,  # noqa: N803  the official SDK's name
        error: str | None = None,
        retry_after_secs: float | None = None,
        details: Iterable[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        if detail:
            message = scim_message(detail, scimType)
            error_code = f"SCIM_{status}"
        super().__init__(message or error or "request failed")
        if error_code is not None:
            self.error_code = error_code
        if isinstance(status, int) or (isinstance(status, str) and status.isdecimal()):
            self.status = int(status)
        if retry_after_secs is not None:
            self.retry_after = float(retry_after_secs)
        self.details = [ErrorDetail.from_dict(entry) for entry in details or () if is_object(entry)]
        """What the server adds in a structured form."""
        self.kwargs = kwargs
        """Keywords that the constructor has no name for."""

    @property
    def retry_after_secs(self) -> int | None:
        """The official SDK's name of `retry_after`, in whole seconds."""
        return None if self.retry_after is None else -int(-self.retry_after // 1)

    def get_error_info(self) -> list[ErrorDetail]:
        """Return the details that give a reason and a domain."""
        return [entry for entry in self.details if entry.type == ERROR_INFO]

    def get_error_details(self) -> ErrorDetails:
        """Return the details as typed objects."""
        from .details import parse_error_details

        return parse_error_details([entry.as_dict() for entry in self.details])

    def __str__(self) -> str:
        facts = one_line(", ".join(self._facts()), 200)
        if not facts:
            return super().__str__()
        # The facts stay whole when a long message is cut: they are what a support ticket needs.
        return f"{one_line(self.message, runtime.MAX_LINE - len(facts) - 3)} [{facts}]"

    def _facts(self) -> list[str]:
        if self.status is None:
            return []
        code = "" if self.error_code is None else f" {self.error_code}"
        facts = [f"{self.status}{code}"]
        if self.method and self.path_template:
            facts.append(f"{self.method} {self.path_template}")
        if self.request_id:
            facts.append(f"request id {self.request_id}")
        if self.maybe_applied:
            facts.append("may have been applied")
        return facts


def scim_message(detail: str, kind: str | None) -> str:
    """Return the text of an error in the form of RFC 7644, section 3.12."""
    text = "SCIM API Internal Error" if detail == "null" else detail
    return f"{kind} {text}" if kind else text
