"""Does every waiter poll something that exists, and is every state that it can meet given one meaning?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..flat import flatten, types_of
from ..places import answer_schema, arguments
from ..problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

VERDICTS = ("success", "failure", "retry")
VERSIONS = ("version", "pending_version")


def waiters(document: Document, ids: dict[str, Pointer]) -> Iterator[Problem]:
    """Check every entry of x-waiters."""
    for name in document.mapping(("x-waiters",)):
        spot: Pointer = ("x-waiters", name)
        source = document.mapping(spot)
        poll = ids.get(str(source.get("operation")))
        if poll is not None:
            yield from _waiter(document, spot, poll)
        elif isinstance(operation := source.get("operation"), str):
            hint = did_you_mean(operation, ids)
            yield Problem("E111", f"there is no operation {operation!r}", (*spot, "operation"), hint=hint)


def _waiter(document: Document, spot: Pointer, poll: Pointer) -> Iterator[Problem]:
    answer = answer_schema(document, poll)
    if isinstance(state := document.get((*spot, "state")), str):
        yield from _state(document, spot, answer, state)
    yield from _versions(document, spot, answer)
    for index, path in enumerate(document.sequence((*spot, "messages"))):
        if _follow_path(document, answer, str(path)) is None:
            yield Problem("E111", f"the answer has nothing at {path!r}", (*spot, "messages", index))
    known = arguments(document, poll)
    for index, name in enumerate(document.sequence((*spot, "bind"))):
        if isinstance(name, str) and name not in known:
            message = f"{name!r} is not an argument of the operation that is polled"
            yield Problem("E111", message, (*spot, "bind", index), hint=did_you_mean(name, known))


def _versions(document: Document, spot: Pointer, answer: Pointer) -> Iterator[Problem]:
    """Numbers of what is in effect and of what is under way are compared, so one alone says nothing."""
    paths = {key: path for key in VERSIONS if isinstance(path := document.get((*spot, key)), str)}
    for key, path in paths.items():
        found = _follow_path(document, answer, path)
        if found is None:
            yield Problem("E111", f"the answer has nothing at {path!r}", (*spot, key))
        elif "integer" not in types_of(document.mapping(found)):
            yield Problem("E111", f"{path} is not an integer", (*spot, key))
    if len(paths) == 1:
        (key,) = set(VERSIONS) - paths.keys()
        yield Problem("E111", f"{next(iter(paths))} needs {key} beside it", (*spot, next(iter(paths))))


def _state(document: Document, spot: Pointer, answer: Pointer, path: str) -> Iterator[Problem]:
    state = _follow_path(document, answer, path)
    if state is None:
        yield Problem("E111", f"the answer has nothing at {path!r}", (*spot, "state"))
        return
    members = document.sequence((*state, "enum"))
    if not members:
        yield Problem("E111", f"{path} is not an enum", (*spot, "state"))
        return
    listed = [(key, index, value) for key in VERDICTS for index, value in enumerate(document.sequence((*spot, key)))]
    values = [value for _, _, value in listed]
    for key, index, value in listed:
        where = (*spot, key, index)
        if value not in members:
            yield Problem("E111", f"{value!r} is not a value of {path}", where, hint=did_you_mean(value, members))
        elif (key, index) != next((other, at) for other, at, same in listed if same == value):
            yield Problem("E112", f"{value!r} has two verdicts", where)
    for member in members:
        if member not in values:
            yield Problem("E112", f"{member!r}, a value of {path}, has no verdict", (*spot, "state"))


def _follow_path(document: Document, schema: Pointer, path: str) -> Pointer | None:
    """Return the schema at a path such as `config.entities[].state`, or None."""
    for step in path.split("."):
        name, listed, _ = step.partition("[]")
        found = flatten(document, schema).properties.get(name)
        if found is None:
            return None
        schema = document.follow(found)
        if listed:
            schema = document.follow((*schema, "items"))
    return schema
