"""Do the `x-` extensions name things that exist?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import names
from ..flat import flatten, form_of, resolve, types_of
from ..lower.operations import IDEMPOTENCE_CLASSES
from ..media import choose
from ..places import (
    answer_schema,
    arguments,
    operation_id,
    operation_pointers,
    parameter_pointers,
    streams,
    success_status,
    success_statuses,
)
from ..problems import Problem, did_you_mean
from .waiters import waiters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..load import Document
    from ..problems import Pointer

_FIELD = "a field of the answer"
_ARGUMENT = "an argument of this operation"


def extensions(document: Document) -> Iterator[Problem]:
    """Check idempotence, waiters, reconciliation, pagination, streams and fields filled from elsewhere."""
    operations = operation_pointers(document)
    ids = {operation_id(document, pointer): pointer for pointer in operations}
    yield from waiters(document, ids)
    for operation in operations:
        yield from _idempotence(document, operation)
        yield from _waiter(document, operation)
        yield from _reconcile(document, operation, ids)
        yield from _pagination(document, operation)
        yield from _response(document, operation)


def _idempotence(document: Document, operation: Pointer) -> Iterator[Problem]:
    given = document.mapping(operation).get("x-idempotence")
    if isinstance(given, str) and given not in IDEMPOTENCE_CLASSES:
        hint = did_you_mean(given, IDEMPOTENCE_CLASSES)
        yield Problem("E114", f"{given!r} is not an idempotence class", (*operation, "x-idempotence"), hint=hint)


def _waiter(document: Document, operation: Pointer) -> Iterator[Problem]:
    name = document.mapping(operation).get("x-waiter")
    if not isinstance(name, str):
        return
    spot = (*operation, "x-waiter")
    known = document.mapping(("x-waiters",))
    if name not in known:
        yield Problem("E111", f"there is no waiter {name!r} in x-waiters", spot, hint=did_you_mean(name, known))
        return
    own = arguments(document, operation)
    for argument in document.sequence(("x-waiters", name, "bind")):
        if isinstance(argument, str) and argument not in own:
            message = f"the waiter {name} needs {argument!r}, which this operation does not take"
            yield Problem("E111", message, spot)


def _reconcile(document: Document, operation: Pointer, ids: dict[str, Pointer]) -> Iterator[Problem]:
    spot = (*operation, "x-reconcile")
    name = document.mapping(spot).get("operation")
    if not isinstance(name, str):
        return
    if name not in ids:
        hint = did_you_mean(name, ids)
        yield Problem("E111", f"there is no operation {name!r}", (*spot, "operation"), hint=hint)
        return
    bind = (*spot, "bind")
    wanted, own = arguments(document, ids[name]), arguments(document, operation)
    for parameter, argument in document.mapping(bind).items():
        yield from _known(parameter, wanted, f"a parameter of {name}", (*bind, parameter), at_key=True)
        yield from _known(argument, own, _ARGUMENT, (*bind, parameter))
    for pointer in parameter_pointers(document, ids[name]):
        wire = str(document.mapping(pointer).get("name"))
        if document.mapping(pointer).get("in") == "path" and wire not in document.mapping(bind):
            yield Problem("E111", f"x-reconcile does not say what {wire!r} of {name} is", spot, at_key=True)


def _pagination(document: Document, operation: Pointer) -> Iterator[Problem]:
    spot = (*operation, "x-pagination")
    source = document.mapping(spot)
    if "x-pagination" in document.mapping(operation) and not _answers_with_one_model(document, operation):
        message = "the answer is not one kind of object, in which items could be looked for"
        yield Problem("E111", message, spot, at_key=True)
        return
    properties = flatten(document, answer_schema(document, operation)).properties
    for key in ("items", "token"):
        yield from _known(source.get(key), properties, "a property of the answer", (*spot, key))
    yield from _known(source.get("parameter"), arguments(document, operation), _ARGUMENT, (*spot, "parameter"))
    name = source.get("items")
    items = properties.get(name) if isinstance(name, str) else None
    if items and "array" not in types_of(document.mapping(document.follow(items))):
        yield Problem("E113", f"{name!r} is not an array", (*spot, "items"))


def _answers_with_one_model(document: Document, operation: Pointer) -> bool:
    found: set[Pointer] = set()
    for status in success_statuses(document.mapping(operation)):
        response = document.follow((*operation, "responses", status))
        chosen = choose(document, response, skip=streams(document, response))
        found.add(resolve(document, chosen.schema) if chosen and chosen.kind == "json" else ())
    return len(found) == 1 and form_of(document, found.pop()) == "model"


def _response(document: Document, operation: Pointer) -> Iterator[Problem]:
    status = success_status(document.mapping(operation))
    response = document.follow((*operation, "responses", str(status)))
    for media in document.mapping((*response, "content")):
        spot = (*response, "content", media)
        raw = document.mapping(spot).get("x-raw-body")
        yield from _known(raw, _fields(document, (*spot, "schema")), _FIELD, (*spot, "x-raw-body"))
        asked = document.mapping((*spot, "x-stream")).get("parameter")
        yield from _known(asked, arguments(document, operation), _ARGUMENT, (*spot, "x-stream", "parameter"))
    for name in document.mapping((*response, "headers")):
        header = document.follow((*response, "headers", name))
        field = document.mapping(header).get("x-field")
        fields = _fields(document, answer_schema(document, operation))
        yield from _known(field, fields, _FIELD, (*header, "x-field"))


def _fields(document: Document, schema: Pointer) -> set[str]:
    """Return the properties of a schema by both names: on the wire and in Python."""
    properties = flatten(document, schema).properties
    return set(properties) | {names.field_name(wire) for wire in properties}


def _known(name: Any, known: Iterable[str], what: str, pointer: Pointer, *, at_key: bool = False) -> Iterator[Problem]:
    """Report a name that is not known; values that are no names are reported elsewhere."""
    if isinstance(name, str) and name not in known:
        yield Problem("E111", f"{name!r} is not {what}", pointer, at_key=at_key, hint=did_you_mean(name, known))
