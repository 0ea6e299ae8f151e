"""Random additions to documents: something more, at any place, of a name that may be taken or close to one."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import assume
from hypothesis import strategies as st

from generator import names
from generator.load import Document, load, parse

from .test_goldens import CASES, GOLDEN
from .versions import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator import ir

# Names that are taken, that differ in their spelling alone, that Python or the generated code uses itself.
SPELLINGS = ["{}", "{}_", "_{}", "{}-", "{} ", "x-{}", "{}Item", "{}Request", "{}Response", "{}Value", "{}2", "get_{}"]
WORDS = ["class", "self", "list", "str", "models", "field", "Any", "Model", "None", "id", "ID", "as_dict", "naïve"]
WORDS += ["1st", "content_type", "Object"]
PITFALLS = Path(__file__).parent / "pitfalls.yaml"
ROOTS = [
    load(PITFALLS).root,
    parse(Document("base.yaml", BASE)).root,
    *(load(GOLDEN / case / "spec.yaml").root for case in CASES),
]
RIVALS: list[Callable[[str], str]] = [
    str,
    names.snake,
    names.pascal,
    str.upper,
    lambda name: names.snake(name).replace("_", "-"),
    lambda name: names.snake(name).replace("_", " "),
    lambda name: f"{name}-",
    lambda name: f"{name}_",
]
"""Other spellings of a name, of which Python has only one."""
METHODS = ("get", "put", "post", "delete")


def places(value: Any) -> Iterator[Any]:
    """Yield every mapping and list of a document that is not an example."""
    yield value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        if isinstance(child, dict | list) and key not in ("example", "examples"):
            yield from places(child)


def _name(draw: st.DrawFn, root: dict[str, Any], rivals: Iterable[str] = ()) -> str:
    """Return a name that nobody thought of, or one that is close to a name in the document, or a rival of others."""
    known = sorted({*_keys(root), *WORDS})
    near = st.builds(lambda name, form: form.format(name), st.sampled_from(known), st.sampled_from(SPELLINGS))
    name = near | near.map(str.title) | near.map(str.upper) | st.text("abAB_-. é1", min_size=1, max_size=5)
    if (rivals := sorted(map(str, rivals))) and draw(st.integers(0, 3)):
        name = st.builds(lambda name, spell: spell(name), st.sampled_from(rivals), st.sampled_from(RIVALS))
    found = draw(name)
    return found if found.strip() else "blank"


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in ({each} if isinstance(each, str) else _keys(each))}
    if not isinstance(value, dict):
        return set()
    named = {value[key] for key in ("operationId", "name", "title") if isinstance(value.get(key), str)}
    inner = {key for each in value.values() for key in _keys(each)}
    return named | {key for key in value if key.replace("-", "_").isidentifier()} | inner


def _any_schema(draw: st.DrawFn, root: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of some kind, with something nested that needs a class of its own."""
    nested = {"type": "object", "properties": {_name(draw, root): {"enum": ["a", "b"], "type": "string"}}}
    kinds = (
        {"type": "object", "properties": {_name(draw, root): nested}},
        {"type": "object", "title": _name(draw, root), "properties": {_name(draw, root): nested}},
        {"type": "object", "additionalProperties": nested},
        {"type": "array", "items": nested},
        {"type": "string", "enum": ["x", _name(draw, root)]},
        {"oneOf": [nested, {"type": "object", "properties": {"k": {"const": _name(draw, root)}}}]},
        {"type": "integer"},
    )
    return draw(st.sampled_from(kinds))


def with_more(draw: st.DrawFn, root: Any, api: ir.Api) -> tuple[Any, dict[int, Any]]:
    """Return the document with one thing more, and what each part of it became, by the old part's `id()`."""
    became: dict[int, Any] = {}
    after = copy.deepcopy(root, became)
    adds = [_schema, _operation, _parameter, _tag]
    adds += [_property] * bool(_holding(after, "properties", dict))
    adds += [_value] * any(map(_is_text_enum, places(after)))
    adds += [_branch] * (bool(_holding(after, "oneOf", list)) or bool(_holding(after, "anyOf", list)))
    adds += [_member] * bool(_holding(after, "allOf", list))
    draw(st.sampled_from(adds))(draw, after, api)
    return after, became


def _insert(draw: st.DrawFn, holder: dict[str, Any], key: str, value: Any) -> None:
    """Put something into a mapping in any place: what comes first must not win by that."""
    while key in holder:
        key += "_"
    items = list(holder.items())
    items.insert(draw(st.integers(0, len(items))), (key, value))
    holder.clear()
    holder.update(items)


def _insert_one(draw: st.DrawFn, holder: list[Any], value: Any) -> int:
    assume(value not in holder)
    index = draw(st.integers(0, len(holder)))
    holder.insert(index, value)
    return index


def _holding(root: Any, keyword: str, kind: type) -> list[Any]:
    """Return the mappings in a document that have a keyword."""
    return [each for each in places(root) if isinstance(each, dict) and isinstance(each.get(keyword), kind)]


def _one_of(draw: st.DrawFn, root: Any, keyword: str, kind: type) -> Any:
    return draw(st.sampled_from(_holding(root, keyword, kind)))


def _is_text_enum(schema: Any) -> bool:
    values = schema.get("enum") if isinstance(schema, dict) else None
    return isinstance(values, list) and len(values) > 1 and all(isinstance(value, str) for value in values)


def _schema(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    components = root.setdefault("components", {}).setdefault("schemas", {})
    _insert(draw, components, _name(draw, root, api.order), _any_schema(draw, root))


def _operation(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    content = {"application/json": {"schema": _any_schema(draw, root)}}
    operation: dict[str, Any] = {"responses": {"200": {"description": "d", "content": content}}}
    shared = root.get("components", {}).get("parameters", {})
    if draw(st.booleans()):
        operation["operationId"] = _name(draw, root, (each.name for each in api.operations))
    if draw(st.booleans()):
        operation["tags"] = [_name(draw, root, (each.tag for each in api.services))]
    if draw(st.booleans()):
        operation["requestBody"] = {"content": {"application/json": {"schema": _any_schema(draw, root)}}}
    if shared and draw(st.booleans()):
        operation["parameters"] = [{"$ref": f"#/components/parameters/{draw(st.sampled_from(sorted(shared)))}"}]
    method = draw(st.sampled_from(METHODS))
    path = draw(st.sampled_from([*root["paths"], "/new", "/pets-", "/a_b", "/a-b", "/a/b"]))
    if path in root["paths"]:
        _insert(draw, root["paths"][path], method, operation)
    else:
        _insert(draw, root["paths"], path, {method: operation})


def _property(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    properties = _one_of(draw, root, "properties", dict)["properties"]
    _insert(draw, properties, _name(draw, root, properties), _any_schema(draw, root))


def _parameter(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    place = draw(st.sampled_from(["query", "header", "cookie"]))
    arguments = {each.wire for operation in api.operations for each in operation.parameters}
    parameter = {"name": _name(draw, root, arguments).strip(), "in": place, "schema": _any_schema(draw, root)}
    holder = _one_of(draw, root["paths"], "responses", dict)
    if draw(st.booleans()):
        holder = next(item for item in root["paths"].values() if holder in item.values())
    parameters = holder.setdefault("parameters", [])
    assume((place, parameter["name"]) not in [(each.get("in"), each.get("name")) for each in parameters])
    _insert_one(draw, parameters, parameter)


def _value(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    schema = draw(st.sampled_from([each for each in places(root) if _is_text_enum(each)]))
    value = _name(draw, root, schema["enum"])
    index = _insert_one(draw, schema["enum"], value)
    if "x-enum-varnames" in schema:
        schema["x-enum-varnames"].insert(index, "NEW_" + str(len(schema["enum"])))


def _branch(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    keyword = draw(st.sampled_from([each for each in ("oneOf", "anyOf") if _holding(root, each, list)]))
    _insert_one(draw, _one_of(draw, root, keyword, list)[keyword], _any_schema(draw, root))


def _member(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    whole = _one_of(draw, root, "allOf", list)
    assume(len(whole["allOf"]) > 1)
    name = _name(draw, root)
    assume(name not in _keys(whole))
    part = {"type": "object", "properties": {name: _any_schema(draw, root)}}
    _insert_one(draw, whole["allOf"], part)


def _tag(draw: st.DrawFn, root: Any, api: ir.Api) -> None:
    operation = _one_of(draw, root["paths"], "responses", dict)
    name = _name(draw, root, (each.tag for each in api.services))
    _insert_one(draw, operation.setdefault("tags", ["Default"]), name)
    if draw(st.booleans()):
        _insert_one(draw, root.setdefault("tags", []), {"name": name})
