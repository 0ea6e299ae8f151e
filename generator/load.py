"""Reads a specification: plain JSON values, and for every one of them its place in the file."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import yaml

from .problems import Pointer, Problem, SpecError

if TYPE_CHECKING:
    from pathlib import Path

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
# The plain words of YAML's JSON schema and core schema; `yes`, dates and `0o7` stay strings.
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)


class Document:
    """A specification as it was read."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.root: Any = None
        self._node: yaml.Node | None = None

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def locate(self, pointer: Pointer, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value or of its key, or of the nearest thing around it that exists."""
        node = self._node
        if node is None:
            return 1, 1
        mark = node.start_mark
        for depth, step in enumerate(pointer, start=1):
            key, child = _child(node, step)
            if child is None:
                break
            last = depth == len(pointer)
            mark = key.start_mark if key is not None and (at_key or not last) else child.start_mark
            node = child
        return mark.line + 1, mark.column + 1

    def get(self, pointer: Pointer) -> Any:
        """Return the value at `pointer`, or None when nothing stands there."""
        value = self.root
        for step in pointer:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and str(step).isdecimal() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value

    def mapping(self, pointer: Pointer) -> dict[str, Any]:
        """Return the mapping at `pointer`, or an empty one."""
        value = self.get(pointer)
        return value if isinstance(value, dict) else {}

    def sequence(self, pointer: Pointer) -> list[Any]:
        """Return the list at `pointer`, or an empty one."""
        value = self.get(pointer)
        return value if isinstance(value, list) else []

    def follow(self, pointer: Pointer) -> Pointer:
        """Return where the value at `pointer` really stands: the end of its chain of `$ref`s.

        A chain that leads nowhere or in a circle ends at its last reference.
        """
        seen: set[Pointer] = set()
        while pointer not in seen:
            seen.add(pointer)
            reference = self.mapping(pointer).get("$ref")
            target = parse_reference(reference) if isinstance(reference, str) else None
            if target is None or self.get(target) is None:
                break
            pointer = target
        return pointer


def load(path: Path, shown: str | None = None) -> Document:
    """Read a YAML or JSON file; `shown` is its name in messages."""
    document = Document(shown or str(path), "")
    try:
        document.text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
        raise SpecError(document, [Problem("E100", f"cannot read the file: {reason}")]) from None
    return parse(document)


def parse(document: Document) -> Document:
    """Fill in the document's values from its text."""
    try:
        document._node = yaml.compose(document.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SpecError(document, [Problem("E101", _syntax_message(error), place=place)]) from None
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise SpecError(document, [Problem("E101", f"not YAML or JSON: {message}")]) from None
    problems: list[Problem] = []
    document.root = None if document._node is None else _Builder(problems).value(document._node)
    if problems:
        raise SpecError(document, problems)
    return document


def parse_reference(reference: str) -> Pointer:
    """Split a local `$ref` into the keys that lead to its target."""
    parts = (unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))
    return tuple(parts)


class _Builder:
    """Turns YAML nodes into JSON values."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._open: set[int] = set()
        self._done: dict[int, Any] = {}

    def value(self, node: yaml.Node) -> Any:
        """Return the JSON value of a node; an alias gives the very value of its anchor."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._open:
            self._report("E101", "an alias inside its own anchor", node)
            return None
        if id(node) not in self._done:
            self._open.add(id(node))
            self._done[id(node)] = self._container(node)
            self._open.discard(id(node))
        return self._done[id(node)]

    def _container(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child) for child in node.value]
        result: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report("E101", "a key that is not a string", key)
            elif key.value in result:
                self._report("E102", f"the key {key.value!r} occurs twice in this mapping", key)
            else:
                result[key.value] = self.value(child)
        return result

    def _report(self, code: str, message: str, node: yaml.Node) -> None:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self._problems.append(Problem(code, message, place=place))


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) < 400:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.SequenceNode) and str(step).isdecimal() and int(step) < len(node.value):
        return None, node.value[int(step)]
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if key.value == step:
                return key, child
    return None, None


def _syntax_message(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return "not YAML or JSON: " + ", ".join(parts)
