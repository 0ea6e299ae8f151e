"""The answer as the standard library reads it, where it reads too generously."""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse, RemoteDisconnected

MOST_INTERIM = 16
"""How many interim answers may come first."""


class FinalResponse(HTTPResponse):
    """Skips interim answers, and takes neither half a header block nor an unclear length for an answer."""

    def begin(self) -> None:
        """Read the status and the headers of the final answer."""
        for _ in range(MOST_INTERIM):
            super().begin()
            if getattr(self.fp.raw, "ended", False):
                # The standard library takes the end of the connection for the end of the headers.
                raise RemoteDisconnected("the connection ended inside the headers")
            if self.status == 101 or not 100 <= self.status < 200:
                break
            # With headers in place, begin() would think that it is done.
            self.headers = self.msg = None  # type: ignore[assignment]
        if self.status < 200:
            raise HTTPException("interim answers only")
        announced = self.headers.get("content-length")
        if announced is not None:
            # Where this answer ends must be clear, or what follows could pass for the next one.
            if self.chunked:
                self.will_close = True
            elif not _is_length(announced):
                raise HTTPException("Content-Length is not a length")


def _is_length(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20
