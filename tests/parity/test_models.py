"""Every model and enum of the official SDK is here, field by field, and reads and writes the same documents."""

from __future__ import annotations

import dataclasses
import enum
import inspect
import typing
from typing import Any

import pytest
from databricks.sdk.service import serving as official

from brickserve.service import serving

from .samples import sample_of

OFFICIAL_MODELS = {
    name: cls
    for name, cls in vars(official).items()
    if inspect.isclass(cls) and dataclasses.is_dataclass(cls) and cls.__module__ == official.__name__
}
OFFICIAL_ENUMS = {
    name: cls
    for name, cls in vars(official).items()
    if inspect.isclass(cls) and issubclass(cls, enum.Enum) and cls.__module__ == official.__name__
}

every_model = pytest.mark.parametrize("name", sorted(OFFICIAL_MODELS))
every_enum = pytest.mark.parametrize("name", sorted(OFFICIAL_ENUMS))


def test_the_official_module_has_as_many_classes_as_these_tests_were_written_for() -> None:
    assert (len(OFFICIAL_MODELS), len(OFFICIAL_ENUMS)) == (73, 19)


@every_model
def test_a_model_has_the_official_fields_in_the_official_order(name: str) -> None:
    expected = [field.name for field in dataclasses.fields(OFFICIAL_MODELS[name])]

    names = [field.name for field in dataclasses.fields(getattr(serving, name))]

    assert names[: len(expected)] == expected


@every_model
def test_a_field_is_required_exactly_where_the_official_one_is(name: str) -> None:
    def required(cls: type) -> set[str]:
        return {field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING}

    assert required(getattr(serving, name)) == required(OFFICIAL_MODELS[name])


FREE_FORM = {
    ("QueryEndpointResponse", "outputs"),
    ("QueryEndpointResponse", "predictions"),
    ("ChatMessage", "content"),
    ("EmbeddingsV1ResponseEmbeddingElement", "embedding"),
    ("V1ResponseChoiceElement", "logprobs"),
}
"""Fields that the official SDK types more narrowly than the service answers."""


@every_model
def test_a_field_has_the_official_type(name: str) -> None:
    expected = typing.get_type_hints(OFFICIAL_MODELS[name])
    found = typing.get_type_hints(getattr(serving, name))

    for field, annotation in expected.items():
        if (name, field) not in FREE_FORM:
            assert _words(found[field]) == _words(annotation), f"{name}.{field}"


def _words(annotation: Any) -> str:
    """Spell a type without module, Optional, and the difference between Any and object."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if type(None) in arguments:
        kinds = [argument for argument in arguments if argument is not type(None)]
        return _words(kinds[0])
    if origin in (list, dict):
        return f"{origin.__name__}[{', '.join(map(_words, arguments))}]"
    if annotation in (Any, object, any, typing.BinaryIO):
        return "anything"
    return str(annotation.__name__)


@every_model
def test_both_libraries_write_the_same_document_back(name: str) -> None:
    theirs = OFFICIAL_MODELS[name].from_dict(sample_of(name))

    ours = getattr(serving, name).from_dict(sample_of(name))

    assert _common(ours.as_dict(), theirs.as_dict()) == theirs.as_dict()
    assert set(theirs.as_shallow_dict()) <= set(ours.as_shallow_dict())


def _common(document: Any, written: Any) -> Any:
    """Leave out of `document` what the official SDK does not know, at every depth."""
    if isinstance(written, dict):
        return {key: _common(document[key], part) for key, part in written.items() if key in document}
    if isinstance(written, list):
        return [_common(*pair) for pair in zip(document, written, strict=True)]
    return document


@every_model
def test_a_model_is_constructed_with_the_same_positional_arguments(name: str) -> None:
    values = list(range(len(dataclasses.fields(OFFICIAL_MODELS[name]))))

    theirs, ours = OFFICIAL_MODELS[name](*values), getattr(serving, name)(*values)

    assert {field: getattr(ours, field) for field in vars(theirs)} == vars(theirs)


@every_enum
def test_an_enum_has_the_official_members(name: str) -> None:
    expected = {member.name: member.value for member in OFFICIAL_ENUMS[name]}

    members = {member.name: member.value for member in getattr(serving, name)}

    assert expected.items() <= members.items()
