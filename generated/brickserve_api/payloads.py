"""How the arguments of a call become a body that is not just a JSON object."""

from __future__ import annotations

from .encoding import encode_value
from .parameters import header_value, scalar_text
from .styles import is_container, items_of, query_string, styled_query
from .typed import Any
from .uploads import File, is_upload, upload

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .wire import Encode, Operation

_FORM = "application/x-www-form-urlencoded"
_OCTETS = "application/octet-stream"


def sends_json() -> Encode:
    """Write the only argument as the whole body."""

    def encode(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[bytes, str] | None:
        name, value = _only(operation, arguments)
        if value is None and name not in operation.nullable:
            return None
        return encode_value(operation.id, name, value), operation.content_type or "application/json"

    return encode


def sends_form(styles: Mapping[str, str] | None = None) -> Encode:
    """Write the arguments as the fields of a form, lists by repeating the name and objects as JSON."""

    def encode(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[bytes, str]:
        pairs: list[tuple[str, str]] = []
        for name, value in _given(operation, arguments).items():
            usual = "form*" if _holds_scalars(value) else "json"
            pairs += styled_query(name, value, (styles or {}).get(name, usual))
        return query_string(tuple(pairs)).encode(), _declared(operation, _FORM, _FORM)

    return encode


def sends_multipart(styles: Mapping[str, str] | None = None) -> Encode:
    """Write every argument as a part; `styles` gives the content types of some."""

    def encode(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[bytes, str]:
        parts: list[bytes] = []
        for name, value in _given(operation, arguments).items():
            media = (styles or {}).get(name)
            items = None if media == "application/json" else items_of(value)
            parts += [_part(operation, name, item, media) for item in ([value] if items is None else items)]
        boundary = _boundary(parts)
        body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
        media_type = _declared(operation, "multipart/", "multipart/form-data").split(";")[0]
        return body, f"{media_type}; boundary={boundary.decode()}"

    return encode


def sends_text() -> Encode:
    """Send the only argument as text."""

    def encode(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[bytes, str] | None:
        name, value = _only(operation, arguments)
        if value is None:
            return None
        if not isinstance(value, str):
            raise TypeError(f"{operation.id}: {name} must be a string, not {type(value).__name__}")
        media = operation.content_type or "text/plain"
        is_bare = media.startswith("text/") and "charset" not in media
        return _utf8(operation, name, value), f"{media}; charset=utf-8" if is_bare else media

    return encode


def sends_bytes() -> Encode:
    """Send the only argument as it is."""

    def encode(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[bytes, str] | None:
        name, value = _only(operation, arguments)
        if value is None:
            return None
        file = upload(name, value)
        declared = operation.content_type or _OCTETS
        media = file.content_type or (_OCTETS if "*" in declared else declared)
        return _bytes(file), header_value(f"the content type of {name}", media)

    return encode


def completed(operation: Operation[Any], arguments: Mapping[str, Any], constants: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body that may be left out: nothing, or the arguments that are given and what stands in any case."""
    given = {name: value for name, value in arguments.items() if value is not None}
    for name in operation.required:
        if given and name not in given:
            raise TypeError(f"{operation.id}: {name} is required unless the whole body is left out")
    return {**constants, **given} if given else {}


def _only(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[str, Any]:
    ((name, value),) = arguments.items()
    if value is None and name in operation.required:
        raise TypeError(f"{operation.id}: {name} is required and must not be None")
    return name, value


def _given(operation: Operation[Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    for name in operation.required:
        if arguments.get(name) is None:
            raise TypeError(f"{operation.id}: {name} is required and must not be None")
    return {name: value for name, value in arguments.items() if value is not None}


def _declared(operation: Operation[Any], start: str, usual: str) -> str:
    """Return the content type of an operation, or the usual one where that is of another kind."""
    declared = operation.content_type or usual
    return declared if declared.lower().startswith(start) else usual


def _holds_scalars(value: Any) -> bool:
    items = items_of(value)
    return not any(map(is_container, [value] if items is None else items))


def _part(operation: Operation[Any], name: str, value: Any, media: str | None) -> bytes:
    disposition = f'form-data; name="{_quoted(name)}"'
    if is_upload(value):
        file = upload(name, value)
        media = file.content_type or media or _OCTETS
        disposition += f'; filename="{_quoted(file.name or name)}"'
        content = _bytes(file)
    elif is_container(value) or (media or "").split(";")[0].endswith("json"):
        media = media or "application/json"
        content = encode_value(operation.id, name, value)
    else:
        content = _utf8(operation, name, scalar_text(name, value))
    head = f"Content-Disposition: {disposition}\r\n"
    if media:
        head += f"Content-Type: {header_value(f'the content type of {name}', media)}\r\n"
    return _utf8(operation, name, head) + b"\r\n" + content


def _bytes(file: File) -> bytes:
    content: Any = file.content
    return bytes(content)


def _quoted(text: str) -> str:
    """Return a name as browsers write it between quotes: nothing in it can end the quotes or the line."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").replace("\0", "%00")


def _boundary(parts: list[bytes]) -> bytes:
    from os import urandom

    while True:
        boundary = urandom(16).hex().encode()
        if not any(boundary in part for part in parts):
            return boundary


def _utf8(operation: Operation[Any], name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{operation.id}: {name} contains a lone surrogate, which has no UTF-8 form") from None
