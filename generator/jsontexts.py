"""JSON text to values at the speed of the standard library; places are found when something asks for one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .problems import Problem, Syntax
from .sources import Atlas, Source, Spots
from .yamltexts import DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


# What may be half of a character.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class NotJSONError(Exception):
    """The text is no JSON; it may be YAML all the same."""


def read_json(source: Source) -> Any:
    """Return the values of a text, without places; raise `Syntax` where JSON allows more than a document may hold."""
    twice = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        result = dict(pairs)
        twice |= len(result) < len(pairs)
        return result

    try:
        value = json.loads(source.text, object_pairs_hook=mapping, parse_constant=_refuse)
    except RecursionError:
        value, twice = None, True
    except ValueError as error:
        raise NotJSONError(str(error)) from None
    is_odd = twice or _HALF.search(source.text) or _is_deep(value)
    if is_odd and (problems := list(_oddities(source))):
        raise Syntax(problems)
    return value


def place_json(source: Source, value: Any, atlas: Atlas) -> None:
    """Note where every mapping and list of a JSON text stands."""
    stack: list[tuple[Any, Spots]] = []
    key: tuple[str, int] | None = None
    for match in _TOKEN.finditer(source.text):
        token, offset = match[0], match.start()
        if token in ("}", "]"):
            stack.pop()
            continue
        child = value
        if stack:
            container, spots = stack[-1]
            if type(container) is list:
                child = container[len(spots.values)]
                spots.add(offset, offset)
            elif key is None:
                key = _text(token), offset
                continue
            else:
                child = container[key[0]]
                spots.add(key[1], offset)
                key = None
        if token in ("{", "["):
            spots = atlas[id(child)] = Spots(source, offset)
            stack.append((child, spots))


def _oddities(source: Source) -> Iterator[Problem]:
    """Find keys that occur twice, values nested too deeply, and halves of characters."""
    stack: list[set[str] | None] = []
    """Of every open mapping, its keys so far; None for a list."""
    is_key = False
    for match in _TOKEN.finditer(source.text):
        token, offset = match[0], match.start()
        if token in ("{", "["):
            stack.append(set() if token == "{" else None)
            if len(stack) > DEPTH:
                yield _problem(source, offset, "E101", f"values nested more than {DEPTH} levels deep")
                return
        elif token in ("}", "]"):
            stack.pop()
        elif "\\u" in token and _has_half_character(_text(token)):
            yield _problem(source, offset, "E101", "half of a surrogate pair, which is no character")
        keys = stack[-1] if stack else None
        if is_key and keys is not None and token[0] == '"':
            if _text(token) in keys:
                yield _problem(source, offset, "E102", f"the key {_text(token)!r} occurs twice in this mapping")
            keys.add(_text(token))
            is_key = False
        else:
            is_key = keys is not None


def _problem(source: Source, offset: int, code: str, message: str) -> Problem:
    return Problem(code, message, place=source.place(offset))


def _text(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def _has_half_character(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH + 1):
        inner = (each.values() if type(each) is dict else each for each in level if type(each) in (dict, list))
        level = [child for children in inner for child in children if type(child) in (dict, list)]
        if not level:
            return False
    return True


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
