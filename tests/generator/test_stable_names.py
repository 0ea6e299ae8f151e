"""Whatever joins a document, everything that was there keeps its name in Python, or `diff` says what does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.changes import compare
from generator.lint import lint
from generator.load import Document, load, parse
from generator.lower import lower
from generator.problems import SpecError

from .test_goldens import CASES, GOLDEN

if TYPE_CHECKING:
    from generator import ir

SERVING = Path(__file__).parents[2] / "spec" / "serving.yaml"
SPECS = [load(GOLDEN / case / "spec.yaml").root for case in CASES]
# Names that are taken, that differ in their spelling alone, that Python or the generated code uses itself.
SPELLINGS = ["{}", "{}_", "_{}", "{}-", "{} ", "x-{}", "{}Item", "{}Request", "{}Response", "{}Value", "{}2", "get_{}"]
WORDS = [
    "class",
    "self",
    "list",
    "str",
    "models",
    "field",
    "Any",
    "Model",
    "None",
    "id",
    "ID",
    "as_dict",
    "naïve",
    "1st",
]


_PARTS = ("field", "member")


def _document(root: Any) -> Document:
    return parse(Document("spec.json", json.dumps(root)))


def _lowered(root: Any) -> ir.Api | None:
    """Return the API; None for a document that is refused."""
    try:
        document = _document(root)
        return None if any(each.severity == "error" for each in lint(document)) else lower(document)
    except SpecError:
        return None


def _names(api: ir.Api) -> dict[tuple[str, ...], str]:
    """Return every name that users can write, by what it stands for in the document."""
    found = {("class", *map(str, api.origins[name])): name for name in api.order}
    for model in api.models:
        found |= {("field", model.name, field.wire): field.name for field in model.fields}
    for enum in api.enums:
        found |= {("member", enum.name, member.value): member.name for member in enum.members}
    for operation in api.operations:
        found[("operation", operation.id)] = operation.name
        found |= {("parameter", operation.id, each.place, each.wire): each.name for each in operation.parameters}
    for service in api.services:
        found[("service", service.tag)] = service.name
    return found


def _renamed(before: ir.Api, after: ir.Api) -> list[tuple[tuple[str, ...], str]]:
    now = _names(after)
    return [(key, name) for key, name in _names(before).items() if now.get(key) != name]


def _inserted(holder: dict[str, Any], key: str, value: Any, index: int) -> None:
    """Put something into a mapping in any place: what comes first must not win by that."""
    items = list(holder.items())
    items.insert(index % (len(items) + 1), (key, value))
    holder.clear()
    holder.update(items)


@st.composite
def names_like(draw: st.DrawFn, root: dict[str, Any]) -> str:
    """Return a name that nobody thought of, or one that is close to a name in the document."""
    known = sorted({*_keys(root), *WORDS})
    near = st.builds(lambda name, form: form.format(name), st.sampled_from(known), st.sampled_from(SPELLINGS))
    name = draw(near | near.map(str.title) | near.map(str.upper) | st.text("abAB_-. é1", min_size=1, max_size=5))
    assume(name.strip())
    return name


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in _keys(each)}
    if not isinstance(value, dict):
        return set()
    named = {value[key] for key in ("operationId", "name") if isinstance(value.get(key), str)}
    return (
        named | {key for key in value if key.isidentifier()} | {key for each in value.values() for key in _keys(each)}
    )


@st.composite
def schemas(draw: st.DrawFn, root: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of some kind, with something nested that needs a class of its own."""
    nested = {"type": "object", "properties": {draw(names_like(root)): {"enum": ["a", "b"], "type": "string"}}}
    kinds = (
        {"type": "object", "properties": {draw(names_like(root)): nested}},
        {"type": "object", "additionalProperties": nested},
        {"type": "array", "items": nested},
        {"type": "string", "enum": ["x", draw(names_like(root))]},
        {"type": "integer"},
    )
    return draw(st.sampled_from(kinds))


@st.composite
def additions(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Return a document, the same with one thing more, and what that is."""
    before = draw(st.sampled_from(SPECS))
    after = copy.deepcopy(before)
    name, schema, index = draw(names_like(before)), draw(schemas(before)), draw(st.integers(0, 20))
    components = after.setdefault("components", {}).setdefault("schemas", {})
    models = [each for each in components.values() if isinstance(each.get("properties"), dict)]
    what = draw(st.sampled_from(["schema", "operation", *(["property"] if models else [])]))
    if what == "schema":
        assume(name not in components)
        _inserted(components, name, schema, index)
    elif what == "operation":
        answer = {"description": "d", "content": {"application/json": {"schema": schema}}}
        operation = {"operationId": name, "responses": {"200": answer}}
        _inserted(after["paths"], f"/new/{index}", {"get": operation}, index)
    else:
        model = draw(st.sampled_from(models))
        assume(name not in model["properties"])
        _inserted(model["properties"], name, schema, index)
    return before, after, what


@settings(max_examples=150, deadline=None)
@given(additions())
def test_an_addition_renames_nothing_or_is_told(addition: tuple[dict[str, Any], dict[str, Any], str]) -> None:
    before, after, what = addition
    old, new = _lowered(before), _lowered(after)
    assert old is not None
    assume(new is not None)
    assert new is not None

    renamed = _renamed(old, new)

    # `foo-bar` was foo_bar until a property came that is spelled so; a nested schema gives way to one of its name.
    if renamed:
        assert {key[0] for key, _ in renamed} <= {"property": {"field", "parameter"}}.get(what, {"class", *_PARTS})
        assert any(change.impact.is_breaking for change in compare(_document(before), _document(after)))
    if what == "schema":
        nested = {name for key, name in renamed if key[0] == "class"}
        assert nested <= set(new.origins)
        assert all(new.origins[name][:2] == ("components", "schemas") for name in nested)
        assert {key[1] for key, _ in renamed if key[0] in _PARTS} <= nested


def test_a_schema_that_joins_the_project_s_specification_renames_nothing() -> None:
    root = load(SERVING).root
    old, grown = _lowered(root), copy.deepcopy(root)
    schema = {"type": "object", "properties": {"value": {"type": "object", "properties": {"a": {"type": "string"}}}}}
    _inserted(grown["components"]["schemas"], "AiGatewayConfigs", schema, 3)
    new = _lowered(grown)

    assert old is not None
    assert new is not None
    assert _renamed(old, new) == []
    assert len(_names(new)) == len(_names(old)) + 4


def test_a_nested_class_that_gives_its_name_away_is_told() -> None:
    before = SPECS[CASES.index("nested")]
    after = copy.deepcopy(before)
    nested = sorted(set(lower(_document(before)).order) - set(before["components"]["schemas"]))
    after["components"]["schemas"][nested[0]] = {"type": "object", "properties": {"a": {"type": "string"}}}

    told = compare(_document(before), _document(after))

    assert any(change.impact.is_breaking and nested[0] in change.subject for change in told)
