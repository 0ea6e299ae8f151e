"""Reads a long list piece by piece, so that it never exists as JSON values all at once.

A thousand objects are a megabyte of text, but ten as dicts: more than a processor's cache holds. Models
that are made while their dicts are still in the cache take half the time, and the peak of memory stays low.

The text is cut where one object of the list seems to end and the next one to begin. Whether it does is
not guessed: a piece that is a JSON array by itself holds whole elements, and what remains is parsed too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .codec import codec_of
from .readers import convert_items

if TYPE_CHECKING:
    from .compiled import Codec
    from .jsonlibraries import Library

PIECE = 32 * 1024
"""How many bytes a piece has at least."""

LONG = 4 * PIECE
"""Shorter texts are read at once."""

_SEAM = b"},{"


def read_long_list(codec: Codec, data: Any, library: Library) -> Any:
    """Return the model of a text that begins with a long list; None for any other text."""
    if data.__class__ is not bytes:
        return None
    for name, shape in codec.shapes.items():
        opening = f'{{"{codec.wire[name]}":['.encode()
        if shape.kind == "list" and shape.item.kind == "model" and data.startswith(opening + b"{"):
            return _read(codec, name, data, opening, library)
    return None


def _read(codec: Codec, name: str, data: bytes, opening: bytes, library: Library) -> Any:
    item = codec_of(codec.shapes[name].item.cls)

    def decode_all(values: Any) -> list[Any]:
        return convert_items(values, item.decode)

    items: list[Any] = []
    start = len(opening)
    while (end := _seam(data, start)) > 0:
        items += library.read(b"[" + data[start:end] + b"]", decode_all)
        start = end + 1
    rest = data[start:]
    if opening[1:-1] in rest:
        return None  # The name may come twice; which list counts then is up to the JSON library.
    model = library.read(opening + rest, codec.decode)
    setattr(model, name, items + getattr(model, name))
    return model


def _seam(data: bytes, start: int) -> int:
    """Return where an object ends that is probably an element of the list, 0 when the rest is one piece."""
    end, open_objects = start, 0
    at = data.find(_SEAM, start + PIECE)
    while at > 0:
        open_objects += data.count(b"{", end, at + 1) - data.count(b"}", end, at + 1)
        end = at + 1
        if open_objects == 0:
            return end
        at = data.find(_SEAM, end)
    return 0
