"""Is it an OpenAPI document, and does every part have the kind that belongs there?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..places import (
    METHODS,
    content_pointers,
    operation_pointers,
    parameter_pointers,
    response_pointers,
    schema_pointers,
)
from ..problems import Problem, did_you_mean
from . import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_PATH_WORDS = ("summary", "description", "servers", "parameters")
_PLACES = ("path", "query", "header", "cookie")


def skeleton(document: Document) -> Iterator[Problem]:
    """Check what everything else relies on."""
    root = document.root
    if not isinstance(root, dict):
        yield Problem("E103", "the document is empty" if root is None else "the document is not a mapping")
        return
    if "swagger" in root:
        yield Problem(
            "E103",
            f"Swagger {root['swagger']} is not OpenAPI 3",
            ("swagger",),
            hint="convert it to OpenAPI 3",
        )
        return
    version = str(root.get("openapi", ""))
    if not version.startswith(("3.0", "3.1")):
        where = ("openapi",) if "openapi" in root else ()
        yield Problem("E103", f"openapi is {version or 'missing'}; 3.0 and 3.1 are understood", where)
    described = () if version.startswith("3.1") and {"webhooks", "components"} & set(root) else ("paths",)
    for key, names in (("info", ("title", "version")), *((key, ()) for key in described)):
        if not isinstance(root.get(key), dict):
            yield Problem("E103", f"{key} is missing or not a mapping", (key,))
            continue
        for name in names:
            if not isinstance(root[key].get(name), str | int | float):
                yield Problem("E103", f"{key}.{name} is missing", (key,), at_key=True)


def structure(document: Document) -> Iterator[Problem]:
    """Check the kind of every value that generating relies on."""
    yield from kinds.kinds(document, (), kinds.ROOT, "the document")
    for name in document.mapping(("webhooks",)):
        yield Problem("E119", f"the webhook {name!r} is left out", ("webhooks", name), at_key=True)
    for index in range(len(document.sequence(("tags",)))):
        yield from kinds.kinds(document, ("tags", index), kinds.TAG, "a tag", ("name",))
    for name in document.mapping(("x-waiters",)):
        yield from _waiter(document, ("x-waiters", name))
    for pointer in schema_pointers(document):
        if not isinstance(document.get(pointer), bool):
            yield from kinds.kinds(document, pointer, kinds.SCHEMA, "a schema")
            yield from kinds.texts(document, (*pointer, "x-enum-varnames"), "a member's name")
    for path in document.mapping(("paths",)):
        yield from _path(document, path)
    for operation in operation_pointers(document):
        yield from _operation(document, operation)


def _waiter(document: Document, pointer: Pointer) -> Iterator[Problem]:
    yield from kinds.kinds(document, pointer, kinds.WAITER, "a waiter", ("operation", "state"))
    for key in ("bind", "success", "failure", "retry", "messages"):
        yield from kinds.texts(document, (*pointer, key), "this")


def _operation(document: Document, operation: Pointer) -> Iterator[Problem]:
    yield from kinds.kinds(document, operation, kinds.OPERATION, "an operation")
    yield from kinds.texts(document, (*operation, "tags"), "a tag")
    if "x-pagination" in document.mapping(operation):
        spot = (*operation, "x-pagination")
        yield from kinds.kinds(document, spot, kinds.PAGINATION, "x-pagination", ("items",))
    if "x-reconcile" in document.mapping(operation):
        spot = (*operation, "x-reconcile")
        yield from kinds.kinds(document, spot, kinds.RECONCILE, "x-reconcile", ("operation",))
    for pointer in parameter_pointers(document, operation):
        yield from _parameter(document, pointer)
    for media in content_pointers(document, (*operation, "requestBody")):
        yield from _media_name(media)
    for response in response_pointers(document, operation):
        yield from _response(document, document.follow(response))


def _response(document: Document, response: Pointer) -> Iterator[Problem]:
    yield from kinds.kinds(document, response, kinds.RESPONSE, "a response")
    for name in document.mapping((*response, "headers")):
        header = document.follow((*response, "headers", name))
        yield from kinds.kinds(document, header, kinds.HEADER, "a header")
    for media in content_pointers(document, response):
        yield from kinds.kinds(document, media, kinds.MEDIA, "a media type")
        yield from _media_name(media)
        if "x-stream" in document.mapping(media):
            spot = (*media, "x-stream")
            yield from kinds.kinds(document, spot, kinds.STREAM, "x-stream", ("parameter",))


def _media_name(media: Pointer) -> Iterator[Problem]:
    if "/" not in str(media[-1]):
        yield Problem("E127", f"{media[-1]!r} is no content type", media, at_key=True)


def _path(document: Document, path: str) -> Iterator[Problem]:
    spot: Pointer = ("paths", path)
    if path.startswith("x-"):
        return
    if not path.startswith("/"):
        yield Problem("E113", f"the path {path!r} does not start with a slash", spot, at_key=True)
    if set("{}") & set(re.sub(r"{[^{}]+}", "", path)):
        hint = "a placeholder is a name between braces: /pets/{id}"
        message = f"the path {path!r} has a brace without its partner or a name"
        yield Problem("E113", message, spot, at_key=True, hint=hint)
    if not isinstance(document.get(spot), dict):
        yield Problem("E113", f"a path must be a mapping, not {kinds.word(document.get(spot))}", spot)
    for key in document.mapping(spot):
        if key == "$ref":
            yield Problem("E116", "a path that is described elsewhere", (*spot, key), at_key=True)
        elif key not in (*METHODS, *_PATH_WORDS) and not key.startswith("x-"):
            hint = did_you_mean(key, METHODS)
            yield Problem("E113", f"{key!r} is not an HTTP method", (*spot, key), at_key=True, hint=hint)


def _parameter(document: Document, pointer: Pointer) -> Iterator[Problem]:
    value = document.mapping(pointer)
    needed = () if "$ref" in value else ("name", "in")
    yield from kinds.kinds(document, pointer, kinds.PARAMETER, "a parameter", needed)
    if isinstance(place := value.get("in"), str) and place not in _PLACES:
        hint = did_you_mean(place, _PLACES)
        yield Problem(
            "E113",
            f"a parameter is in path, query, header or cookie, not in {place!r}",
            (*pointer, "in"),
            hint=hint,
        )
