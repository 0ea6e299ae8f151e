"""Which of several types a JSON value has: by its JSON form, and objects by what their classes say of themselves."""

from __future__ import annotations

from typing import Any

from .codec import codec_of
from .shapes import Shape

_FREE = Shape("map", item=Shape("any"))
_LIST = Shape("list", item=Shape("any"))
_FORMS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "enum": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "list": (list,),
    "map": (dict,),
    "model": (dict,),
}


class Union:
    """The options of a union, ready to choose from."""

    def __init__(self, options: tuple[Shape, ...]) -> None:
        self._by_form: dict[type, list[Shape]] = {}
        for option in sorted(options, key=lambda option: option.kind != "enum"):
            for form in _FORMS[option.kind]:
                self._by_form.setdefault(form, []).append(option)
        self._models = [option for option in options if option.kind == "model"]
        self._marks: list[tuple[Shape, frozenset[str]]] | None = None

    def option(self, value: Any) -> Shape | None:
        """Return the option that a value belongs to, or None when its JSON form fits none."""
        form = next((form for form in (value.__class__, dict, list, str) if isinstance(value, form)), type(None))
        options = self._by_form.get(form, [])
        if len(options) < 2 or form is str or form is int:
            return options[0] if options else None
        # Lists of several types are kept as they are: nothing in them is converted.
        return self._object(value) if form is dict else _LIST

    def _object(self, document: dict[str, Any]) -> Shape:
        tags: list[tuple[Shape, dict[str, tuple[Any, ...]]]] = [(option, option.cls._tags) for option in self._models]
        shared = [name for name in tags[0][1] if all(name in each for _, each in tags)]
        for name in shared:
            for option, each in tags:
                if document.get(name) in each[name]:
                    return option
        return _FREE if shared else self._marked(document)

    def _marked(self, document: dict[str, Any]) -> Shape:
        """Return the only class all of whose distinctive properties are there."""
        if self._marks is None:
            self._marks = self._distinctive()
        found = [option for option, marks in self._marks if marks and marks <= document.keys()]
        if not found:
            found = [option for option, marks in self._marks if not marks and _required(option) <= document.keys()]
        return found[0] if len(found) == 1 else _FREE

    def _distinctive(self) -> list[tuple[Shape, frozenset[str]]]:
        found: list[tuple[Shape, frozenset[str]]] = []
        for option in self._models:
            others = [codec_of(other.cls).known for other in self._models if other is not option]
            found.append((option, _required(option) - frozenset().union(*others)))
        return found


def _required(option: Shape) -> frozenset[str]:
    codec = codec_of(option.cls)
    return frozenset(codec.wire[name] for name in codec.required)


_UNIONS: dict[tuple[Shape, ...], Union] = {}


def option_of(shape: Shape, value: Any) -> Shape | None:
    """Return the option of a union that a value belongs to, or None when its JSON form fits none."""
    union = _UNIONS.get(shape.item)
    if union is None:
        union = _UNIONS[shape.item] = Union(shape.item)
    return union.option(value)
