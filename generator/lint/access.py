"""Are the security schemes that calls need described?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..places import operation_pointers, placeholders
from ..problems import Problem, did_you_mean
from .kinds import LIST, MAPPING, TEXT, Kinds, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_PLACES = ("header", "query", "cookie")
_NEEDED = {"apiKey": "", "http": "scheme", "oauth2": "flows", "openIdConnect": "openIdConnectUrl", "mutualTLS": ""}
"""The types of security schemes, and what each cannot be without."""
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
        yield from _scheme(name, spot, document.mapping(spot))


def _scheme(name: str, spot: Pointer, scheme: dict[str, Any]) -> Iterator[Problem]:
    kind = str(scheme.get("type"))
    if kind not in _NEEDED:
        hint = did_you_mean(kind, _NEEDED) or f"the type is {', '.join(_NEEDED)}"
        yield Problem("E113", f"{kind!r} is not a type of security scheme", (*spot, "type"), hint=hint)
    elif kind == "apiKey" and not (scheme.get("in") in _PLACES and isinstance(scheme.get("name"), str)):
        yield Problem("E113", f"the API key {name} needs a name, and in: {', '.join(_PLACES)}", spot)
    elif (needed := _NEEDED[kind]) and needed not in scheme:
        yield Problem("E113", f"the security scheme {name} has no {needed!r}", spot, at_key=True)


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
        for name in placeholders(str(document.mapping(spot).get("url", ""))):
            if name not in document.mapping((*spot, "variables")):
                yield Problem("E126", f"nothing says what {{{name}}} of the server is", (*spot, "url"))
        for name in document.mapping((*spot, "variables")):
            yield from kinds(document, (*spot, "variables", name), _VARIABLE, "a server's variable")
