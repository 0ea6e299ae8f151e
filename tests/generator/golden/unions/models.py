# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Models and enums of Unions."""

from __future__ import annotations

from .codec import Model, field
from .enums import OpenEnum
from .typed import Any


class Cat(Model, tags={"kind": ("cat", "lion")}):
    kind: str
    lives: int | None = None


class Dog(Model, tags={"kind": ("dog",)}):
    kind: str = "dog"
    tricks: list[str] | None = None


class Event(Model):
    """What may happen."""

    what: EventWhatStart | EventWhatStop | dict[str, Any] | None = None
    """`type` tells which class it is; a dict where it has another value."""

    shape: Circle | Square | dict[str, Any] | None = None
    """The form. The properties that are there tell which class it is; a dict where they do not."""

    vague: dict[str, Any] | None = None
    """One of Circle, Point, as a dict: nothing tells which."""

    input: str | list[str] | list[int] | None = None
    pets: dict[str, Cat | Dog | dict[str, Any]] | None = None
    size: Size | str | None = None
    number: int | str | None = None

    mixed: int | str | float | None = None
    """One of `1`, `"two"`, `3.5`."""

    level: int | None = None
    """One of `1` (LOW), `2` (HIGH)."""

    version: int | None = None
    """Always `2`."""

    pair: list[str | int] | None = None
    nothing: Any | None = None
    anything: Any | None = None
    tree: str | list[Any] | None = None
    maybe: Size | None = None
    limited: str | None = None


class EventWhatStart(Model, tags={"type": ("start",)}):
    at: str
    """A time in the form of RFC 3339, such as 2026-01-31T12:00:00Z."""

    type: str = "start"
    """Always `"start"`."""


class EventWhatStop(Model, tags={"type": ("stop",)}):
    type: str = "stop"
    """Always `"stop"`."""

    why: str | None = None


class Circle(Model):
    radius: float
    name: str | None = None


class Square(Model):
    side: float
    name: str | None = None


class Point(Model):
    radius: float | None = None


class Import(Model, tags={"does": ("import",)}):
    path: str
    does: Does = field(default="import")


class Export(Model, tags={"does": ("export",)}):
    does: Does = field(default="export")


class Does(OpenEnum):
    IMPORT = "import"
    EXPORT = "export"


class Size(OpenEnum):
    SMALL = "small"
    LARGE = "large"


class Node(Model):
    """A thing with an id that the service chooses."""

    key: str
    """Base64 text."""

    name: str
    """Default: `"x"`."""

    id: str = field(default=None)
    """Set by the service; not sent."""

    format: str = "v1"
    """Always `"v1"`."""

    secret: str | None = None
    """Only sent, never received."""

    children: list[Node] | None = None

    unknown_fields: dict[str, int] = field(factory=dict)
    """Other properties, by their names."""


class Extra(Model):
    base: str | None = None
    left: str | None = None
    radius: float | None = None
    name: str | None = None
