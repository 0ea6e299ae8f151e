"""Whatever joins a document: generated over the package that is there, everything in it keeps its name in Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.accept import accept
from generator.load import Document, load, parse
from generator.lower import lower
from generator.naming.history import Past, compact, settle
from generator.naming.memory import names_text, parse_names
from generator.problems import SpecError

from .additions import ROOTS, places, with_more
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from generator import ir

OURS = load(Path(__file__).parents[2] / "spec" / "serving.yaml").root
WAITING = load(GOLDEN / "waiter" / "spec.yaml").root


class Package(NamedTuple):
    """What generating leaves behind: the document, the names that are kept, and the API."""

    document: str
    kept: str
    api: ir.Api


def _generated(root: Any, over: Package | None = None) -> Package:
    past = Past(parse(Document("openapi.json", over.document)), parse_names(over.kept)) if over else None
    document = accept(parse(Document("spec.json", json.dumps(root))), past)
    settled = settle(document, past)
    return Package(compact(document), names_text(settled.kept), settled.api)


OURS_BEFORE = _generated(OURS)


def _part(root: Any, pointer: tuple[str | int, ...]) -> Any:
    for step in pointer:
        root = root[int(step) if isinstance(root, list) else step]
    return root


def _names(api: ir.Api, root: Any, became: dict[int, Any]) -> dict[tuple[object, ...], str]:
    """Return every name that users can write, by the part of the next document that it stands for."""
    parts = {name: id(became[id(_part(root, origin))]) for name, origin in api.origins.items()}
    found: dict[tuple[object, ...], str] = {("class", part): name for name, part in parts.items()}
    for model in api.models:
        found |= {("field", parts[model.name], field.wire): field.name for field in model.fields}
    for enum in api.enums:
        found |= {("member", parts[enum.name], member.value): member.name for member in enum.members}
    for operation in api.operations:
        part = id(became[id(_part(root, ("paths", operation.path, operation.method.lower())))])
        found[("operation", part)] = operation.name
        found |= {("parameter", part, each.place, each.wire): each.name for each in operation.parameters}
    found |= {("service", service.name): service.name for service in api.services}
    found |= {("waiter", waiter.name): waiter.constant for waiter in api.waiters}
    return found


class _Itself(dict[int, Any]):
    """Every part of a document, as what it became."""

    def __init__(self, root: Any) -> None:
        super().__init__((id(part), part) for part in places(root))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(range(len(ROOTS))))
def test_no_addition_renames_anything(data: st.DataObject, index: int) -> None:
    root = ROOTS[index]
    package = _generated(root)
    for _ in range(data.draw(st.integers(1, 3))):
        grown, became = with_more(data.draw, root, package.api)
        try:
            after = _generated(grown, package)
        except SpecError:
            assume(False)

        old, new = _names(package.api, root, became), _names(after.api, grown, _Itself(grown))
        assert {key: (name, new.get(key)) for key, name in old.items() if new.get(key) != name} == {}
        assert _generated(grown, after) == after
        root, package = grown, after


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_addition_to_the_project_s_specification_renames_anything(data: st.DataObject) -> None:
    grown, became = with_more(data.draw, OURS, OURS_BEFORE.api)
    try:
        after = _generated(grown, OURS_BEFORE)
    except SpecError:
        assume(False)

    old, new = _names(OURS_BEFORE.api, OURS, became), _names(after.api, grown, _Itself(grown))
    assert {key: (name, new.get(key)) for key, name in old.items() if new.get(key) != name} == {}


def test_a_waiter_that_joins_takes_no_constant_from_another() -> None:
    text = json.dumps(WAITING).replace('"oven_hot"', '"oven-hot"')
    before, root = _generated(json.loads(text)), json.loads(text)
    root["x-waiters"] = {"oven_hot": root["x-waiters"]["oven-hot"], **root["x-waiters"]}

    after = _generated(root, before)

    assert [waiter.constant for waiter in before.api.waiters] == ["OVEN_HOT"]
    assert {waiter.name: (waiter.constant, waiter.method) for waiter in after.api.waiters} == {
        "oven-hot": ("OVEN_HOT", "wait_oven_hot"),
        "oven_hot": ("OVEN_HOT_", "wait_oven_hot_"),
    }
    assert _generated(root, after) == after


@pytest.mark.parametrize("root", ROOTS, ids=str)
def test_a_package_made_from_scratch_keeps_nothing(root: Any) -> None:
    package = _generated(root)

    assert parse_names(package.kept) == {}
    assert package.api == lower(accept(parse(Document("spec.json", json.dumps(root)))))
    assert _generated(root, package) == package
