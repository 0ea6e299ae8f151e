"""Are the security schemes that calls need described?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import operation_pointers
from ..problems import Problem, did_you_mean
from .kinds import LIST, MAPPING, TEXT, Kinds, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_PLACES = ("header", "query", "cookie")
_SERVER: Kinds = {"url": TEXT, "description": TEXT, "variables": MAPPING}
_VARIABLE: Kinds = {"description": TEXT, "enum": LIST}


def access(document: Document) -> Iterator[Problem]:
    """Check the names of security schemes, and that an API key has a place and a name."""
    schemes = document.mapping(("components", "securitySchemes"))
    operations = operation_pointers(document)
    for place in ((), *operations):
        yield from _requirements(document, (*place, "security"), list(schemes))
    for place in dict.fromkeys([(), *operations, *(operation[:2] for operation in operations)]):
        yield from _servers(document, (*place, "servers"))
    for name in schemes:
        spot = document.follow(("components", "securitySchemes", name))
        scheme = document.mapping(spot)
        if scheme.get("type") == "apiKey" and not (scheme.get("in") in _PLACES and isinstance(scheme.get("name"), str)):
            yield Problem("E113", f"the API key {name} needs a name, and in: {', '.join(_PLACES)}", spot)


def _requirements(document: Document, pointer: Pointer, known: list[str]) -> Iterator[Problem]:
    for index in range(len(document.sequence(pointer))):
        yield from kinds(document, (*pointer, index), dict.fromkeys(known, LIST), "a security requirement")
        for name in document.mapping((*pointer, index)):
            if name not in known:
                message = f"there is no security scheme {name!r}"
                yield Problem("E105", message, (*pointer, index, name), at_key=True, hint=did_you_mean(name, known))


def _servers(document: Document, pointer: Pointer) -> Iterator[Problem]:
    for index in range(len(document.sequence(pointer))):
        spot = (*pointer, index)
        yield from kinds(document, spot, _SERVER, "a server", ("url",))
        for name in document.mapping((*spot, "variables")):
            yield from kinds(document, (*spot, "variables", name), _VARIABLE, "a server's variable")
