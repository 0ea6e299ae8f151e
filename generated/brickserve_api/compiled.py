"""Turns a declared model into a dataclass and writes its straight-line decoder and encoder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from dataclasses import field as dataclass_field
from functools import partial
from threading import RLock
from typing import Any

from .codec import REQUIRED, FieldSpec, Model
from .encoding import Unset, enum_text, plain
from .errors import DecodeError
from .explain import explain
from .shapes import Shape, field_shapes

_LOCK = RLock()


class Mismatch(Exception):
    """A value of the wrong shape; `explain` finds out where."""


class AbsentList(list[Any]):
    """The list that stands for a field that was not received; written only once it holds something."""


class _AbsentListAttribute:
    """Gives a decoded instance an empty list when the answer had none."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        return None if instance is None else instance.__dict__.setdefault(self._name, AbsentList())


class Codec:
    """The compiled decoder and encoder of one model."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.shapes = field_shapes(cls)
        fields = cls.__dataclass_fields__
        self.wire = {name: field.metadata.get("wire", name) for name, field in fields.items()}
        self.required = [name for name, field in fields.items() if field.default is MISSING]
        self.shown = [name for name, field in fields.items() if field.repr]
        self.known = frozenset(self.wire.values())
        self.decode: Any = self._late_decode
        self.encode: Any = self._late_encode

    def compile(self) -> None:
        """Replace the late-bound functions by compiled ones; recursive models keep the late ones."""
        namespace: dict[str, Any] = {
            "new": object.__new__,
            "cls": self.cls,
            "absent": object(),
            "known": self.known,
            "odd": _odd,
            "Mismatch": Mismatch,
            "AbsentList": AbsentList,
            "Unset": Unset,
            "plain": plain,
            "enum_text": enum_text,
        }
        source = [*_decoder_source(self, namespace), *_encoder_source(self, namespace)]
        exec("\n".join(source), namespace)
        self.decode, self.encode = namespace["decode"], namespace["encode"]

    def _late_decode(self, document: Any) -> Any:
        return self.decode(document)

    def _late_encode(self, value: Any, strict: bool) -> Any:
        return self.encode(value, strict)

    def decode_or_explain(self, document: Any) -> Any:
        """Decode, and on a wrong shape say where it is."""
        content: Any = document
        if document.__class__ is not dict and isinstance(document, Mapping):
            content = dict(content)
        try:
            return self.decode(content)
        except (Mismatch, RecursionError) as error:
            problem = error
        explain(self.cls, content)
        raise DecodeError(json_path="$", expected=self.cls.__name__, got=str(problem) or "a value nested too deeply")

    def shallow(self, value: Any) -> dict[str, Any]:
        """Return the set fields by wire name."""
        attributes = value.__dict__
        return {
            wire: attributes[name]
            for name, wire in self.wire.items()
            if attributes.get(name) is not None and not _is_unset(attributes[name])
        }

    def describe(self, value: Any) -> str:
        """Return the repr: fields that are set, without secrets."""
        attributes = value.__dict__
        parts = [
            f"{name}={attributes[name]!r}"
            for name in self.shown
            if attributes.get(name) is not None and not _is_unset(attributes[name])
        ]
        if value.unknown_fields:
            parts.append(f"unknown_fields={sorted(value.unknown_fields)}")
        return f"{type(value).__qualname__}({', '.join(parts)})"


def compile_codec(cls: type[Any]) -> Codec:
    """Return the class's codec, made now and kept on the class."""
    realise(cls)
    with _LOCK:
        codec: Codec | None = cls.__dict__.get("_codec")
        if codec is None:
            codec = Codec(cls)
            cls._codec = codec
            codec.compile()
        return codec


def realise(cls: type[Any]) -> None:
    """Apply the standard dataclass decorator to a declared model, once."""
    with _LOCK:
        for owner in reversed(cls.__mro__):
            if issubclass(owner, Model) and owner is not Model and "_realised" not in owner.__dict__:
                if "__dataclass_fields__" not in owner.__dict__:
                    _convert_fields(owner)
                    dataclass(eq=False, repr=False)(owner)
                    _set_fallbacks(owner)
                owner._realised = True  # type: ignore[attr-defined]  # a mark of this module alone


def _convert_fields(cls: type[Any]) -> None:
    for name, spec in list(cls.__dict__.items()):
        if isinstance(spec, FieldSpec):
            metadata = {"wire": spec.wire} if spec.wire else {}
            default = MISSING if spec.default is REQUIRED else spec.default
            setattr(cls, name, dataclass_field(default=default, repr=not spec.secret, metadata=metadata))


def _set_fallbacks(cls: type[Any]) -> None:
    # An answer may lack any field, required ones included: reading it gives None, or [] for a list of models.
    for name, shape in field_shapes(cls).items():
        if shape.kind == "list" and shape.item.kind == "model":
            setattr(cls, name, _AbsentListAttribute(name))
        elif name not in cls.__dict__:
            setattr(cls, name, None)


def _is_unset(value: Any) -> bool:
    return value.__class__ is AbsentList and not value


def _decoder_source(codec: Codec, namespace: dict[str, Any]) -> list[str]:
    lines = [
        "def decode(d):",
        " if d.__class__ is not dict: raise Mismatch",
        " o = new(cls)",
        " get = d.get",
        " n = 0",
    ]
    for index, (name, shape) in enumerate(codec.shapes.items()):
        test, value = _reader(shape, f"t{index}", namespace)
        lines += [
            f" v = get({codec.wire[name]!r}, absent)",
            " if v is not absent:",
            "  n += 1",
            f"  if {test}: o.{name} = {value}",
            f"  else: odd(o, {name!r}, v, s{index})",
        ]
        namespace[f"s{index}"] = shape
    lines += [
        " if n != len(d): o._unknown = {k: x for k, x in d.items() if k not in known}",
        " return o",
    ]
    return lines


def _reader(shape: Shape, tag: str, namespace: dict[str, Any]) -> tuple[str, str]:
    """Return the test that `v` has the usual form, and the expression that converts it then."""
    match shape.kind:
        case "string":
            return "v.__class__ is str", "v"
        case "integer":
            return "v.__class__ is int", "v"
        case "number":
            return "v.__class__ is float or v.__class__ is int", "v"
        case "boolean":
            return "v is True or v is False", "v"
        case "model" | "enum":
            namespace[tag] = converter(shape)
            return f"v.__class__ is {'dict' if shape.kind == 'model' else 'str'}", f"{tag}(v)"
        case "list" if shape.item.kind in ("model", "enum"):
            namespace[tag] = converter(shape.item)
            return "v.__class__ is list", f"[{tag}(x) for x in v]"
        case "list" | "map":
            namespace[tag] = converter(shape)
            return f"v.__class__ is {'list' if shape.kind == 'list' else 'dict'}", f"{tag}(v)"
        case _:
            return "v is not None", "v"


def converter(shape: Shape) -> Any:
    """Return the function that turns a JSON value into `shape`, or raises Mismatch."""
    match shape.kind:
        case "model":
            codec = shape.cls.__dict__.get("_codec") or compile_codec(shape.cls)
            return codec.decode
        case "enum":
            return _enum_reader(shape.cls)
        case "list":
            return _list_reader(shape.item)
        case "map":
            return _map_reader(shape.item)
        case "any":
            return _as_it_is
        case _:
            return partial(_scalar_or_null, shape=shape)


def _as_it_is(value: Any) -> Any:
    return value


def _scalar_or_null(value: Any, shape: Shape) -> Any:
    return None if value is None else _scalar(value, shape)


def _enum_reader(cls: Any) -> Any:
    members = cls._by_value

    def read(value: Any) -> Any:
        if value.__class__ is not str:
            raise Mismatch
        member = members.get(value)
        return cls(value) if member is None else member

    return read


_ITEM_TYPES: dict[str, set[type]] = {
    "string": {str},
    "integer": {int},
    "number": {float, int},
    "boolean": {bool},
}


def _all_of(values: Any, types: set[type]) -> bool:
    return set(map(type, values)) <= types


def _list_reader(item: Shape) -> Any:
    types = _ITEM_TYPES.get(item.kind)
    convert = converter(item)

    def read(value: Any) -> Any:
        if value.__class__ is not list:
            raise Mismatch
        if item.kind == "any" or (types and _all_of(value, types)):
            return value
        return [convert(x) for x in value]

    return read


def _map_reader(item: Shape) -> Any:
    types = _ITEM_TYPES.get(item.kind)
    convert = converter(item)

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            raise Mismatch
        if item.kind == "any" or (types and _all_of(value.values(), types)):
            return value
        return {key: convert(x) for key, x in value.items()}

    return read


def _odd(instance: Any, name: str, value: Any, shape: Shape) -> None:
    """Store a value that is not of the usual form: null, a number as text, a subclass of dict."""
    content: Any = value
    if value is None:
        instance.__dict__["_nulls"] = (*instance.__dict__.get("_nulls", ()), name)
        instance.__dict__[name] = None
    elif value.__class__ is dict or value.__class__ is list:
        raise Mismatch
    elif isinstance(value, (dict, list)):
        exact: type[Any] = dict if isinstance(value, dict) else list
        instance.__dict__[name] = converter(shape)(exact(content))
    else:
        instance.__dict__[name] = _scalar(value, shape)


def _scalar(value: Any, shape: Shape) -> Any:
    if value.__class__ in _ITEM_TYPES.get(shape.kind, ()):
        return value
    if shape.kind == "string" and isinstance(value, str):
        return value
    if shape.kind == "enum" and isinstance(value, str):
        return shape.cls(value)
    if shape.kind == "integer":
        # Protocol buffers write 64-bit integers as strings; some gateways write whole numbers as floats.
        if value.__class__ is str and value.removeprefix("-").isdecimal() and value.isascii():
            return int(value)
        if value.__class__ is float and value.is_integer():
            return int(value)
    raise Mismatch


def _encoder_source(codec: Codec, namespace: dict[str, Any]) -> list[str]:
    lines = ["def encode(o, strict):", " get = o.__dict__.get", " r = {}"]
    for index, (name, shape) in enumerate(codec.shapes.items()):
        wire = codec.wire[name]
        condition = "v is not None"
        if shape.kind == "list":
            condition += " and (v or v.__class__ is not AbsentList)"
        lines += [
            f" v = get({name!r})",
            f" if {condition}: r[{wire!r}] = {_writer(shape, f'w{index}', namespace)}",
        ]
        if name in codec.required:
            lines.append(f" elif strict: raise Unset({name!r})")
    lines += [
        " for name in get('_nulls', ()):",
        "  if get(name) is None: r[wire[name]] = None",
        " unknown = get('_unknown')",
        " if unknown: r.update(unknown)",
        " return r",
    ]
    namespace["wire"] = codec.wire
    return lines


def _writer(shape: Shape, tag: str, namespace: dict[str, Any]) -> str:
    """Return the expression that turns the field's value `v` into JSON."""
    inner = shape.item if shape.kind in ("list", "map") else shape
    variable = "v" if inner is shape else "x"
    if inner.kind == "model":
        codec = inner.cls.__dict__.get("_codec") or compile_codec(inner.cls)
        namespace[tag], namespace[f"{tag}_cls"] = codec.encode, inner.cls
        exact = f"{variable}.__class__ is {tag}_cls"
        one = f"({tag}({variable}, strict) if {exact} else plain({variable}, strict))"
    elif inner.kind == "enum":
        one = f"enum_text({variable})"
    elif inner.kind in ("list", "map"):
        one = f"plain({variable}, strict)"
    else:
        return "v"
    if shape.kind == "list":
        return f"[{one} for x in v]"
    if shape.kind == "map":
        return "{k: " + one + " for k, x in v.items()}"
    return one
