"""Where an API is served, and what its calls need to be let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import ir
from .words import description

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer

_SCHEMES = ("components", "securitySchemes")
_FACTS = {"in": "place", "name": "name", "scheme": "scheme", "openIdConnectUrl": "url"}


def lower_servers(document: Document) -> tuple[ir.Server, ...]:
    """Return where the API is served."""
    return tuple(_server(source) for source in document.sequence(("servers",)) if isinstance(source, dict))


def lower_schemes(document: Document) -> tuple[ir.Scheme, ...]:
    """Return the ways of proving whose a call is."""
    names = document.mapping(_SCHEMES)
    return tuple(_scheme(name, document.mapping(document.follow((*_SCHEMES, name)))) for name in names)


def lower_security(document: Document, pointer: Pointer) -> ir.Requirements | None:
    """Return what calls need by the list at `pointer`, or None when there is no list."""
    if not isinstance(document.get(pointer), list):
        return None
    return tuple(
        tuple((str(name), tuple(map(str, scopes))) for name, scopes in requirement.items() if isinstance(scopes, list))
        for requirement in document.sequence(pointer)
        if isinstance(requirement, dict)
    )


def own_servers(document: Document, operation: Pointer) -> tuple[str, ...]:
    """Return where an operation is served, when it or its path says so."""
    for place in (operation, operation[:2]):
        found = [_server(source) for source in document.sequence((*place, "servers")) if isinstance(source, dict)]
        if found:
            return tuple(_expanded(server) for server in found)
    return ()


def _server(source: dict[str, Any]) -> ir.Server:
    variables = source.get("variables")
    named = variables if isinstance(variables, dict) else {}
    defaults = tuple(
        (str(name), str(each.get("default", ""))) for name, each in named.items() if isinstance(each, dict)
    )
    return ir.Server(str(source.get("url", "/")), defaults, description(source))


def _expanded(server: ir.Server) -> str:
    url = server.url
    for name, default in server.variables:
        url = url.replace(f"{{{name}}}", default)
    return url


def _scheme(name: str, source: dict[str, Any]) -> ir.Scheme:
    facts = [(ours, str(source[key])) for key, ours in _FACTS.items() if key in source]
    flows = source.get("flows") if isinstance(source.get("flows"), dict) else {}
    assert isinstance(flows, dict)
    for flow in flows.values():
        if isinstance(flow, dict) and flow.get("tokenUrl"):
            facts.append(("token_url", str(flow["tokenUrl"])))
            break
    return ir.Scheme(name, str(source.get("type", "")), tuple(facts), description(source))
