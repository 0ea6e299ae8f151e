"""The laws of models and enums: what holds for every class that the generator writes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any


def models_of(models: ModuleType, base: type) -> dict[str, Any]:
    """Return the classes of a generated module that derive from `base`, by name."""
    return {
        name: cls
        for name, cls in vars(models).items()
        if inspect.isclass(cls) and issubclass(cls, base) and cls is not base
    }


def reading_and_writing_changes_nothing(cls: Any, document: Any) -> None:
    """A document that is read and written is the same document."""
    assert cls.from_dict(document).as_dict() == document


def text_means_the_same(cls: Any, document: Any) -> None:
    """JSON text that is read and written means the same."""
    assert json.loads(cls.from_json(json.dumps(document)).to_json()) == document


def copies_are_equal(cls: Any, document: Any) -> None:
    """Copies and pickles of a model are equal to it."""
    value = cls.from_dict(document)

    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value).as_dict() == value.as_dict()


def constructed_values_survive(cls: Any, document: Any) -> None:
    """An instance made by its constructor survives the wire."""
    decoded = cls.from_dict(document)
    arguments = {field.name: getattr(decoded, field.name) for field in dataclasses.fields(cls)}

    value = cls(**arguments)

    assert cls.from_dict(value.as_dict()) == value
    assert [field.name for field in dataclasses.fields(value)] == list(arguments)


LAWS: tuple[Callable[[Any, Any], None], ...] = (
    reading_and_writing_changes_nothing,
    text_means_the_same,
    copies_are_equal,
    constructed_values_survive,
)
"""What holds for a class and any document that its schema allows."""


def nothing_is_lost_silently(cls: Any, document: Any, error: type[Exception]) -> None:
    """Any JSON is either read losslessly or refused with its path."""
    try:
        value = cls.from_dict(document)
    except error as refusal:
        path = getattr(refusal, "json_path", "")
    else:
        path = "$"
        assert value.as_dict() == document

    assert path.startswith("$")


def absent_fields_stay_absent(cls: Any) -> None:
    """An absent field reads as None, as nothing at all, or as the one value that it can have, and is not written."""
    value = cls.from_dict({})

    for field in dataclasses.fields(value):
        assert getattr(value, field.name) in (None, [], {}, field.default)
    assert value.as_dict() == {}
