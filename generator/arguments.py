"""What callers give to an operation, and how a body is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .types import Type

Place = Literal["path", "query", "header", "cookie", "body", "rest"]
"""The part of a request: `rest` takes properties of the body that have no parameter of their own."""


@dataclass(frozen=True)
class Parameter:
    """An argument of an operation."""

    name: str
    wire: str
    place: Place
    type: Type
    required: bool
    doc: str
    deprecated: str | None = None
    style: str = ""
    """How it is written, where that is not the usual way of its place."""
    default: str | int | float | None = None
    """The only value that it may have."""

    @property
    def positional(self) -> bool:
        """Whether callers may leave out the name."""
        return self.must_be_given and self.place in ("path", "body")

    @property
    def must_be_given(self) -> bool:
        """Whether no call can do without it."""
        return self.required and self.default is None


@dataclass(frozen=True)
class Body:
    """How the arguments of a body are written."""

    kind: Literal["json", "form", "multipart", "text", "bytes"]
    content_type: str
    is_whole: bool = False
    """Whether one argument is the whole body."""
    required: bool = True
    styles: tuple[tuple[str, str], ...] = ()
    """Properties of a form or multipart body that are written in a way of their own."""
    needs: tuple[str, ...] = ()
    """Properties that it must have, where it may be left out as a whole."""
    constants: tuple[tuple[str, str | int | float], ...] = ()
    """Properties of which it has only one value, where it may be left out as a whole."""
    encodings: tuple[tuple[str, Body], ...] = ()
    """Content types that callers may choose, in which the same arguments are written otherwise."""

    @property
    def can_be_left_out(self) -> bool:
        """Whether a call without any of its properties sends none, though it must have some."""
        return bool(self.needs or self.constants)
