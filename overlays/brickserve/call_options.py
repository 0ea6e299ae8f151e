"""How calls are made: what `with_options` sets, checked when it is set."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta
    from threading import Event
    from typing import Any, TypedDict

    from .config import Config

    class Options(TypedDict, total=False):
        """The keywords of `with_options`; None leaves an option as it is."""

        deadline: float | timedelta | None
        """How long a call may take altogether: retries, sleeps, reads, tokens and streams; in seconds.

        A wait makes many calls: this bounds each of them, and the wait's own `timeout` bounds all.
        """
        max_attempts: int | None
        """How many requests a call may send, 4 at most; 1 never repeats anything."""
        headers: Mapping[str, str] | None
        """Headers to send as well."""
        cancel: Event | None
        """Once set, calls end with `Cancelled` within 50 ms; only a proxy's tunnel is made without a look at it."""
        retry_ambiguous: bool | None
        """Whether a query that may have been applied is sent again; nothing else ever is."""
        max_response_bytes: int | None
        """How long an answer may be after decompression."""


class CallOptions:
    """The options of a client's or a service's calls; never changed once made."""

    __slots__ = ("cancel", "deadline", "headers", "max_attempts", "max_response_bytes", "retry_ambiguous")

    def __init__(
        self,
        *,
        deadline: float | None = None,
        max_attempts: int | None = None,
        headers: Mapping[str, str] | None = None,
        cancel: Event | None = None,
        retry_ambiguous: bool = False,
        max_response_bytes: int | None = None,
    ) -> None:
        self.deadline = deadline
        self.max_attempts = max_attempts
        self.headers: dict[str, str] = dict(headers or {})
        self.cancel = cancel
        self.retry_ambiguous = retry_ambiguous
        self.max_response_bytes = max_response_bytes

    @classmethod
    def of_config(cls, config: Config) -> CallOptions:
        """Return the options that a configuration gives to all calls."""
        return cls(
            deadline=config.deadline or config.retry_timeout_seconds,
            max_attempts=config.max_attempts,
            headers=config.custom_headers,
            retry_ambiguous=bool(config.retry_ambiguous),
            max_response_bytes=config.max_response_bytes,
        )

    def changed(self, changes: Options) -> CallOptions:
        """Return a copy with other options; a wrong one raises an error that names it."""
        checked = {name: _checked(name, value) for name, value in changes.items() if value is not None}
        known: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        known.update(checked, headers={**self.headers, **checked.get("headers", {})})
        return CallOptions(**known)

    def __repr__(self) -> str:
        # Header values may be secrets; their names are enough to recognise them.
        shown = {name: getattr(self, name) for name in self.__slots__ if name != "headers"}
        return f"CallOptions({shown}, headers={sorted(self.headers)})"


def _checked(name: str, value: Any) -> Any:
    from .settings import values

    match name:
        case "deadline":
            return values.seconds(value, name)
        case "max_attempts":
            return values.attempts(value, name)
        case "max_response_bytes":
            return values.count(value, name)
        case "headers":
            return values.headers(value, name)
        case "retry_ambiguous":
            return values.flag(value, name)
        case "cancel":
            if not callable(getattr(value, "is_set", None)):
                raise TypeError("cancel must be a threading.Event")
            return value
        case _:
            raise TypeError(f"unknown option {name!r}; there are {', '.join(CallOptions.__slots__)}")
