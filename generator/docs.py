"""Descriptions to docstrings: wrapped, escaped, with the sections that Python readers expect."""

from __future__ import annotations

import re
from http import HTTPStatus
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from . import ir

WIDTH = 100
"""The column that docstrings keep within."""

_SAYS_NOTHING = {status.phrase.lower() for status in HTTPStatus}
_SAYS_NOTHING |= {"", "response", "success", "successful", "successful operation", "successful response"}
"""What answers are described as that say no more than that they are answers; their types stand in the signature."""

_LITERAL = re.compile(r"^(\s{4,}|\s*([-*+]|\d+[.)])\s|\s*[|>#]|\s*```)")


def docstring(text: str, indent: int = 0) -> str:
    """Return `text` as a docstring literal whose further lines stand at `indent`."""
    lines = _lines(_printable(text), WIDTH - indent - 6)
    body = "\n".join(lines).replace("\\", "\\\\").replace('"""', r"\"\"\"")
    if len(lines) == 1:
        return f'"""{_closed(body)}"""'
    margin = " " * indent
    return f'"""{_indented(body, margin)}\n{margin}"""'


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return " ".join(_printable(text).split())


def first_paragraph(text: str) -> str:
    """Return what a description says first."""
    return text.strip().split("\n\n")[0]


def with_deprecation(text: str, deprecated: str | None) -> str:
    """Add to a description what to do instead of using a deprecated thing."""
    if deprecated is None:
        return text
    note = f"Deprecated: {deprecated.rstrip('.')}." if deprecated else "Deprecated."
    return f"{text.strip()}\n\n{note}".strip()


def deprecation_message(name: str, deprecated: str) -> str:
    """Return the warning that a call of a deprecated operation gives."""
    return f"{name} is deprecated" + (f": {deprecated.rstrip('.')}" if deprecated else "")


def method_text(operation: ir.Operation, common: Iterable[ir.Failure] = ()) -> str:
    """Return the docstring of a service method, sections included."""
    parts = [with_deprecation(operation.doc, operation.deprecated)]
    entries = [(each.name, with_deprecation(each.doc, each.deprecated)) for each in operation.parameters]
    if any(text for _, text in entries):
        parts.append(_section("Args:", entries))
    if returned := _returned(operation):
        parts.append("Returns:\n" + "\n".join("    " + line for line in _lines(returned, WIDTH - 20)))
    shared = list(common)
    entries = [(failure.error, failure.doc) for failure in operation.failures if failure not in shared]
    if shared:
        entries.append((", ".join(failure.error for failure in shared), "As every method of this class."))
    if entries:
        parts.append(_section("Raises:", entries))
    return "\n\n".join(parts)


def service_text(service: ir.Service) -> str:
    """Return the docstring of a service class: what it is for and what all of its methods may raise."""
    if not service.failures:
        return service.doc
    entries = [(failure.error, failure.doc) for failure in service.failures]
    return f"{service.doc.strip()}\n\n{_section('Every method may raise:', entries)}"


def _returned(operation: ir.Operation) -> str:
    if operation.paging and operation.paging.token:
        return "The items, fetched page by page as they are asked for."
    if operation.paging:
        return "The items; the request is sent when the first one is asked for."
    if operation.waiter:
        known = operation.result.type == operation.waiter.type
        answer = f"; `response` is this call's answer. {operation.result.doc}" if known else "."
        return f"A handle on the operation under way: `result()` waits for its end{answer}"
    result = operation.result
    if result.kind == "none":
        return ""
    if result.doc.strip(" .").lower() in _SAYS_NOTHING:
        return ""
    name = result.type.text() if result.type and result.type.name else ""
    return ": ".join(part for part in (name, result.doc) if part)


def _section(title: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = [title]
    for name, text in entries:
        words = " ".join(text.split())
        lines += wrap(
            f"{name}: {words}" if words else name,
            WIDTH - 8,
            initial_indent="    ",
            subsequent_indent="        ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _lines(text: str, width: int) -> list[str]:
    """Wrap every paragraph; lists, tables, code and what is already within the width stay as they are."""
    result: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line.rstrip() for line in paragraph.splitlines()]
        if not (all(len(line) <= width for line in lines) or any(_LITERAL.match(line) for line in lines)):
            lines = wrap(" ".join(" ".join(lines).split()), width, break_long_words=False, break_on_hyphens=False)
        result += ["", *lines] if result and lines else lines
    return result


def _printable(text: str) -> str:
    """Replace control characters, which source code cannot hold or readers cannot see, by spaces."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def _indented(body: str, margin: str) -> str:
    first, *others = body.split("\n")
    return "\n".join([first, *(margin + line if line else "" for line in others)])


def _closed(body: str) -> str:
    """Keep a closing quote of the text apart from the quotes of the docstring."""
    return body[:-1] + r"\"" if body.endswith('"') else body
