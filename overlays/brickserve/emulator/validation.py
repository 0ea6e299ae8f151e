"""Requests against the specification: what it refuses is refused, what it does not name is let through."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .problems import Problem, bad_query, invalid, malformed
from .spec import Spec
from .values import Object, as_list, as_object, is_list, is_object

# jsonschema ships no type information, so its modules are plain objects here.
_validators: Any = importlib.import_module("jsonschema.validators")
_exceptions: Any = importlib.import_module("jsonschema.exceptions")
_draft: Any = _validators.Draft202012Validator

_QUERIES = frozenset({"query", "query_served_model", "query_data_plane"})


def _unless_null(keyword: str) -> Any:
    check: Any = _draft.VALIDATORS[keyword]

    def run(validator: Any, rule: Any, instance: Any, schema: Any) -> Iterator[Any]:
        # On the wire null means "not set"; a required property that is null is caught by `_required`.
        if instance is not None:
            yield from check(validator, rule, instance, schema) or ()

    return run


def _required(validator: Any, names: list[str], instance: Any, schema: Any) -> Iterator[Any]:
    if is_object(instance):
        for name in names:
            if as_object(instance).get(name) is None:
                yield _exceptions.ValidationError(f"{name!r} is required")


def _items(validator: Any, rule: Any, instance: Any, schema: Any) -> Iterator[Any]:
    yield from _draft.VALIDATORS["items"](validator, rule, instance, schema)
    # Null stands for a property that is not set, not for an item of a known form.
    known = as_object(rule).keys() & {"type", "$ref"}
    for index, item in enumerate(as_list(instance) if known else ()):
        if item is None:
            yield _exceptions.ValidationError("null is no item of this list", path=(index,))


_Lenient: Any = _validators.extend(
    _draft,
    {
        **{key: _unless_null(key) for key in ("type", "enum", "const", "anyOf", "oneOf")},
        "required": _required,
        "items": _items,
    },
)


class RequestChecker:
    """Checks requests against the schemas of their operations."""

    def __init__(self, spec: Spec) -> None:
        self._components = spec.document.get("components", {})
        self._bodies = {
            operation.id: self._validator(operation.body)
            for operation in spec.operations.values()
            if operation.body is not None
        }
        self._params = {
            operation.id: self._validator({"properties": operation.params}) for operation in spec.operations.values()
        }

    def check(self, operation: str, params: Mapping[str, str], body: Object) -> None:
        """Raise a `Problem` if the specification does not allow the path parameters or the body."""
        for validator, value in (
            (self._params.get(operation), dict(params)),
            (self._bodies.get(operation), _completed(operation, body)),
        ):
            error = _exceptions.best_match(validator.iter_errors(value)) if validator is not None else None
            if error is not None:
                raise _explain(operation, error)

    def _validator(self, schema: Object) -> Any:
        return _Lenient({**schema, "components": self._components})


def _completed(operation: str, body: Object) -> Object:
    # Only the body of an update has to name the endpoint in `config`; for a new one the service fills it in.
    config = body.get("config")
    if operation == "create" and is_object(config) and "name" in body:
        return {**body, "config": {"name": body["name"], **as_object(config)}}
    split = body.get("dataframe_split")
    if operation in _QUERIES and is_object(split) and is_list(split.get("index")):
        # pandas labels rows with texts and times too, and models take them; the specification has numbers only.
        return {**body, "dataframe_split": {**split, "index": []}}
    return body


def _explain(operation: str, error: Any) -> Problem:
    where = _path(error.absolute_path)
    if operation in _QUERIES:
        return bad_query(f"Invalid input in {where}: {error.message}." if where else f"{error.message}.")
    match error.validator:
        case "required":
            return invalid(f"Missing required field in {where or 'the request'}: {error.message}.")
        case "type":
            return malformed(f"Could not read {where or 'the request'}: expected {error.validator_value}.")
        case "enum":
            allowed = ", ".join(str(value) for value in error.validator_value)
            return invalid(f"{where}: {error.instance!r} is not one of {allowed}.")
        case _:
            return invalid(f"{where}: {error.message}.")


def _path(parts: Any) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def read_json(raw: bytes) -> Object:
    """Decode the body of a request, which is a JSON object or nothing at all."""
    if not raw.strip():
        return {}
    try:
        body: Any = json.loads(raw, parse_constant=_refuse_constant)
        if b"\\ud" in raw.lower():
            # An escaped half of a pair is no character, and could not be written into any answer.
            json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise malformed(f"The body of the request is not valid JSON: {error}") from None
    if not is_object(body):
        raise malformed(f"The body of the request must be a JSON object, not {type(body).__name__}.")
    return as_object(body)


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
