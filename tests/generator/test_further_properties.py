"""Properties without names of their own: values of the type that the document gives them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from .packages import build
from .versions import BASE, changes

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """
    paths:
      /things:
        put:
          operationId: put
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [thing]
                  properties: {thing: {$ref: '#/components/schemas/Thing'}}
          responses: {'204': {description: done}}
    components:
      schemas:
        Thing:
          type: object
          required: [name]
          properties: {name: {type: string}}
          additionalProperties: {$ref: '#/components/schemas/Part', description: What it is made of.}
        Part:
          type: object
          required: [size]
          properties: {size: {type: integer}}
          additionalProperties: {$ref: '#/components/schemas/Part'}
        Colours:
          type: object
          properties: {main: {type: string}}
          additionalProperties: {$ref: '#/components/schemas/Colour'}
        Colour: {type: string, enum: [red, blue]}
        Lists:
          allOf:
            - properties: {id: {type: string}}
              additionalProperties: {type: array, items: {type: number}}
            - properties: {size: {type: integer}}
        Either:
          type: object
          properties: {id: {type: string}}
          additionalProperties: {oneOf: [{type: integer}, {$ref: '#/components/schemas/Part'}]}
        Patterns:
          type: object
          properties: {id: {type: string}}
          patternProperties: {'^n-': {type: integer}}
        ClosedPatterns:
          type: object
          properties: {id: {type: string}}
          patternProperties: {'^n-': {type: integer}}
          additionalProperties: false
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("further")
    return build(folder, SPEC)


@pytest.fixture(scope="module")
def models(package: Any) -> Any:
    return package.models


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("Thing", {"name": "x", "wheel": {"size": 1, "spoke": {"size": 2}}, "gone": None}),
        ("Colours", {"main": "white", "rim": "red", "hub": "a colour of tomorrow"}),
        ("Lists", {"id": "x", "size": 1, "a": [1, 2.5], "b": []}),
        ("Either", {"id": "x", "a": 1, "b": {"size": 2}, "c": "neither"}),
        ("Patterns", {"id": "x", "n-a": 1, "other": "text"}),
        ("ClosedPatterns", {"id": "x", "n-a": 1}),
    ],
)
def test_further_properties_come_back_as_they_were(models: Any, name: str, document: dict[str, Any]) -> None:
    value = getattr(models, name).from_dict(document)

    assert value.as_dict() == document
    assert copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_further_properties_have_their_declared_type(models: Any) -> None:
    thing = models.Thing.from_json(b'{"name":"x","wheel":{"size":1,"spoke":{"size":2}}}')

    assert thing.unknown_fields == {"wheel": models.Part(1, unknown_fields={"spoke": models.Part(2)})}
    assert models.Colours.from_dict({"rim": "red"}).unknown_fields["rim"] is models.Colour.RED
    assert models.Either.from_dict({"a": {"size": 1}}).unknown_fields["a"] == models.Part(1)
    assert models.Thing.__annotations__["unknown_fields"] == "dict[str, Part]"


@pytest.mark.parametrize(
    ("name", "document", "message"),
    [
        ("Thing", {"name": "x", "wheel": 1}, r"\$\.wheel: expected object, got integer"),
        ("Thing", {"wheel": {"size": 1, "a": {"b": {"size": "?"}}}}, r"\$\.wheel\.a\.b\.size: expected integer"),
        ("Colours", {"rim": ["red"]}, r"\$\.rim: expected string, got array"),
        ("Lists", {"a": [1, "2"]}, r"\$\.a\[1\]: expected number, got string"),
        ("Lists", {"a": [1e999]}, r"\$\.a\[0\]: expected a number within the range"),
        ("ClosedPatterns", {"n-a": "1.5"}, r"\$\.n-a: expected integer, got string"),
    ],
)
def test_a_further_property_of_another_type_is_refused_where_it_stands(
    package: Any, name: str, document: dict[str, Any], message: str
) -> None:
    with pytest.raises(package.errors.DecodeError, match=message):
        getattr(package.models, name).from_dict(document)


def test_further_properties_are_given_to_the_constructor_or_assigned(models: Any) -> None:
    thing = models.Thing("x", unknown_fields={"a": models.Part(1)})
    assert thing.as_dict() == {"name": "x", "a": {"size": 1}}

    thing.unknown_fields = {"b": models.Part(2)}
    thing.unknown_fields["c"] = models.Part(3)
    assert thing.as_dict() == {"name": "x", "b": {"size": 2}, "c": {"size": 3}}

    assert models.Colours(unknown_fields={"rim": models.Colour.BLUE}).to_json() == b'{"rim":"blue"}'
    assert dataclasses.replace(thing, name="y").as_dict() == {"name": "y", "b": {"size": 2}, "c": {"size": 3}}
    assert (models.Thing("x").unknown_fields, models.Thing("x").as_dict()) == ({}, {"name": "x"})


def test_explicit_nulls_survive_an_assignment(models: Any) -> None:
    thing = models.Thing.from_dict({"name": None})
    thing.unknown_fields = {"a": models.Part(1)}

    assert thing.as_dict() == {"name": None, "a": {"size": 1}}


def test_what_a_further_property_lacks_is_named_before_it_is_sent(package: Any) -> None:
    thing = package.models.Thing("x", unknown_fields={"wheel": package.models.Part(None)})

    with pytest.raises(ValueError, match=r"put: thing\.wheel\.size is required"):
        package.operations.put(thing)


def test_a_value_that_json_lacks_is_named_by_its_place(package: Any) -> None:
    thing = package.models.Thing("x", unknown_fields={"wheel": object()})

    with pytest.raises(TypeError, match=r"put: thing\.wheel has the type object"):
        package.operations.put(thing)


def test_the_declaration_says_what_further_properties_are(models: Any) -> None:
    assert [field.name for field in dataclasses.fields(models.Thing)] == ["name", "unknown_fields"]
    assert "unknown_fields" not in models.Patterns.__annotations__
    assert "`^n-`, each `int`, stand in `unknown_fields` as JSON" in " ".join(models.Patterns.__doc__.split())
    assert repr(models.Thing("x", unknown_fields={"a": models.Part(1)})) == "Thing(name='x', unknown_fields=['a'])"


PET = "    Pet:\n      type: object\n"
INTEGERS = PET + "      additionalProperties: {type: integer}\n"
TEXTS = PET + "      additionalProperties: {type: string}\n"


@pytest.mark.parametrize(
    ("before", "after", "message", "readers"),
    [
        (PET, INTEGERS, "was dict[str, Any], is dict[str, int]", "compatible"),
        (INTEGERS, PET, "was dict[str, int], is dict[str, Any]", "breaking"),
        (INTEGERS, TEXTS, "was dict[str, int], is dict[str, str]", "breaking"),
    ],
)
def test_another_type_of_further_properties_is_a_change(
    folder: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, message: str, readers: str
) -> None:
    (change,) = changes(folder, capsys, BASE.replace(PET, after), BASE.replace(PET, before))

    found = (change["kind"], change["subject"], change["message"], change["readers"])
    assert found == ("field-retyped", "models.Pet.unknown_fields", message, readers)
