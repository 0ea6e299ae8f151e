"""From the document's names to Python's: each a pure function of the name and of what it must not hide."""

from __future__ import annotations

import keyword
import re
import unicodedata
from functools import cache
from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

# What annotations are made of, and what every function or class body may use.
_COMMON = frozenset(("self", "str", "int", "float", "bool", "list", "dict"))
_METHODS = frozenset(("as_dict", "as_shallow_dict", "from_dict", "from_json", "to_json", "raw", "unknown_fields"))
_MODULES = frozenset(("models", "operations", "waiters", "blocking", "coroutines"))
_HELPERS = frozenset(("json_body", "json_value", "raw_body", "no_body", "text_body", "bytes_body", "events_body"))
_HELPERS |= frozenset(("by_status", "integer_segment", "json_any"))
_HELPERS |= frozenset(("sends_bytes", "sends_form", "sends_json", "sends_multipart", "sends_text"))

FIELD_RESERVED = _COMMON | _METHODS | {"field"}
PARAMETER_RESERVED = _COMMON | _HELPERS | {"models"}
OPERATION_RESERVED = _MODULES | _HELPERS | {"str", "int", "float", "bool", "bytes", "object", "deprecated"}
# `StrEnum` is what datamodel-code-generator imports for enums, and renames a schema for.
CLASS_RESERVED = frozenset(("Any", "BinaryIO", "Model", "OpenEnum", "StrEnum", "None", "True", "False"))
MEMBER_RESERVED = frozenset(("mro", "name", "value", "is_known", *dir(str)))

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+")


def words(name: str) -> list[str]:
    """Split a name at punctuation and at humps."""
    text = _spelled(name).replace("_", " ")
    # The same humps in any alphabet: other letters count as the ASCII ones of their case.
    shape = "".join(each if each.isascii() else "A" if each.isupper() else "a" for each in text)
    return [text[found.start() : found.end()] for found in _WORD.finditer(shape)]


@cache
def snake(name: str) -> str:
    """Return `name` as Python writes variables; a name that is already fine stays as it is."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", name):
        return name
    return "_".join(word.lower() for word in words(name)) or "unnamed"


@cache
def pascal(name: str) -> str:
    """Return `name` as Python writes classes; humps that are there stay."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
        return name
    return "".join(word[:1].upper() + word[1:] for word in words(name)) or "Unnamed"


def field_name(wire: str) -> str:
    """Return the attribute that stands for a property."""
    return _free(snake(wire), FIELD_RESERVED)


def parameter_name(wire: str) -> str:
    """Return the parameter that stands for an argument."""
    return _free(snake(wire), PARAMETER_RESERVED)


def operation_name(operation_id: str) -> str:
    """Return the function and method that stand for an operation."""
    return _free(snake(operation_id), OPERATION_RESERVED)


def class_name(schema: str) -> str:
    """Return the class that stands for a schema."""
    name = pascal(schema)
    if name in CLASS_RESERVED:
        return name + "Model"
    return name if name.isidentifier() else "Model" + name


def class_names(schemas: list[str], kept: Mapping[str, str], taken: Set[str]) -> dict[str, str]:
    """Return the class of every schema, each its own.

    The first claim is that of a name which is kept, then that of a schema which is named like its class; `taken` are
    the names that are kept, also for others.
    """
    exact = {schema for schema in schemas if schema not in kept and class_name(schema) == schema} - taken
    used = exact | taken
    found: dict[str, str] = {}
    for schema in schemas:
        name = class_name(schema)
        found[schema] = kept.get(schema) or (name if schema in exact else free_class_name(name, used))
        used.add(found[schema])
    return found


def free_class_name(name: str, taken: Set[str]) -> str:
    """Return `name`, with a number if it is taken."""
    numbers = chain([name], (f"{name}{number}" for number in count(2)))
    return next(each for each in numbers if each not in taken)


def member_name(value: str) -> str:
    """Return the enum member that stands for a value."""
    name = "_".join(_spelled(value).replace("_", " ").upper().split()) or "EMPTY"
    return _free(name if name.isidentifier() else "N" + name, MEMBER_RESERVED)


def constant_name(name: str) -> str:
    """Return the module constant that stands for `name`."""
    return snake(name).upper()


def distinct(names: list[str], wires: list[str], kept: Sequence[str | None] = ()) -> list[str]:
    """Return the names, told apart by underscores; one that is kept or also the wire name stays as it is."""
    kept = kept or [None] * len(names)
    taken = {name for name in kept if name}
    exact = {name for name, wire, own in zip(names, wires, kept, strict=True) if name == wire and not own}
    result: list[str] = []
    for name, wire, own in zip(names, wires, kept, strict=True):
        while not own and (name in taken or (name in exact and name != wire)):
            name += "_"
        result.append(own or name)
        taken.add(result[-1])
    return result


def numbered(names: list[str]) -> list[str]:
    """Return the names, with 2, 3 and so on behind one that has occurred before."""
    return [
        name if (count := names[: index + 1].count(name)) == 1 else f"{name}{count}" for index, name in enumerate(names)
    ]


def path_words(path: str) -> str:
    """Return a name made of a path, for an operation that has none of its own."""
    return "_".join(snake(part.strip("{}")) for part in path.split("/") if part)


def _spelled(name: str) -> str:
    """Return the name as Python reads it, with spaces for what cannot stand in an identifier."""
    normal = unicodedata.normalize("NFKC", name)
    return "".join(character if f"a{character}".isidentifier() else " " for character in normal)


def _free(name: str, reserved: frozenset[str]) -> str:
    if not name.isidentifier():
        name = "n" + name
    if keyword.iskeyword(name) or name in reserved:
        return name + "_"
    return name
