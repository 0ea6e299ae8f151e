"""The codec of a model: functions written for its fields, made at the first use of the class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from . import jsontext
from .codec import REST
from .declarations import LOCK, is_unset, realise
from .decoders import write_decoder
from .encoders import write_encoder
from .errors import DecodeError
from .explain import explain
from .longlists import LONG, read_long_list
from .readers import Mismatch, checked
from .shapes import field_shapes


class Codec:
    """The compiled decoder and encoder of one model."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.shapes = field_shapes(cls)
        rest = self.shapes.pop(REST, None)
        self.values = rest and rest.item
        """The shape of the properties that have no fields of their own, where they have one."""
        fields = {name: cls.__dataclass_fields__[name] for name in self.shapes}
        self.wire = {name: field.metadata.get("wire", name) for name, field in fields.items()}
        self.required = [name for name, field in fields.items() if field.default is MISSING]
        self.shown = [name for name, field in fields.items() if field.repr]
        self.known = frozenset(self.wire.values())
        self.decode: Any = self._late_decode
        self.encode: Any = self._late_encode

    def compile(self) -> None:
        """Replace the late-bound functions by compiled ones; models that contain themselves keep the late ones."""
        self.decode, self.encode = write_decoder(self), write_encoder(self)

    def _late_decode(self, document: Any, own: bool = True) -> Any:
        return self._ready().decode(checked(document), own)

    def _late_encode(self, value: Any, strict: bool) -> Any:
        return self._ready().encode(value, strict)

    def _ready(self) -> Codec:
        if "_codec" not in self.cls.__dict__:
            with LOCK:  # Another thread is compiling this class.
                pass
        return self

    def read(self, data: bytes | str) -> Any:
        """Decode JSON text, and say what is wrong with it if need be."""
        library = jsontext.library()
        try:
            if len(data) >= LONG:
                value = read_long_list(self, data, library)
                if value is not None:
                    return value
            return library.read(data, self.decode)
        except (Mismatch, ValueError, RecursionError):
            return self.decode_or_explain(jsontext.loads(data, any_depth=True))

    def decode_or_explain(self, document: Any) -> Any:
        """Decode, and on a wrong shape say where it is."""
        content: Any = document
        if document.__class__ is not dict and isinstance(document, Mapping):
            content = dict(content)
        try:
            value = self.decode(content, False)
        except (Mismatch, jsontext.OutOfRange):
            problem = "a value that does not fit"
        except RecursionError:
            problem = f"more than {jsontext.MAX_DEPTH} levels"
        else:
            return value
        try:
            explain(self.cls, content)
        except RecursionError:
            problem = f"more than {jsontext.MAX_DEPTH} levels"
        raise DecodeError(json_path="$", expected=self.cls.__name__, got=problem)

    def shallow(self, value: Any) -> dict[str, Any]:
        """Return the set fields by wire name."""
        attributes = value.__dict__
        return {wire: attributes[name] for name, wire in self.wire.items() if not is_unset(attributes.get(name))}

    def describe(self, value: Any) -> str:
        """Return the repr: fields that are set, without secrets."""
        attributes = value.__dict__
        parts = [f"{name}={attributes[name]!r}" for name in self.shown if not is_unset(attributes.get(name))]
        if value.unknown_fields:
            parts.append(f"unknown_fields={sorted(value.unknown_fields)}")
        return f"{type(value).__qualname__}({', '.join(parts)})"


_UNFINISHED: dict[type[Any], Codec] = {}


def compile_codec(cls: type[Any]) -> Codec:
    """Return the class's codec, made now and kept on the class."""
    with LOCK:
        codec: Codec | None = cls.__dict__.get("_codec") or _UNFINISHED.get(cls)
        if codec is None:
            realise(cls)
            codec = _UNFINISHED[cls] = Codec(cls)
            try:
                codec.compile()
                cls._codec = codec
            finally:
                del _UNFINISHED[cls]
        return codec
