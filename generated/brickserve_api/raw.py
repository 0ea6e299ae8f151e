"""The answer of the service as it came, beside the model that was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .jsontext import loads


class RawResponse:
    """An answer as it came, with the names that httpx gives its parts."""

    def __init__(self, status_code: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        """The body, decompressed."""
        self._headers = headers

    @property
    def headers(self) -> Headers:
        """The response headers, found in any spelling of their names."""
        return Headers(self._headers)

    @property
    def encoding(self) -> str:
        """The character set that the service names, else UTF-8."""
        _, _, given = self.headers.get("content-type", "").lower().partition("charset=")
        return given.split(";")[0].strip().strip("'\"") or "utf-8"

    @property
    def text(self) -> str:
        """The body as text; bytes that are none are replaced."""
        try:
            return self.content.decode(self.encoding, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the body's JSON value, decoded anew by every call, or raise `DecodeError`."""
        return loads(self.content, content_type=self.headers.get("content-type"))

    def __repr__(self) -> str:
        # Neither headers nor body: both may hold what must not be shown.
        return f"<{type(self).__name__} {self.status_code}, {len(self.content)} bytes>"


class Headers(Mapping[str, str]):
    """Response headers, found in any spelling of their names."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = {name.lower(): value for name, value in headers.items()}

    def __getitem__(self, name: str) -> str:
        return self._headers[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __repr__(self) -> str:
        return f"Headers({sorted(self._headers)})"
