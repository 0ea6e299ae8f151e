"""What can be wrong with a specification: one table of codes, and how a problem is shown."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Document

Pointer = tuple[str | int, ...]
"""The way from a document's root to a value: keys and indexes."""


class Code(NamedTuple):
    """What a code stands for."""

    summary: str
    hint: str
    reason: str = ""
    """Why it is an error: what would go wrong if it passed."""


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
        "Callers would be told to give a value for which there is no parameter or field.",
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
        "Each operationId becomes one function and one method.",
    ),
    "E108": Code(
        "path and path parameters differ",
        "declare every {placeholder} once, with `in: path`",
        "A placeholder without a parameter could not be filled in, and the request would go to a literal `{name}`.",
    ),
    "E109": Code(
        "a name that Python cannot tell apart",
        "rename one of the two",
        "`foo-bar` and `foo_bar` are two names in JSON and one in Python. Enums take names from `x-enum-varnames`.",
    ),
    "E110": Code(
        "an operation without a successful response",
        "add a response for a status of 200 to 299",
        "Without it, nothing says what the method returns. An empty answer is `'200': {description: done}`.",
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
        "Two equal values would be one member, and an enum without values could hold none.",
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
    place: tuple[int, int] | None = None
    """Line and column, from 1, when no pointer leads there."""

    def located(self, document: Document) -> tuple[int, int]:
        """Return line and column, counted from 1."""
        return self.place or document.locate(self.pointer, at_key=self.at_key)

    def record(self, document: Document) -> dict[str, str | int]:
        """Return the problem as JSON values, for editors: line and column count from 1."""
        line, column = self.located(document)
        return {
            "path": document.path,
            "line": line,
            "column": column,
            "severity": "error",
            "code": self.code,
            "message": self.message,
            "hint": self.hint or CODES[self.code].hint,
            "source": document.line(line),
        }

    def show(self, document: Document) -> str:
        """Return the problem as a compiler would print it: place, code, source line, caret and hint."""
        line, column = self.located(document)
        source = document.line(line)
        caret = "".join("\t" if character == "\t" else " " for character in source[: column - 1])
        return (
            f"{document.path}:{line}:{column}: error[{self.code}]: {self.message}\n"
            f"    {source}\n"
            f"    {caret}^\n"
            f"    hint: {self.hint or CODES[self.code].hint}"
        )


class SpecError(Exception):
    """A specification from which nothing can be generated; holds every problem that was found."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        super().__init__(f"{document.path}: {len(problems)} problem(s)")
        self.document = document
        self.problems = problems

    def show(self) -> str:
        """Return all problems in the order of the file."""
        return "\n".join(dict.fromkeys(problem.show(self.document) for problem in self._ordered()))

    def records(self) -> list[dict[str, str | int]]:
        """Return all problems as JSON values, each once, in the order of the file."""
        found = [problem.record(self.document) for problem in self._ordered()]
        return [record for index, record in enumerate(found) if record not in found[:index]]

    def _ordered(self) -> list[Problem]:
        return sorted(self.problems, key=lambda problem: (problem.located(self.document), problem.code))


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name, or nothing."""
    close = get_close_matches(str(name), [each for each in known if isinstance(each, str)], n=1)
    return f"did you mean {close[0]!r}?" if close else ""
