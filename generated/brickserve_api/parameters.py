"""Where the arguments of a call go: into the path, the query and the headers, each encoded for its place."""

from __future__ import annotations

from .typed import Any

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .wire import Operation

_OWN = {"accept": "Accept", "content-type": "Content-Type"}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def expand_path(operation: Operation[Any], arguments: Mapping[str, Any]) -> str:
    """Put the arguments into the operation's path; none of them can add, remove or leave a segment."""
    path = operation.path
    for name, value in arguments.items():
        style = operation.styles.get(("path", name))
        if style is None:
            segment = path_segment(name, value)
        else:
            from .styles import styled_path

            segment = styled_path(name, value, style)
        path = path.replace("{" + name + "}", segment)
    return path


def path_segment(name: str, value: Any) -> str:
    """Encode `value` as exactly one segment of a path (RFC 3986, section 3.3)."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, not {type(value).__name__}")
    if value in ("", ".", ".."):
        raise ValueError(f"{name} must not be {value!r}: it would change the request's path")
    if _UNRESERVED.issuperset(value):
        return str.__str__(value)
    from urllib.parse import quote

    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise ValueError(f"{name} contains a lone surrogate, which has no UTF-8 form") from None


def integer_segment(name: str, value: int) -> str:
    """Write a whole number as a segment of a path."""
    if not isinstance(value, int) or isinstance(value, bool):  # pyright: ignore[reportUnnecessaryIsInstance]  # as above
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    return str(int(value))


def query_pairs(
    query: Mapping[str, Any], styles: Mapping[tuple[str, str], str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Flatten query arguments: None is left out, a list repeats its name, an object gives its properties."""
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        if value is None:
            continue
        style = (styles or {}).get(("query", name))
        if style is None and isinstance(value, (str, int, float)):
            pairs.append((name, scalar_text(name, value)))
        else:
            from .styles import styled_query

            pairs += styled_query(name, value, style or "form*")
    return tuple(pairs)


def request_headers(operation: Operation[Any], arguments: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the operation's own headers and those given as arguments."""
    headers: dict[str, str] = {}
    if operation.accept:
        headers["Accept"] = operation.accept
    if operation.content_type:
        headers["Content-Type"] = operation.content_type
    for name, value in (arguments or {}).items():
        if value is None:
            continue
        style = operation.styles.get(("header", name))
        if style is None and isinstance(value, (str, int, float)):
            text = header_value(name, scalar_text(name, value))
        else:
            from .styles import styled_header

            text = styled_header(name, value, style or "simple")
        headers[_OWN.get(name.lower(), name)] = text
    return headers


def header_value(name: str, value: str) -> str:
    """Return `value` if it can stand in a header; the error never shows it."""
    if any(character in value for character in "\r\n\0"):
        raise ValueError(f"{name} contains a line break or NUL, which a header must not carry")
    if not value.isascii():
        try:
            value.encode("latin-1")
        except UnicodeEncodeError:
            raise ValueError(f"{name} contains characters outside latin-1") from None
    return value


def scalar_text(name: str, value: Any) -> str:
    """Return a scalar as it stands in a URL, a header or a form; a date in the form of ISO 8601."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (str, int, float)):
        inner: Any = getattr(value, "value", value)  # a member of an enum
        return str(inner)
    from .scalars import other_text

    return other_text(name, value)
