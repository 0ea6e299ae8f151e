"""The errors of a generated package and of the clients built on it: one root, caught by one `except`."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, SupportsFloat

MAX_LINE = 500
"""The longest text that `str(error)` gives."""


def one_line(text: str, limit: int = MAX_LINE) -> str:
    """Return `text` as one printable line of at most `limit` characters."""
    # A server chooses this text, and logs are read in terminals: no line breaks, no escape sequences.
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 3] + "..."


class Attempt:
    """One request of a call: what became of it, and how long the client slept afterwards."""

    __slots__ = ("elapsed", "phase", "sleep", "status")

    def __init__(
        self, phase: str, status: int | None = None, elapsed: SupportsFloat = 0.0, sleep: SupportsFloat = 0.0
    ) -> None:
        self.phase = phase
        """How far the request came, such as `connect`, `rejected`, `ambiguous` or `final`."""
        self.status = status
        """The HTTP status, or None when no answer arrived."""
        self.elapsed = float(elapsed)
        """Seconds from the start of the attempt to its end."""
        self.sleep = float(sleep)
        """Seconds slept before the next attempt."""

    def _fields(self) -> tuple[str, int | None, float, float]:
        return self.phase, self.status, self.elapsed, self.sleep

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Attempt) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash(self._fields())

    def __repr__(self) -> str:
        return (
            f"Attempt(phase={self.phase!r}, status={self.status}, elapsed={self.elapsed:.3f}, sleep={self.sleep:.3f})"
        )


class ClientError(Exception):
    """Root of everything that a generated package, or a client built on it, raises.

    The attributes tell what is known of the call; whoever carries the call out fills them in.
    """

    method: str | None = None
    """The HTTP method."""
    path_template: str | None = None
    """The operation's path with its placeholders, such as `/items/{name}`."""
    url: str | None = None
    """The URL without its query."""
    status: int | None = None
    """The HTTP status of the answer, or None when there was none."""
    request_id: str | None = None
    """The server's name for the request."""
    retry_after: float | None = None
    """Seconds after which the server asks to be called again."""
    document: Any = None
    """What a failed answer tells, in the form that the API's description gives it; None when it has no such form."""
    attempts: tuple[Attempt, ...] = ()
    """Every request that was sent for the call, oldest first."""
    maybe_applied: bool = False
    """True when the server may have carried the call out although no result arrived."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)

    @property
    def message(self) -> str:
        """What went wrong, without the facts about the call."""
        return str(self.args[0]) if self.args else ""

    def __str__(self) -> str:
        return one_line(self.message)


class DecodeError(ClientError):
    """An answer that is not what the API's description promises."""

    def __init__(
        self,
        message: str = "",
        *,
        json_path: str = "$",
        expected: str = "",
        got: str = "",
        content_type: str | None = None,
    ) -> None:
        super().__init__(message or f"{json_path}: expected {expected}, got {got}")
        self.json_path = json_path
        """Where in the document the surprise stands, such as `$.shelves[0].books`."""
        self.expected = expected
        """What the description promises."""
        self.got = got
        """What was found, by kind and never by value."""
        self.content_type = content_type
        """The answer's content type."""

    def __str__(self) -> str:
        kind = one_line(self.content_type, 80) if self.content_type else ""
        return one_line(f"{self.message} (content type {kind})" if kind else self.message)
