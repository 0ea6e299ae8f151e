"""What can be wrong with a specification: one table of codes, and how a problem is shown."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Document
    from .sources import Place

_LONGEST = 240
"""How much of a line a message shows."""

Pointer = tuple[str | int, ...]
"""The way from a document's root to a value: keys and indexes."""


class Code(NamedTuple):
    """What a code stands for."""

    summary: str
    hint: str
    reason: str = ""
    """Why it is a defect: what would go wrong if nobody heard of it."""
    severity: Literal["error", "warning"] = "error"
    """An error stops everything; after a warning the bindings are right, though perhaps not what was meant."""


CODES: dict[str, Code] = {
    "E100": Code(
        "the file cannot be read",
        "check the path, and that the file is UTF-8 text",
        "The path is taken from where the command runs.",
    ),
    "E101": Code(
        "not YAML or JSON",
        "correct the syntax",
        "Only what JSON can say is understood: no tags, no anchors that contain themselves, no keys but strings.",
    ),
    "E102": Code(
        "a key occurs twice",
        "remove one of the two; the first one would be lost silently",
        "YAML keeps the last of two equal keys, so the first would vanish without a word.",
    ),
    "E103": Code(
        "not an OpenAPI document",
        "an OpenAPI 3.0 or 3.1 document has openapi, info and paths",
        "Swagger 2.0 has to be converted first. `info` needs a title and a version.",
    ),
    "E104": Code(
        "'required' names no property",
        "correct the name, or add the property",
        "The name is left out: callers would be told to give a value for which there is no parameter or field.",
        "warning",
    ),
    "E105": Code(
        "a reference points nowhere",
        "correct the $ref, or add what it names",
        "A local reference starts with `#/`; `~1` in it stands for a slash in a key, `~0` for a tilde.",
    ),
    "E106": Code(
        "an unknown type",
        "a type is string, integer, number, boolean, array, object or null",
        "A wrong type would silently become `Any`, and nothing would check the values.",
    ),
    "E107": Code(
        "an operationId occurs twice",
        "every operation needs an operationId of its own",
        "Each operationId becomes one function and one method: this one is named after its method and path.",
        "warning",
    ),
    "E108": Code(
        "path and path parameters differ",
        "declare every {placeholder} once, with `in: path`",
        "A placeholder without a parameter gets one that takes a string; a parameter without a place is left out.",
        "warning",
    ),
    "E109": Code(
        "a name that Python cannot tell apart",
        "rename one of the two",
        "`foo-bar` and `foo_bar` are two names in JSON and one in Python: the second gets another name, two such tags "
        "become one class. Enums take names from `x-enum-varnames`.",
        "warning",
    ),
    "E110": Code(
        "an operation without a successful response",
        "add a response for a status of 200 to 299",
        "Nothing says what the method returns, so it returns None. An empty answer is `'200': {description: done}`.",
        "warning",
    ),
    "E111": Code(
        "an extension names something that does not exist",
        "correct the name, or add what it names",
        "Waiters, pages and streams name operations, parameters and fields; a wrong name would fail at run time.",
    ),
    "E112": Code(
        "an enum member without exactly one verdict",
        "list it once: under success, failure or retry",
        "A waiter has to know of every state whether it ends the wait, and how.",
    ),
    "E113": Code(
        "a value of the wrong kind",
        "see the OpenAPI specification for what belongs here",
        "The value has another JSON type than OpenAPI gives it, or is not one of the few that are possible.",
    ),
    "E114": Code(
        "an unknown idempotence class",
        "choose read, idempotent, create, inference, external or token",
        "The class decides what is repeated after a broken connection; guessing could apply a call twice.",
    ),
    "E115": Code(
        "schemas that contain each other",
        "break the circle of allOf or of plain references",
        "Resolving them would never end. A circle through `properties` or `items` is fine.",
    ),
    "E116": Code(
        "not supported yet",
        "describe it in another way, or leave the operation out",
        "Nothing is dropped or guessed: what the generator cannot express, it refuses.",
    ),
    "E117": Code(
        "an unusable enum",
        "list at least one value, each only once",
        "Of two equal values one is kept; an enum without values allows any.",
        "warning",
    ),
    "E118": Code(
        "a reference to the network",
        "keep a copy beside the document and refer to it by a relative path",
        "Bindings are a function of files that are at hand; what a server answers may change at any time.",
    ),
    "E119": Code(
        "a part that is left out",
        "nothing needs to be done; its schemas become classes all the same if they are components",
        "Webhooks are requests that the API sends; bindings hold the requests that it answers.",
        "warning",
    ),
    "E120": Code(
        "a component that nothing refers to",
        "refer to it, or remove it",
        "Schemas become classes in any case; other components do nothing unless they are referred to.",
        "warning",
    ),
    "E121": Code(
        "two paths for one request",
        "remove one of the two",
        "They differ in the names of their parameters alone, so that no server can tell them apart.",
        "warning",
    ),
    "E122": Code(
        "a discriminator that leads nowhere",
        "correct the name, or add what it names",
        "What names no branch tells nothing apart: values would stay undecided.",
        "warning",
    ),
    "E123": Code(
        "an unknown keyword",
        "correct the spelling, or begin it with `x-`",
        "Nothing reads it: what it was to say would be missing without a word.",
        "warning",
    ),
    "E124": Code(
        "a parameter that is declared twice",
        "remove one of the two",
        "Name and place together say which parameter is meant: the last declaration counts.",
        "warning",
    ),
    "E125": Code(
        "a value of another type than its schema",
        "correct the value, or the type",
        "The service can hardly mean both. The value is kept as it is, and the type is what annotations say.",
        "warning",
    ),
    "E126": Code(
        "a server's placeholder without a default",
        "describe it under `variables`, with a default",
        "Nothing says what stands in its place: whoever carries calls out has to give the whole URL.",
        "warning",
    ),
    "E127": Code(
        "a content type without a slash",
        "a content type has two parts, as application/json has",
        "Nobody knows what is sent under such a name: it is treated as bytes.",
        "warning",
    ),
    "E128": Code(
        "a keyword of OpenAPI 3.0 in a later document",
        "add 'null' to the types: `type: [string, 'null']`",
        "`nullable` is obeyed all the same, though other tools overlook it and refuse nulls.",
        "warning",
    ),
}


@dataclass(frozen=True)
class Problem:
    """One defect of a document: what is wrong, and the value (or its key) where it shows."""

    code: str
    message: str
    pointer: Pointer = ()
    at_key: bool = False
    hint: str = ""
    place: Place | None = None
    """Where it is, when no pointer leads there."""

    @property
    def severity(self) -> str:
        """Whether it stops the generator: `error` or `warning`."""
        return CODES[self.code].severity

    def placed(self, document: Document) -> Place:
        """Return file, line and column."""
        return self.place or document.place(self.pointer, at_key=self.at_key)

    def located(self, document: Document) -> tuple[int, int]:
        """Return line and column, counted from 1."""
        return self.placed(document)[:2]

    def record(self, document: Document) -> dict[str, str | int]:
        """Return the problem as JSON values, for editors: line and column count from 1."""
        line, column, source = self.placed(document)
        return {
            "path": source.path,
            "line": line,
            "column": column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint or CODES[self.code].hint,
            "source": _excerpt(source.line(line), column)[0],
        }

    def show(self, document: Document) -> str:
        """Return the problem as a compiler would print it: place, code, source line, caret and hint."""
        line, column, file = self.placed(document)
        source, before = _excerpt(file.line(line), column)
        caret = "".join("\t" if character == "\t" else " " for character in source[:before])
        return (
            f"{file.path}:{line}:{column}: {self.severity}[{self.code}]: {self.message}\n"
            f"    {source}\n"
            f"    {caret}^\n"
            f"    hint: {self.hint or CODES[self.code].hint}"
        )


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return the part of a line to show, and what of it stands before a column: generated JSON can be one long line."""
    if len(line) <= _LONGEST:
        return line, column - 1
    start = max(0, column - 1 - _LONGEST // 4)
    before, after = "…" if start else "", "…" if start + _LONGEST < len(line) else ""
    return before + line[start : start + _LONGEST] + after, column - 1 - start + len(before)


class Syntax(Exception):
    """A text that is not what a document is made of; holds every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems


class Report(NamedTuple):
    """Problems as they are told: for people and for editors."""

    texts: tuple[str, ...] = ()
    records: tuple[dict[str, str | int], ...] = ()


class SpecError(Exception):
    """A specification from which nothing can be generated; holds every problem that was found."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        super().__init__(f"{document.path}: {len(problems)} problem(s)")
        self.document = document
        self.problems = problems

    def show(self) -> str:
        """Return all problems in the order of the file."""
        return "\n".join(self.report().texts)

    def records(self) -> list[dict[str, str | int]]:
        """Return all problems as JSON values, each once, in the order of the file."""
        return list(self.report().records)

    def report(self) -> Report:
        """Return all problems, each once, in the order of the file."""
        told = {problem.show(self.document): problem for problem in self._ordered()}
        return Report(tuple(told), tuple(problem.record(self.document) for problem in told.values()))

    def _ordered(self) -> list[Problem]:
        def order(problem: Problem) -> tuple[bool, str, tuple[int, int], str]:
            line, column, source = problem.placed(self.document)
            return source.path != self.document.path, source.path, (line, column), problem.code

        return sorted(self.problems, key=order)


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name, or nothing."""
    close = get_close_matches(str(name), [each for each in known if isinstance(each, str)], n=1)
    return f"did you mean {close[0]!r}?" if close else ""
