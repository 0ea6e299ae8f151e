"""How answers that are not one JSON value become what an operation returns."""

from __future__ import annotations

from .bodies import json_any
from .errors import DecodeError
from .typed import Any, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .wire import Response

V = TypeVar("V")


def text_body(response: Response) -> str:
    """Return the body as text, in the character set that the answer names, else UTF-8."""
    content_type = response.headers.get("content-type") or ""
    charset = content_type.lower().partition("charset=")[2].split(";")[0].strip().strip("'\"") or "utf-8"
    try:
        return response.body.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise DecodeError(expected=f"text in {charset}", got="other bytes", content_type=content_type) from None


def bytes_body(response: Response) -> bytes:
    """Return the body as it is."""
    return response.body


def events_body(kind: Any) -> Callable[[Response], list[Any]]:
    """Read a whole body of server-sent events: the data of each, as JSON unless `kind` is str."""

    def decode(response: Response) -> list[Any]:
        from .explain import read
        from .jsontext import loads

        found = [data for data in _events(text_body(response)) if data != "[DONE]"]
        return found if kind is str else [read(kind, loads(data)) for data in found]

    return decode


def by_status(readers: Mapping[str, Callable[[Response], V]]) -> Callable[[Response], V]:
    """Read an answer as its status says; one of another status as the first that is documented."""

    def decode(response: Response) -> V:
        read = _of_status(readers, response.status) or next(iter(readers.values()))
        return read(response)

    return decode


def read_failure(kinds: Mapping[str, Any], response: Response) -> Any:
    """Return the body of a failed answer in its documented form, or None when it does not have that."""
    kind = _of_status(kinds, response.status)
    if kind is None:
        return None
    try:
        return json_any(kind)(response)
    except DecodeError:
        return None


def _of_status(table: Mapping[str, V], status: int) -> V | None:
    for key in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
        if key in table:
            return table[key]
    return None


def _events(text: str) -> Iterator[str]:
    data: list[str] = []
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        name, _, value = line.partition(":")
        if name == "data":
            data.append(value.removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
