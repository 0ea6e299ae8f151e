"""Models: declarations in generated code, real dataclasses as soon as one is used.

Importing a model costs nothing but its class body. The first use of a class (a construction, a decode,
a look at its fields) turns it into a standard dataclass and compiles its decoder and encoder.

What decoding keeps: unknown fields, unknown enum values, explicit nulls, and the difference between an
absent list (reads as `[]`, is not written) and an empty one.
"""

from __future__ import annotations

from .errors import DecodeError
from .jsontext import dumps
from .typed import Any, TypeVar, dataclass_transform

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import Field
    from typing import ClassVar, Self

    from .raw import RawResponse
    from .wire import Response

D = TypeVar("D")

RAW = "_raw"
"""The attribute that holds the answer which an instance was read from."""

REST = "unknown_fields"
"""The field that a class declares where its further properties have a type."""


class FieldSpec:
    """What a declaration says of a field beyond its type."""

    __slots__ = ("default", "factory", "secret", "wire")

    def __init__(self, default: Any, wire: str | None, secret: bool, factory: Any = None) -> None:
        self.default = default
        self.factory = factory
        self.wire = wire
        self.secret = secret


class Extra:
    """What an instance that was decoded keeps beyond its fields."""

    __slots__ = ("nulls", "unknown")

    def __init__(self, unknown: dict[str, Any], nulls: tuple[str, ...]) -> None:
        self.unknown = unknown
        """What came under names that no field has, by wire name."""
        self.nulls = nulls
        """The names of the fields that came as null."""


def came_with(value: Model, name: str) -> bool:
    """Tell whether a model was read from a document with a field of this name that it does not know."""
    extra: Extra | None = value.__dict__.get("_extra")
    return extra is not None and name in extra.unknown


REQUIRED: Any = FieldSpec(None, None, False)
"""Stands for the default of a field that has none."""


def field(*, default: Any = REQUIRED, factory: Any = None, wire: str | None = None, secret: bool = False) -> Any:
    """Declare a field with another wire name, a value that must never be shown, or one that `factory` makes."""
    return FieldSpec(default, wire, secret, factory)


class _LazyClassAttribute:
    """An attribute of the dataclass protocol that exists once the class has been realised."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        if owner.__dict__.get("__module__") == __name__:
            raise AttributeError(self._name)
        _realise(owner)
        return owner.__dict__[self._name]


if TYPE_CHECKING:
    ModelType = type
else:

    class ModelType(type):
        """Shows the defaults of fields on the class, as a dataclass does, although instances alone hold them."""

        def __getattr__(cls, name):
            if name in _optional(cls):
                return
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")

        def __dir__(cls):
            return [*super().__dir__(), *_optional(cls)]

    def _optional(cls):
        """Return the fields of a class and its bases whose default is None, as far as they have been realised."""
        tables = [owner.__dict__.get("__dataclass_fields__") for owner in cls.__mro__]
        return [name for table in tables if isinstance(table, dict) for name, f in table.items() if f.default is None]


@dataclass_transform(eq_default=True, field_specifiers=(field,))
class Model(metaclass=ModelType):
    """Base of every model: a dataclass whose instances are JSON objects on the wire."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
        _tags: ClassVar[Mapping[str, tuple[Any, ...]]]

        unknown_fields: dict[str, Any]
        """Fields without a name of their own here, by wire name: those that were received, and those put here."""
    else:
        __dataclass_fields__ = _LazyClassAttribute("__dataclass_fields__")
        __dataclass_params__ = _LazyClassAttribute("__dataclass_params__")
        __match_args__ = _LazyClassAttribute("__match_args__")

        _extra = None
        _tags = {}

        @property
        def unknown_fields(self):
            """Fields without a name of their own here, by wire name: those that were received, and those put here."""
            extra = self.__dict__.get("_extra")
            if extra is None:
                extra = self.__dict__["_extra"] = Extra({}, ())
            return extra.unknown

        @unknown_fields.setter
        def unknown_fields(self, fields):
            extra = self.__dict__.get("_extra")
            self.__dict__["_extra"] = Extra(fields, () if extra is None else extra.nulls)

        def __init__(self, *args, **kwargs):
            _realise(type(self))
            self.__init__(*args, **kwargs)

    def __init_subclass__(cls, *, tags: Mapping[str, tuple[Any, ...]] | None = None) -> None:
        """Take note of the properties, and their values, that stand for this class where it is one of several."""
        super().__init_subclass__()
        if tags:
            cls._tags = tags

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object that stands for this value; fields that are None are left out."""
        document: dict[str, Any] = codec_of(type(self)).encode(self, False)
        return document

    def as_shallow_dict(self) -> dict[str, Any]:
        """Return the fields that are set, by wire name, with nested models left as they are."""
        document: dict[str, Any] = codec_of(type(self)).shallow(self)
        return document

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Self:
        """Read a JSON object; a value of the wrong shape raises `DecodeError` with its JSON path."""
        value: Self = codec_of(cls).decode_or_explain(d)
        return value

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Read JSON text."""
        try:
            value: Self = (cls.__dict__.get("_codec") or codec_of(cls)).read(data)
        except TypeError:
            if isinstance(data, (bytes, str)):  # pyright: ignore[reportUnnecessaryIsInstance]  # not all callers are typed
                raise
            raise TypeError(f"data must be str or bytes, not {type(data).__name__}") from None
        return value

    def to_json(self) -> bytes:
        """Return the JSON text of `as_dict`."""
        return dumps(codec_of(type(self)).encode(self, False))

    @property
    def raw(self) -> RawResponse | None:
        """The answer that this was read from, as it came; None on parts of an answer and on everything else.

        A copy has none either, and neither has what was pickled.
        """
        answer: Response | None = self.__dict__.get(RAW)
        if answer is None:
            return None
        from .raw import RawResponse

        return RawResponse(answer.status, answer.headers, answer.body)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != RAW}

    def __setstate__(self, state: dict[str, Any]) -> None:
        # What an older version of the package has pickled lacks the fields that came later.
        fields = [name for name in type(self).__dataclass_fields__ if name != REST]
        self.__dict__.update({name: None for name in fields if name not in type(self).__dict__} | state)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.as_dict() == other.as_dict()

    __hash__ = None  # type: ignore[assignment]  # as for every mutable dataclass

    def __repr__(self) -> str:
        text: str = codec_of(type(self)).describe(self)
        return text


def encode_arguments(
    operation: str, arguments: Mapping[str, Any], required: tuple[str, ...], nullable: tuple[str, ...] = ()
) -> bytes:
    """Encode the arguments of a call as a JSON object; an error names the argument and what is wrong."""
    from .encoding import encode_body

    return encode_body(operation, arguments, required, nullable)


def codec_of(cls: type[Any]) -> Any:
    """Return the compiled codec of a model, which its first use makes."""
    try:
        return cls.__dict__["_codec"]
    except KeyError:
        from .compiled import compile_codec

        return compile_codec(cls)


def _realise(cls: type[Any]) -> None:
    from .declarations import realise

    realise(cls)


def wrong(path: str, expected: str, value: object) -> DecodeError:
    """Return the error for a value of the wrong shape, without showing the value."""
    return DecodeError(json_path=path, expected=expected, got=JSON_NAMES.get(type(value), type(value).__name__))


JSON_NAMES: dict[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}
