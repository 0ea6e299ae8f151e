"""No edit of a document that changes the generated code is ever reported as no change, in either direction."""

from __future__ import annotations

import copy
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import ir
from generator.changes import compare
from generator.lint import lint
from generator.load import Document, load, parse
from generator.lower import lower
from generator.problems import SpecError

from .test_goldens import CASES, GOLDEN
from .versions import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SERVING = Path(__file__).parents[2] / "spec" / "serving.yaml"
# What only people read: a document may say it in other words.
WORDS = ("description", "summary", "title", "info", "example", "examples", "x-error-codes")
Pointer = tuple[Any, ...]
if TYPE_CHECKING:
    Edit = Callable[[Any, Any], None]


def _plain(root: Any) -> Document:
    """Return a document without places, which saves reading a long text again and again."""
    document = Document("spec.json", "")
    document.root = root
    return document


def _golden(case: str) -> Any:
    return load(GOLDEN / case / "spec.yaml").root


def _places(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    if pointer:
        yield pointer
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        if key not in WORDS or pointer[-1:] == ("properties",):
            yield from _places(child, (*pointer, key))


def _edited(root: Any, pointer: Pointer, edit: Edit) -> Any:
    root = copy.deepcopy(root)
    holder = root
    for step in pointer[:-1]:
        holder = holder[step]
    edit(holder, pointer[-1])
    return root


def _remove(holder: Any, key: Any) -> None:
    del holder[key]


def _alter(holder: Any, key: Any) -> None:
    value = holder[key]
    if isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = value + 1
    elif isinstance(value, str):
        holder[key] = OTHERS.get(value, value + "x")
    elif isinstance(value, list):
        holder[key] = value[:-1]
    elif isinstance(value, dict):
        value["x-other"] = value["deprecated"] = True


OTHERS = {"string": "integer", "integer": "number", "number": "boolean", "query": "header", "read": "create"}
OTHERS |= {"int64": "int32", "application/json": "text/plain", "apiKey": "http", "idempotent": "read"}


def _code(value: Any) -> Any:
    """Return all that generated code is made of, without its texts for people and the order of its parts."""
    if isinstance(value, tuple):
        return tuple(_code(each) for each in value)
    if isinstance(value, ir.Api):
        value = replace(value, services=tuple(sorted(value.services, key=lambda service: service.name)))
    if not is_dataclass(value):
        return value
    skipped = ("doc", "title", "version", "source", "origins", "order")
    if isinstance(value, ir.Service):
        skipped += ("failures",)  # those that all methods document in the same words
    return {each.name: _code(getattr(value, each.name)) for each in fields(value) if each.name not in skipped}


def _without_defects(document: Document) -> Document | None:
    try:
        return None if lint(document) or not lower(document) else document
    except SpecError:
        return None


def _silent(before: Document, code: Any, pointer: Pointer, edit: Edit) -> bool:
    """Tell whether an edit changes what is generated, which is `code`, and a comparison says nothing of it."""
    after = _without_defects(_plain(_edited(before.root, pointer, edit)))
    if after is None or _code(lower(after)) == code:
        return False
    return not (compare(before, after) and compare(after, before))


@pytest.mark.parametrize("case", ["versions", *CASES])
def test_an_edit_that_changes_the_code_is_reported(case: str) -> None:
    before = _plain(parse(Document("s.yaml", BASE)).root if case == "versions" else _golden(case))
    code = _code(lower(before))
    # Every third of them, removals and alterations in turn, since all take too long for every run.
    edits = [(edit, pointer) for pointer in _places(before.root) for edit in (_remove, _alter)][::3]

    silent = [(edit.__name__, pointer) for edit, pointer in edits if _silent(before, code, pointer, edit)]

    assert silent == []


OURS = _plain(load(SERVING).root)
CODE = _code(lower(OURS))
PLACES = list(_places(OURS.root))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), st.sampled_from([_remove, _alter]))
def test_a_random_edit_of_the_project_s_specification_is_reported(pointer: Pointer, edit: Edit) -> None:
    assert not _silent(OURS, CODE, pointer, edit)


@pytest.mark.parametrize("case", CASES)
def test_a_document_has_no_changes_against_itself(case: str) -> None:
    assert compare(_plain(_golden(case)), _plain(_golden(case))) == []
