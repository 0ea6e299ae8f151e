"""Templates to text: the expressions that they need, and which template writes which file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import docs, ir
from .models import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).parent / "templates"
MARK = "# Generated from "
_PLACES = {"path": "path", "query": "query", "headers": "header", "body": "body"}


@dataclass(frozen=True)
class Words:
    """What differs between blocking and asynchronous code."""

    title: str
    prefix: str
    define: str
    executor: str
    waiting_executor: str
    wait: str
    iterate: str
    iterator: str
    awaiting: str


BLOCKING = Words("Services of %s.", "", "def", "Executor", "WaitingExecutor", "Wait", "iterate", "Iterator", "")
ASYNCHRONOUS = Words(
    "Services of %s, as coroutines.",
    "Async",
    "async def",
    "AsyncExecutor",
    "AsyncWaitingExecutor",
    "AsyncWait",
    "aiterate",
    "AsyncIterator",
    "await ",
)


def render(api: ir.Api) -> dict[str, str]:
    """Return the text of every file that a template writes, by its name."""
    hidden = _hidden(api)
    files: dict[str, dict[str, Any]] = {
        "__init__.py": {},
        "models.py": {"classes": declarations(api)},
        "operations.py": {"hidden": hidden},
        "services.py": {"hidden": hidden, "words": BLOCKING},
        "aio.py": {"hidden": hidden, "words": ASYNCHRONOUS},
        "README.md": {},
    }
    if api.waiters:
        files["waiters.py"] = {}
    environment = _environment()
    shared = {"api": api, "header": header(api)}
    return {
        name: environment.get_template(f"{'services.py' if name == 'aio.py' else name}.j2").render(**shared, **extra)
        for name, extra in files.items()
    }


def header(api: ir.Api) -> str:
    """Return the first line of every generated file."""
    return f"{MARK}{api.source} ({api.version}) by `make generate`. Do not edit."


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Python, not HTML
    )
    environment.filters |= {
        "answer": _answer,
        "bound": _bound,
        "kind_of_wait": _kind_of_wait,
        "built": _built,
        "cell": _cell,
        "decoder": _decoder,
        "deprecation_message": docs.deprecation_message,
        "docstring": docs.docstring,
        "first_paragraph": docs.first_paragraph,
        "following": _following,
        "literal": _literal,
        "mapping": _mapping,
        "method_text": docs.method_text,
        "outline": _outline,
        "package_text": _package_text,
        "places": lambda operation, place: operation.placed(_PLACES[place]) or (place == "body" and operation.has_body),
        "reconciling": _reconciling,
        "returned": _returned,
        "service_text": docs.service_text,
        "signature": _signature,
        "tuple": _tuple,
    }
    return environment


def _hidden(api: ir.Api) -> frozenset[str]:
    """Return the builtin types that an operation of the same name hides."""
    return frozenset({"list", "dict"} & {operation.name for operation in api.operations})


def _literal(value: str | None) -> str:
    return "None" if value is None else json.dumps(value, ensure_ascii=False)


def _tuple(values: Iterable[str]) -> str:
    items = [_literal(value) for value in values]
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _signature(parameters: Iterable[ir.Parameter], hidden: frozenset[str], before: str = "") -> str:
    parts: list[str] = []
    for parameter in parameters:
        if not parameter.positional and "*" not in parts:
            parts.append("*")
        default = "" if parameter.required else " = None"
        parts.append(f"{parameter.name}: {parameter.type.text('models.', hidden)}{default}")
    return before + ", ".join(parts) if parts else ""


def _decoder(result: ir.Result, hidden: frozenset[str]) -> str:
    if result.kind == "none" or result.type is None:
        return "no_body"
    headers = ", ".join(f"{_literal(header)}: {_literal(field)}" for header, field in result.headers)
    extra = f", headers={{{headers}}}" if headers else ""
    if result.kind == "raw":
        return f"raw_body({result.type.text('models.')}, {_literal(result.field)}{extra})"
    if result.type.kind == "model":
        return f"json_body({result.type.text('models.')}{extra})"
    if result.type.kind == "any":
        return "json_value(object)"
    return f"json_value({replace(result.type, nullable=False).text('models.', hidden)})"


def _answer(result: ir.Result, hidden: frozenset[str]) -> str:
    return result.type.text("models.", hidden) if result.type else "None"


def _mapping(operation: ir.Operation, place: str) -> str:
    pairs = [f"{_literal(each.wire)}: {_sent(each)}" for each in operation.placed(_PLACES[place])]
    return f"{{{', '.join(pairs)}}}"


def _sent(parameter: ir.Parameter) -> str:
    """Return the expression for an argument on its way into the request."""
    if parameter.place == "path" and parameter.type.kind == "integer":
        return f"integer_segment({_literal(parameter.wire)}, {parameter.name})"
    return parameter.name


def _reconciling(reconcile: ir.Reconcile) -> str:
    arguments = ", ".join(f"{name}=arguments[{_literal(wire)}]" for name, wire in reconcile.arguments)
    return f"{reconcile.function}({arguments})"


def _built(operation: ir.Operation) -> str:
    arguments = [each.name if each.positional else f"{each.name}={each.name}" for each in operation.parameters]
    return f"{operation.name}({', '.join(arguments)})"


def _kind_of_wait(operation: ir.Operation) -> str:
    return ", creates=True" if operation.idempotence == "create" else ""


def _bound(operation: ir.Operation) -> str:
    assert operation.waiter is not None
    names = {each.wire: each.name for each in operation.parameters}
    return f"{{{', '.join(f'{_literal(wire)}: {names[wire]}' for wire in operation.waiter.bind)}}}"


def _following(operation: ir.Operation) -> str:
    paging = operation.paging
    assert paging is not None
    items = f"lambda answer: answer.{paging.items}"
    if not (paging.token and paging.parameter):
        return items
    arguments = [
        f"{each.name}=answer.{paging.token}" if each.name == paging.parameter else f"{each.name}={each.name}"
        for each in operation.parameters
    ]
    following = f"operations.{operation.name}({', '.join(arguments)}) if answer.{paging.token} else None"
    return f"{items}, lambda answer: {following}"


def _returned(operation: ir.Operation, words: Words, hidden: frozenset[str]) -> str:
    if operation.paging:
        return f"{words.iterator}[{operation.paging.item.text('models.', hidden)}]"
    if operation.waiter:
        return f"{words.wait}[{operation.waiter.type.text('models.', hidden)}]"
    return _answer(operation.result, hidden)


def _outline(operation: ir.Operation) -> str:
    """Return the parameters that must be given; an ellipsis stands for the others."""
    names = [each.name for each in operation.parameters if each.required]
    return ", ".join([*names, "…"] if len(names) < len(operation.parameters) else names)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _package_text(api: ir.Api) -> str:
    services = "\n".join(f"- `services.{each.name}`, `aio.Async{each.name}`" for each in api.services)
    return f"{api.title}, version {api.version}.\n\n{api.doc.strip()}\n\n{services}".replace("\n\n\n\n", "\n\n")
