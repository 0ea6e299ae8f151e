"""Content types: what each is read and written as, and which one of several is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Document
    from .problems import Pointer

MediaKind = Literal["json", "form", "multipart", "text", "bytes", "events"]
_EXACT: dict[str, MediaKind] = {
    "application/x-www-form-urlencoded": "form",
    "text/event-stream": "events",
    "application/xml": "text",
    "application/yaml": "text",
    "application/x-yaml": "text",
    "application/x-ndjson": "text",
    "application/jsonl": "text",
    "application/javascript": "text",
    "application/graphql": "text",
}


class Chosen(NamedTuple):
    """The content type that is used, and the schema behind it."""

    kind: MediaKind
    name: str
    pointer: Pointer
    """Where the media type stands."""

    @property
    def schema(self) -> Pointer:
        """Where its schema stands, or would stand."""
        return (*self.pointer, "schema")


def media_kind(name: str, is_file: bool = False) -> MediaKind:
    """Return how a body of a content type is treated; `*/*` is JSON unless its schema is that of a file."""
    plain = name.split(";")[0].strip().lower()
    if plain in ("application/json", "text/json") or plain.endswith("+json"):
        return "json"
    if plain in _EXACT:
        return _EXACT[plain]
    if plain.startswith("multipart/"):
        return "multipart"
    if plain in ("*/*", "application/*"):
        return "bytes" if is_file else "json"
    if plain.startswith("text/") or plain.endswith(("+xml", "+yaml")):
        return "bytes" if is_file else "text"
    return "bytes"


def choose(document: Document, holder: Pointer, *, skip: Iterable[str] = ()) -> Chosen | None:
    """Return the content type of a body or answer that is used: JSON where there is any, else the first."""
    found = choices(document, holder, skip=skip)
    return next((each for each in found if each.kind == "json"), found[0] if found else None)


def choices(document: Document, holder: Pointer, *, skip: Iterable[str] = ()) -> list[Chosen]:
    """Return all content types of a body or answer, in the document's order."""
    place = (*document.follow(holder), "content")
    names = [name for name in document.mapping(place) if name not in set(skip)]
    return [
        Chosen(media_kind(name, is_file(document, (*place, name, "schema"))), name, (*place, name)) for name in names
    ]


def is_file(document: Document, schema: Pointer) -> bool:
    """Tell whether a schema describes bytes: `format: binary`, or a content type without an encoding."""
    value: dict[str, Any] = document.mapping(document.follow(schema))
    if value.get("type", "string") != "string" and value.get("type") != ["string", "null"]:
        return False
    return value.get("format") == "binary" or ("contentMediaType" in value and "contentEncoding" not in value)
