"""Parameters in the styles of OpenAPI.

A style is named as in OpenAPI; `*` behind it explodes the value and `+` before it keeps reserved characters,
both as in RFC 6570. `json` stands for JSON text.
"""

from __future__ import annotations

from urllib.parse import quote, quote_plus

from .codec import Model
from .encoding import plain
from .jsontext import dumps
from .parameters import header_value, path_segment, scalar_text
from .typed import Any

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RESERVED = ":/?#[]@!$&'()*+,;="
_SEPARATORS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


class Written(str):
    """An argument that stands in the query string in a form of its own, such as one with commas."""

    written: str

    def __new__(cls, text: str, written: str) -> Written:
        """Keep the text as it is meant, and as it is sent."""
        made = super().__new__(cls, text)
        made.written = written
        return made


def items_of(value: Any) -> list[Any] | None:
    """Return the items of a list, or None for a value that is none."""
    content: Any = value
    return list(content) if isinstance(value, (list, tuple)) else None


def object_of(value: Any) -> dict[str, Any] | None:
    """Return a model or dict as a JSON object, or None for a value that is none."""
    content: Any = value
    if isinstance(value, Model):
        return value.as_dict()
    return content if isinstance(value, dict) else None


def is_container(value: Any) -> bool:
    """Tell whether a value is a list or an object."""
    return isinstance(value, (list, tuple, dict, Model))


def styled_path(name: str, value: Any, style: str) -> str:
    """Write a value as exactly one segment of a path, or as a part of one."""
    kind, explode = style.rstrip("*"), style.endswith("*")
    if kind == "json":
        return path_segment(name, _json(name, value))
    pairs = [(key, quote(text, safe="")) for key, text in _pairs(name, value)]
    texts = [f"{key}={text}" if key and explode else f"{key},{text}" if key else text for key, text in pairs]
    if kind == "label":
        segment = "." + ("." if explode else ",").join(texts)
    elif kind == "matrix":
        lead = f";{quote(name, safe='')}="
        exploded = "".join(f";{text}" if key else lead + text for (key, _), text in zip(pairs, texts, strict=True))
        segment = exploded if explode else lead + ",".join(texts)
    else:
        segment = ",".join(texts)
    if not texts or segment.strip(".") == "":
        raise ValueError(f"{name} must not be {value!r}: it would change the request's path")
    return segment


def styled_query(name: str, value: Any, style: str) -> list[tuple[str, str]]:
    """Write a value as the pairs of a query string."""
    safe = RESERVED if style.startswith("+") else ""
    kind, explode = style.strip("+*"), style.endswith("*")
    if kind == "json":
        return [(name, _kept(_json(name, value), safe))]
    if kind == "deepObject":
        return [(key, _kept(text, safe)) for key, text in _deep(name, value)]
    pairs = _pairs(name, value)
    if explode or not is_container(value):
        return [(key or name, _kept(text, safe)) for key, text in pairs]
    separator = _SEPARATORS[kind]
    items = [text for pair in pairs for text in pair if text or pair[0]]
    if separator != ",":
        _refuse(name, items, separator)
    between = quote(separator, safe=",")
    text = separator.join(items)
    return [(name, Written(text, between.join(quote(item, safe=safe) for item in items)))] if items else []


def styled_header(name: str, value: Any, style: str) -> str:
    """Write a value as a header: a list with commas, an object as names and values in turn."""
    if style == "json":
        return header_value(name, _json(name, value))
    pairs = _pairs(name, value)
    if is_container(value):
        _refuse(name, [text for pair in pairs for text in pair], ",")
    between = "=" if style.endswith("*") else ","
    return header_value(name, ",".join(f"{key}{between}{text}" if key else text for key, text in pairs))


def cookie_header(cookies: Mapping[str, Any], styles: Mapping[tuple[str, str], str]) -> str:
    """Write the arguments that are not None as one Cookie header, percent-encoded."""
    pairs: list[tuple[str, str]] = []
    for name, value in cookies.items():
        if value is not None:
            pairs += styled_query(name, value, styles.get(("cookie", name), "form*"))
    return "; ".join(f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in pairs)


def query_string(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return the encoded text of a query, without the question mark."""
    return "&".join(
        f"{quote_plus(name)}={text.written if isinstance(text, Written) else quote_plus(text)}" for name, text in pairs
    )


def _kept(text: str, safe: str) -> str:
    # An ampersand, a plus or a number sign would end the value or change it, whatever the style allows.
    return Written(text, quote(text, safe=safe.translate({ord(c): None for c in "&+#"}))) if safe else text


def _json(name: str, value: Any) -> str:
    try:
        return dumps(plain(value, True)).decode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{name} cannot be written as JSON: {error}") from None


def _pairs(name: str, value: Any) -> list[tuple[str, str]]:
    """Return the texts of a scalar, of a list's items or of an object's properties; only the last have keys."""
    properties = object_of(value)
    if properties is not None:
        return [(key, scalar_text(f"{name}.{key}", each)) for key, each in properties.items() if each is not None]
    items = items_of(value)
    return [("", scalar_text(name, item)) for item in ([value] if items is None else items) if item is not None]


def _deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    properties, items = object_of(value), items_of(value)
    if properties is not None:
        for key, each in properties.items():
            yield from _deep(f"{name}[{key}]", each)
    elif items is not None:
        for index, each in enumerate(items):
            yield from _deep(f"{name}[{index}]", each)
    elif value is not None:
        yield name, scalar_text(name, value)


def _refuse(name: str, items: list[str], separator: str) -> None:
    if any(separator in item for item in items):
        raise ValueError(f"an item of {name} contains {separator!r}, which separates the items")
