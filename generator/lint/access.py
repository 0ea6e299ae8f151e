"""Are the security schemes that calls need described?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import operation_pointers
from ..problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer

_PLACES = ("header", "query", "cookie")


def access(document: Document) -> Iterator[Problem]:
    """Check the names of security schemes, and that an API key has a place and a name."""
    schemes = document.mapping(("components", "securitySchemes"))
    for place in ((), *operation_pointers(document)):
        yield from _requirements(document, (*place, "security"), list(schemes))
    for name in schemes:
        spot = document.follow(("components", "securitySchemes", name))
        scheme = document.mapping(spot)
        if scheme.get("type") == "apiKey" and not (scheme.get("in") in _PLACES and isinstance(scheme.get("name"), str)):
            yield Problem("E113", f"the API key {name} needs a name, and in: {', '.join(_PLACES)}", spot)


def _requirements(document: Document, pointer: Pointer, known: list[str]) -> Iterator[Problem]:
    for index in range(len(document.sequence(pointer))):
        for name in document.mapping((*pointer, index)):
            if name not in known:
                message = f"there is no security scheme {name!r}"
                yield Problem("E105", message, (*pointer, index, name), at_key=True, hint=did_you_mean(name, known))
