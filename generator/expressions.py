"""The expressions that templates write: from the API in Python's terms to the text of one place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import docs, ir
from .runtime.wire import usual_idempotence
from .types import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PLACES = {"path": "path", "query": "query", "headers": "header", "cookies": "cookie", "body": "body"}
_ENCODERS = {
    "json": "sends_json",
    "form": "sends_form",
    "multipart": "sends_multipart",
    "text": "sends_text",
    "bytes": "sends_bytes",
}


def _literal(value: str | None) -> str:
    return "None" if value is None else json.dumps(value, ensure_ascii=False)


def _tuple(values: Iterable[str]) -> str:
    items = [_literal(value) for value in values]
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _signature(parameters: Iterable[ir.Parameter], hidden: frozenset[str]) -> str:
    parts: list[str] = []
    for parameter in parameters:
        if not parameter.positional and "*" not in parts:
            parts.append("*")
        default = "" if parameter.required else " = None"
        if parameter.default is not None:
            default = f" = {literal(parameter.default)}"
        parts.append(f"{parameter.name}: {parameter.type.text('models.', hidden)}{default}")
    return ", ".join(parts)


def _decoder(result: ir.Result, hidden: frozenset[str]) -> str:
    if result.kind == "several":
        readers = ", ".join(f"{_literal(status)}: {_decoder(each, hidden)}" for status, each in result.options)
        return f"by_status({{{readers}}})"
    if result.kind == "none" or result.type is None:
        return "no_body"
    if result.kind in ("text", "bytes"):
        return f"{result.kind}_body"
    headers = ", ".join(f"{_literal(header)}: {_literal(field)}" for header, field in result.headers)
    extra = f", headers={{{headers}}}" if headers else ""
    if result.kind == "raw":
        return f"raw_body({result.type.text('models.')}, {_literal(result.field)}{extra})"
    if result.kind == "events":
        assert result.type.item is not None
        return f"events_body({_expression(result.type.item, hidden)})"
    if result.type.kind == "model" and not result.type.nullable:
        return f"json_body({result.type.text('models.')}{extra})"
    return f"{'json_any' if _is_odd(result.type) else 'json_value'}({_expression(result.type, hidden)})"


def _is_odd(kind: ir.Type) -> bool:
    """Tell whether type checkers do not take a type for a class."""
    return kind.nullable or kind.kind == "union"


def _expression(kind: ir.Type, hidden: frozenset[str]) -> str:
    """Return a type as an expression that is evaluated."""
    return "object" if kind.kind == "any" else kind.text("models.", hidden)


def _declared(operation: ir.Operation, hidden: frozenset[str]) -> str:
    """Return the annotation of an operation's constant, where its type cannot be inferred."""
    kind = operation.result.type
    if kind is None or not (operation.result.kind in ("several", "events") or _is_odd(kind)):
        return ""
    return f": Operation[{kind.text('models.', hidden)}]"


def _details(operation: ir.Operation, hidden: frozenset[str]) -> str:
    pairs = (f"{_literal(status)}: {_expression(kind, hidden)}" for status, kind in operation.details)
    return f"{{{', '.join(pairs)}}}"


def _answer(result: ir.Result, hidden: frozenset[str]) -> str:
    return result.type.text("models.", hidden) if result.type else "None"


def _mapping(operation: ir.Operation, place: str) -> str:
    pairs = [f"{_literal(each.wire)}: {_sent(each)}" for each in operation.placed(_PLACES[place])]
    if place == "body":
        pairs += [f"**({each.name} or {{}})" for each in operation.placed("rest")]
    return f"{{{', '.join(pairs)}}}"


def _encoder(body: ir.Body | None) -> str:
    """Return the expression that writes a body, "" for one that is a JSON object of the arguments."""
    if body is None or (body.kind == "json" and not body.is_whole):
        return ""
    styles = ", ".join(f"{_literal(name)}: {_literal(style)}" for name, style in body.styles)
    return f"{_ENCODERS[body.kind]}({f'{{{styles}}}' if styles else ''})"


def _encodings(body: ir.Body) -> str:
    return f"{{{', '.join(f'{_literal(name)}: {_encoder(each)}' for name, each in body.encodings)}}}"


def _styles(styles: Iterable[tuple[str, str, str]]) -> str:
    pairs = (f"({_literal(place)}, {_literal(wire)}): {_literal(style)}" for place, wire, style in styles)
    return f"{{{', '.join(pairs)}}}"


def _requirements(security: ir.Requirements) -> str:
    sets = [f"{{{', '.join(f'{_literal(name)}: {_tuple(scopes)}' for name, scopes in each)}}}" for each in security]
    return f"({', '.join(sets)}{',' if len(sets) == 1 else ''})"


def _sent(parameter: ir.Parameter) -> str:
    """Return the expression for an argument on its way into the request."""
    if parameter.place == "path" and parameter.type.kind == "integer" and not parameter.style:
        return f"integer_segment({_literal(parameter.wire)}, {parameter.name})"
    return parameter.name


def _reconciling(reconcile: ir.Reconcile) -> str:
    arguments = ", ".join(f"{name}=arguments[{_literal(wire)}]" for name, wire in reconcile.arguments)
    return f"{reconcile.function}({arguments})"


def _sending(operation: ir.Operation) -> str:
    """Return the expression that makes an operation's method of the function that builds its request."""
    function = f"operations.{operation.name}"
    if paging := operation.paging:
        items = f"pages({function}, lambda answer: answer.{paging.items}, {_literal(paging.item.text('models.'))}"
        if not (paging.token and paging.parameter):
            return f"{items})"
        return f"{items}, token=lambda answer: answer.{paging.token}, parameter={_literal(paging.parameter)})"
    if waiter := operation.waiter:
        bind = "".join(f", {_literal(wire)}" for wire in waiter.bind)
        creates = ", creates=True" if operation.idempotence == "create" else ""
        answers = "" if operation.result.type == waiter.type else ", answers=False"
        return f"starts({function}, waiters.{waiter.constant}{bind}{creates}{answers})"
    return f"method({function})"


def _shared_failures(api: ir.Api, operation: ir.Operation) -> list[ir.Failure]:
    """Return the failures that the classes of all of the operation's methods tell of."""
    services = [service for service in api.services if service.tag in operation.tags]
    return [each for each in services[0].failures if all(each in service.failures for service in services)]


def _unusual_idempotence(operation: ir.Operation) -> bool:
    """Tell whether a repetition does something else than the method of the request says."""
    return operation.idempotence != usual_idempotence(operation.method)


def _outline(operation: ir.Operation) -> str:
    """Return the parameters that must be given; an ellipsis stands for the others."""
    names = [each.name for each in operation.parameters if each.must_be_given]
    return ", ".join([*names, "…"] if len(names) < len(operation.parameters) else names)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _scheme_text(scheme: ir.Scheme) -> str:
    facts = dict(scheme.facts)
    kinds = {
        "apiKey": f"an API key in the {facts.get('place')}, as `{facts.get('name')}`",
        "http": f"HTTP authentication, `{facts.get('scheme')}`",
        "oauth2": "an OAuth 2 access token" + (f" from `{facts['token_url']}`" if "token_url" in facts else ""),
        "openIdConnect": f"an access token of the provider at `{facts.get('url')}`",
        "mutualTLS": "a client certificate",
    }
    return kinds.get(scheme.kind, scheme.kind)


def _package_text(api: ir.Api) -> str:
    services = "\n".join(f"- `services.{each.name}`, `aio.Async{each.name}`" for each in api.services)
    return f"{api.title}, version {api.version}.\n\n{api.doc.strip()}\n\n{services}".replace("\n\n\n\n", "\n\n")


FILTERS: dict[str, Callable[..., Any]] = {
    "answer": _answer,
    "constants": lambda pairs: f"{{{', '.join(f'{_literal(key)}: {literal(value)}' for key, value in pairs)}}}",
    "cell": _cell,
    "declared": _declared,
    "decoder": _decoder,
    "deprecation_message": docs.deprecation_message,
    "details": _details,
    "docstring": docs.docstring,
    "encoder": _encoder,
    "encodings": _encodings,
    "first_paragraph": docs.first_paragraph,
    "literal": _literal,
    "mapping": _mapping,
    "method_text": docs.method_text,
    "outline": _outline,
    "pairs": lambda pairs: f"{{{', '.join(f'{_literal(key)}: {_literal(value)}' for key, value in pairs)}}}",
    "package_text": _package_text,
    "places": lambda operation, place: operation.placed(_PLACES[place]) or (place == "body" and operation.body),
    "reconciling": _reconciling,
    "requirements": _requirements,
    "scheme_text": _scheme_text,
    "sending": _sending,
    "service_text": docs.service_text,
    "shared_failures": _shared_failures,
    "signature": _signature,
    "styles": _styles,
    "tuple": _tuple,
    "unusual_idempotence": _unusual_idempotence,
    "words": lambda text: docs.docstring(" ".join(text.split()))[3:-3],
}
"""What templates call these expressions."""
