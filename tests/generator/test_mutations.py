"""Any document is either refused with located problems or turned into code: nothing in between, and no crash."""

from __future__ import annotations

import ast
import copy
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.accept import accept
from generator.lint import lint
from generator.load import Document, load, parse
from generator.lower import lower
from generator.problems import SpecError
from generator.render import render

from .test_goldens import CASES, GOLDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS = [load(GOLDEN / case / "spec.yaml").root for case in CASES]
SURPRISES: list[Any] = [
    None,
    True,
    0,
    1.5,
    "",
    "name",
    [],
    {},
    ["name"],
    [1],
    [None],
    {"name": "name"},
    [{}],
    {"$ref": "#/components/schemas/Nowhere"},
    {"$ref": 3},
    {"type": "string"},
    {"enum": []},
    {"oneOf": []},
    {"type": "array"},
]
KEYS = ["x", "$ref", "a-b", "enum", "allOf", "oneOf", "items", "type", "required"]


def _places(value: Any, pointer: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if pointer:
        yield pointer
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _places(child, (*pointer, key))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a golden specification in which one or two things were removed, renamed or replaced."""
    root = copy.deepcopy(draw(st.sampled_from(SPECS)))
    for _ in range(draw(st.integers(1, 2))):
        *path, last = draw(st.sampled_from(list(_places(root))))
        holder: Any = root
        for step in path:
            holder = holder[step]
        match draw(st.sampled_from(["remove", "rename", "replace", "replace"])):
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(KEYS))] = holder.pop(last)
            case "replace":
                holder[last] = copy.deepcopy(draw(st.sampled_from(SURPRISES)))
            case _:
                del holder[last]
    return parse(Document("spec.json", json.dumps(root, indent=1)))


@settings(max_examples=400, deadline=None)
@given(document=documents())
def test_a_document_is_refused_with_a_place_or_understood(document: Document) -> None:
    refusal = _refusal(document)

    if refusal:
        assert "error[E1" in refusal.show()
        assert all(problem.located(document) >= (1, 1) for problem in refusal.problems)
    else:
        assert lower(document).source == "spec.json"


def _refusal(document: Document) -> SpecError | None:
    try:
        accept(document)
    except SpecError as error:
        return error
    return None


@settings(max_examples=30, deadline=None)
@given(document=documents().filter(lambda document: all(found.severity == "warning" for found in lint(document))))
def test_a_document_without_errors_becomes_code_that_parses(document: Document) -> None:
    for name, text in render(lower(accept(document))).items():
        if name.endswith(".py"):
            ast.parse(text, name)
