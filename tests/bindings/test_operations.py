"""Every operation builds the request that the specification describes, without any I/O."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve_api import document, operations
from brickserve_api.wire import Call
from tests.parity.samples import sample

SPEC = document.load()
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    item["operationId"]: (method.upper(), path, item)
    for path, methods in SPEC["paths"].items()
    for method, item in methods.items()
    if method in ("get", "put", "post", "delete", "patch")
}

every_operation = pytest.mark.parametrize("name", sorted(OPERATIONS))


def _resolve(value: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in value:
        target: Any = SPEC
        for step in value["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        value = target
    return value


def _body_schema(item: dict[str, Any]) -> dict[str, Any]:
    content = _resolve(item.get("requestBody", {})).get("content", {})
    return _resolve(content["application/json"]["schema"]) if content else {}


def _call(name: str, *, everything: bool) -> tuple[Call[Any], dict[str, Any]]:
    """Build the call with sample arguments; return it with the body's part of the arguments."""
    _, path, item = OPERATIONS[name]
    schema = _body_schema(item)
    wanted = schema.get("properties", {}) if everything else schema.get("required", [])
    body = {wire: sample(schema["properties"][wire]) for wire in wanted}
    arguments = {parameter: f"{parameter} value" for parameter in re.findall(r"\{(\w+)\}", path)}
    return getattr(operations, name)(**arguments, **body), body


def test_there_is_one_function_for_each_operation() -> None:
    functions = {
        name
        for name, member in inspect.getmembers(operations, inspect.isfunction)
        if member.__module__ == operations.__name__ and not name.startswith("_")
    }

    assert functions == set(OPERATIONS)


@every_operation
@pytest.mark.parametrize("everything", [False, True], ids=["required", "all"])
def test_an_operation_builds_the_request_of_the_specification(name: str, everything: bool) -> None:
    method, path, item = OPERATIONS[name]
    success = _resolve(item["responses"]["200"])

    call, body = _call(name, everything=everything)

    assert (call.operation.method, call.operation.path) == (method, path)
    assert call.path == re.sub(r"\{(\w+)\}", r"\1%20value", path)
    assert call.query == ()
    assert call.headers.get("Accept") == next(iter(success.get("content", {})), None)
    assert call.headers.get("Content-Type") == ("application/json" if "requestBody" in item else None)
    assert (json.loads(call.body) if call.body is not None else None) == (body if "requestBody" in item else None)
    assert call.operation.idempotence == item["x-idempotence"]


@pytest.mark.parametrize("name", sorted(name for name, (_, path, _) in OPERATIONS.items() if "{" in path))
@given(text=st.text(st.characters(), min_size=1).filter(lambda text: text not in (".", "..")))
def test_a_path_argument_stays_one_segment(name: str, text: str) -> None:
    _, path, item = OPERATIONS[name]
    names = re.findall(r"\{(\w+)\}", path)
    required = _body_schema(item).get("required", [])
    others = {wire: sample(_body_schema(item)["properties"][wire]) for wire in required}

    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        with pytest.raises(ValueError, match="|".join(names)):
            getattr(operations, name)(**dict.fromkeys(names, text), **others)
        return

    call = getattr(operations, name)(**dict.fromkeys(names, text), **others)

    for template, segment in zip(path.split("/"), call.path.split("/"), strict=True):
        assert template.replace("{", "") == template or unquote(segment) == text


@every_operation
@pytest.mark.parametrize("wrong", ["", ".", "..", None, 5, b"x"])
def test_a_path_argument_that_is_no_segment_is_refused_by_name(name: str, wrong: Any) -> None:
    _, path, item = OPERATIONS[name]
    required = _body_schema(item).get("required", [])
    others = {wire: sample(_body_schema(item)["properties"][wire]) for wire in required}
    for parameter in re.findall(r"\{(\w+)\}", path):
        arguments = {**dict.fromkeys(re.findall(r"\{(\w+)\}", path), "fine"), parameter: wrong}

        with pytest.raises((ValueError, TypeError), match=parameter):
            getattr(operations, name)(**arguments, **others)


@every_operation
def test_a_required_argument_that_is_none_is_refused_by_name(name: str) -> None:
    _, path, item = OPERATIONS[name]
    schema = _body_schema(item)
    for parameter in schema.get("required", []):
        arguments = {wire: sample(schema["properties"][wire]) for wire in schema["required"]}
        arguments[parameter] = None

        with pytest.raises(TypeError, match=parameter):
            getattr(operations, name)(**dict.fromkeys(re.findall(r"\{(\w+)\}", path), "fine"), **arguments)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"x": float("nan")}, "query: inputs.x is nan"),
        ([float("inf")], r"query: inputs\[0\] is inf"),
        ({"x": b"bytes"}, "query: inputs.x has the type bytes"),
        ({(1, 2): "x"}, "query: inputs has a key of type tuple"),
        ("\ud800", "query: inputs contains a lone surrogate"),
    ],
)
def test_a_value_that_json_lacks_is_refused_before_any_request(value: Any, message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message):
        operations.query("endpoint", inputs=value)
