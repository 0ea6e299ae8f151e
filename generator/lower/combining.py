"""Several types of which a value has one: those that its JSON form tells apart, and a wider one for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import ir

if TYPE_CHECKING:
    from collections.abc import Sequence

_FREE = ir.Type("map", item=ir.ANY)
_LIST = ir.Type("list", item=ir.ANY)


def combined(kinds: Sequence[ir.Type], *, are_told_apart: bool = False) -> ir.Type:
    """Return the type of a value that has one of several types."""
    every = ir.either(kinds)
    options = every.options or (every,)
    if every.kind == "none":
        return ir.ANY
    if len(options) == 1:
        return every
    groups = {
        "text": [each for each in options if each.kind in ("string", "enum")],
        "number": [each for each in options if each.kind in ("integer", "number", "boolean")],
        "list": [each for each in options if each.kind == "list"],
        "object": [each for each in options if each.kind in ("model", "map")],
    }
    if sum(map(len, groups.values())) < len(options):
        return ir.ANY
    chosen = [
        *_texts(groups["text"]),
        *groups["number"],
        *_lists(groups["list"]),
        *_objects(groups["object"], are_told_apart),
    ]
    nullable = ir.Type("none") if every.nullable else chosen[0]
    return ir.either([*sorted(chosen, key=lambda each: _rank(options, each)), nullable])


def in_json(kind: ir.Type) -> ir.Type:
    """Return the type of a value within JSON, where a file can be nothing but text."""
    if kind.kind == "file":
        return replace(kind, kind="string")
    item = in_json(kind.item) if kind.item else None
    return kind if item is kind.item else replace(kind, item=item)


def _rank(options: tuple[ir.Type, ...], kind: ir.Type) -> int:
    """Keep the document's order; what stands for several comes last."""
    return options.index(kind) if kind in options else len(options)


def _texts(options: list[ir.Type]) -> list[ir.Type]:
    # Any text may be a value of either enum, since enums are open.
    enums = [each for each in options if each.kind == "enum"]
    return [ir.Type("string")] if len(enums) > 1 else options


def _lists(options: list[ir.Type]) -> list[ir.Type]:
    return [_LIST] if len(options) > 1 and any(_holds_classes(each) for each in options) else options


def _objects(options: list[ir.Type], are_told_apart: bool) -> list[ir.Type]:
    if len(options) < 2:
        return options
    return [*options, _FREE] if are_told_apart and all(each.kind == "model" for each in options) else [_FREE]


def _holds_classes(kind: ir.Type) -> bool:
    return kind.kind in ("model", "enum") or any(_holds_classes(part) for part in kind.parts)
