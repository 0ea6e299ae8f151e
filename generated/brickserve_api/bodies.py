"""How the body of an answer becomes the value that an operation returns."""

from __future__ import annotations

from .codec import JSON_NAMES, RAW, Model, came_with
from .errors import DecodeError
from .jsontext import loads
from .typed import Any, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .wire import Response

M = TypeVar("M", bound=Model)
V = TypeVar("V")


def json_body(model: type[M], *, headers: Mapping[str, str] | None = None) -> Callable[[Response], M]:
    """Read a JSON object as `model`; `headers` maps response headers to the fields they fill."""

    def decode(response: Response) -> M:
        content_type = response.headers.get("content-type")
        try:
            value = model.from_json(response.body)
        except DecodeError as error:
            error.content_type = content_type
            raise
        if came_with(value, "error_code"):
            raise DecodeError(json_path="$", expected=model.__name__, got="an error object", content_type=content_type)
        for header, field in (headers or {}).items():
            if header in response.headers:
                setattr(value, field, response.headers[header])
        value.__dict__[RAW] = response
        return value

    return decode


def json_value(kind: type[V]) -> Callable[[Response], V]:
    """Read JSON of any other shape, such as a list of models."""

    def decode(response: Response) -> V:
        from .explain import read

        content_type = response.headers.get("content-type")
        document: Any = loads(response.body, content_type=content_type)
        try:
            value: V = read(kind, document)
        except DecodeError as error:
            error.content_type = content_type
            raise
        return value

    return decode


def json_any(kind: Any) -> Callable[[Response], Any]:
    """Read JSON that is null, or of one of several types."""

    def decode(response: Response) -> Any:
        from .explain import read

        content_type = response.headers.get("content-type")
        document: Any = loads(response.body, content_type=content_type)
        try:
            return None if document is None else read(kind, document)
        except DecodeError as error:
            error.content_type = content_type
            raise

    return decode


def raw_body(model: type[M], field: str, *, headers: Mapping[str, str] | None = None) -> Callable[[Response], M]:
    """Hand the bytes to `model` as a binary file in `field`."""

    def decode(response: Response) -> M:
        from io import BytesIO

        captured = {name: response.headers[key] for key, name in (headers or {}).items() if key in response.headers}
        value = model(**{field: BytesIO(response.body)}, **captured)
        value.__dict__[RAW] = response
        return value

    return decode


def no_body(response: Response) -> None:
    """Take an empty body, or an object that is no error, for a success; gateways answer with other things."""
    if not response.body:
        return
    content_type = response.headers.get("content-type")
    document: Any = loads(response.body, content_type=content_type)
    if document.__class__ is not dict:
        got = JSON_NAMES[document.__class__]
    elif "error_code" in document:
        got = "an error object"
    else:
        return
    raise DecodeError(json_path="$", expected="nothing", got=got, content_type=content_type)
