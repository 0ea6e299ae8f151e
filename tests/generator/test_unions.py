"""Values of one of several types, and schemas that are more than plain objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .packages import Answer, Service, build, load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path

OPENING = "openapi: 3.1.0\ninfo: {title: Odd, version: '1'}\npaths: {}\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("unions")
    assert run("generate", GOLDEN / "unions" / "spec.yaml", folder, "unions_api") == 0
    return load_package(folder, "unions_api")


@pytest.fixture(scope="module")
def models(package: Any) -> Any:
    return package.models


def test_a_discriminator_tells_which_class_an_answer_is(package: Any) -> None:
    body = b'[{"kind":"cat","lives":9},{"kind":"lion"},{"kind":"dog"},{"kind":"bird","wings":2}]'

    pets = package.services.DefaultAPI(Service([Answer(body)])).find()

    cat, dog = package.models.Cat, package.models.Dog
    assert pets == [cat("cat", 9), cat("lion"), dog("dog"), {"kind": "bird", "wings": 2}]


def test_a_union_is_sent_as_any_of_its_classes_or_as_a_dict(package: Any) -> None:
    assert package.operations.add(package.models.Dog("dog")).body == b'{"kind":"dog"}'
    assert package.operations.add({"kind": "bird"}).body == b'{"kind":"bird"}'


def test_a_constant_tells_nested_classes_apart(models: Any) -> None:
    document = {"what": {"type": "start", "at": "now"}}

    event = models.Event.from_dict(document)

    assert event.what == models.EventWhatStart("now")
    assert event.as_dict() == document
    assert models.Event.from_dict({"what": {"type": "stop"}}).what == models.EventWhatStop()


def test_required_properties_tell_classes_apart(models: Any) -> None:
    assert models.Event.from_dict({"shape": {"radius": 1}}).shape == models.Circle(1)
    assert models.Event.from_dict({"shape": {"side": 1, "name": "x"}}).shape == models.Square(1, "x")
    assert models.Event.from_dict({"shape": {"radius": 1, "side": 1}}).shape == {"radius": 1, "side": 1}
    assert models.Event.from_dict({"shape": {"name": "x"}}).shape == {"name": "x"}
    assert models.Event.from_dict({"shape": None}).as_dict() == {"shape": None}


def test_objects_that_nothing_tells_apart_stay_json_and_say_so(package: Any) -> None:
    assert package.models.Event.from_dict({"vague": {"radius": 1}}).vague == {"radius": 1}
    source = (GOLDEN / "unions" / "models.py").read_text()
    assert '"""One of Circle, Point, as a dict: nothing tells which."""' in source


@pytest.mark.parametrize(
    "document",
    [
        {"input": "x"},
        {"input": ["x"]},
        {"input": [1]},
        {"pets": {"a": {"kind": "dog", "new": 1}, "b": {}}},
        {"size": "small", "maybe": "huge"},
        {"size": "other"},
        {"number": 7},
        {"number": "7"},
        {"number": None},
        {"mixed": 3.5},
        {"mixed": "two"},
        {"level": 3},
        {"pair": ["a", 1]},
        {"tree": ["a", ["b"]]},
        {"anything": [{}], "nothing": None, "limited": "abc", "version": 2},
    ],
)
def test_every_branch_comes_back_as_it_was(models: Any, document: dict[str, Any]) -> None:
    assert models.Event.from_dict(document).as_dict() == document


@pytest.mark.parametrize("document", [{"input": {"a": [1]}}, {"number": True}, {"shape": "x"}, {"number": 1.5}])
def test_a_json_type_that_no_branch_has_is_kept(models: Any, document: dict[str, Any]) -> None:
    assert models.Event.from_dict(document).as_dict() == document


def test_a_wrong_value_inside_the_chosen_class_is_found(package: Any) -> None:
    with pytest.raises(package.errors.DecodeError, match=r"\$\.pets\.a\.lives: expected integer, got object"):
        package.models.Event.from_dict({"pets": {"a": {"kind": "cat", "lives": {}}}})


def test_a_text_that_an_enum_lists_is_its_member(models: Any) -> None:
    assert models.Event.from_dict({"size": "small"}).size is models.Size.SMALL
    assert models.Event.from_dict({"maybe": "small"}).maybe is models.Size.SMALL


def test_constants_need_not_be_given_and_what_the_service_sets_neither(models: Any) -> None:
    node = models.Node("a2V5", "x")

    assert node.as_dict() == {"key": "a2V5", "name": "x", "format": "v1"}
    assert (node.id, models.Node.from_dict({"id": "7"}).id) == (None, "7")


def test_an_absent_constant_is_not_made_up_when_sent_back(models: Any) -> None:
    node = models.Node.from_dict({"name": "x"})

    assert (node.format, node.as_dict()) == (None, {"name": "x"})


def test_an_object_keeps_its_own_properties_beside_a_union(models: Any) -> None:
    assert models.Extra("a", left="b", radius=1.5).as_dict() == {"base": "a", "left": "b", "radius": 1.5}


def test_members_of_all_of_that_disagree_give_way_to_the_last(folder: Path) -> None:
    package = build(
        folder,
        """\
        paths: {}
        components:
          schemas:
            A: {type: object, properties: {x: {type: string}, y: {type: string}}}
            B:
              allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: integer}}}]
              properties: {y: {type: boolean}}
        """,
    )

    assert package.models.B.from_dict({"x": 1, "y": True}).as_dict() == {"x": 1, "y": True}


def test_schemas_that_contain_each_other_are_read_to_any_depth(folder: Path) -> None:
    package = build(
        folder,
        """\
        paths: {}
        components:
          schemas:
            A:
              type: object
              properties:
                b: {$ref: '#/components/schemas/B'}
                many: {type: array, items: {$ref: '#/components/schemas/A'}}
            B: {type: object, additionalProperties: {$ref: '#/components/schemas/C'}}
            C: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
        """,
    )
    models = package.models

    value = models.A.from_dict({"b": {"x": {"many": [{"b": {"y": "z"}}]}, "w": "v"}})

    assert value.b["x"].many[0].b == {"y": "z"}
    assert value.as_dict() == {"b": {"x": {"many": [{"b": {"y": "z"}}]}, "w": "v"}}


def test_items_and_values_may_be_null_where_that_is_documented(folder: Path) -> None:
    package = build(
        folder,
        """\
        paths: {}
        components:
          schemas:
            A: {type: object, properties: {b: {type: integer}}}
            C:
              type: object
              properties:
                many: {type: array, items: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}}
                named: {type: object, additionalProperties: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}}
                kinds: {type: array, items: {type: [string, 'null'], enum: [x, y, null]}}
        """,
    )
    document = {"many": [None, {"b": 1}], "named": {"x": None, "y": {"b": 2}}, "kinds": ["x", None]}

    value = package.models.C.from_dict(document)

    assert (value.many[0], value.named["y"], value.kinds[0].name) == (None, package.models.A(2), "X")
    assert value.as_dict() == document


def test_conditions_and_negations_are_left_to_the_service(folder: Path) -> None:
    package = build(
        folder,
        """\
        paths: {}
        components:
          schemas:
            A:
              type: object
              properties: {x: {not: {type: string}}, y: {type: string}}
              if: {required: [x]}
              then: {required: [y]}
              else: false
        """,
    )

    assert package.models.A.from_dict({"x": 1}).as_dict() == {"x": 1}


DISCRIMINATED = """
    paths:
      /pets:
        post:
          operationId: add
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [kind, loud, name]
                  properties:
                    kind: {const: pet}
                    loud: {const: true}
                    name: {type: string}
          responses: {'204': {description: done}}
    components:
      schemas:
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: Dog, wolf: Dog}}
        Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
"""


def test_what_a_discriminator_or_a_constant_says_need_not_be_given(folder: Path) -> None:
    package = build(folder, DISCRIMINATED)

    assert package.models.Cat(9).as_dict() == {"lives": 9, "kind": "cat"}
    assert package.operations.add("x").body == b'{"name":"x","kind":"pet","loud":true}'


@pytest.mark.parametrize("name", ["kind", "pet-kind"])
def test_an_enum_by_which_a_discriminator_finds_a_class_need_not_be_given(folder: Path, name: str) -> None:
    text = DISCRIMINATED[: DISCRIMINATED.index("        Owner:")].replace("kind: {type: string}", "kind: {$ref: KIND}")
    text = text.replace("kind", name).replace("KIND", "'#/components/schemas/Kind'")
    package = build(folder, text + "        Kind: {type: string, enum: [cat, dog, wolf]}\n")
    models, field = package.models, name.replace("-", "_")

    assert getattr(models.Cat(9), field) is models.Kind.CAT
    assert models.Cat(9).as_dict() == {"lives": 9, name: "cat"}
    assert (models.Cat.from_dict({"lives": 1}).as_dict(), models.Cat(1, None).as_dict()) == ({"lives": 1}, {"lives": 1})
    with pytest.raises(TypeError, match=field):
        models.Dog()


def test_a_class_that_two_values_stand_for_is_told_which(folder: Path) -> None:
    package = build(folder, DISCRIMINATED)

    with pytest.raises(TypeError, match="kind"):
        package.models.Dog()
    assert package.models.Owner.from_dict({"pet": {"kind": "wolf"}}).pet == package.models.Dog("wolf")


def test_a_union_inside_another_still_tells_its_classes_apart(folder: Path) -> None:
    owner = "{oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}"
    text = DISCRIMINATED.replace("{pet: {$ref: '#/components/schemas/Pet'}}", f"{{pet: {owner}}}")
    package = build(folder, text.replace("required: [kind, lives]", "required: [kind]"))

    assert package.models.Owner.from_dict({"pet": {"kind": "cat"}}).pet == package.models.Cat()
    assert package.models.Owner.from_dict({"pet": "Rex"}).pet == "Rex"


def test_bytes_within_json_are_text(folder: Path) -> None:
    package = build(
        folder,
        """
        paths: {}
        components:
          schemas:
            Scan: {type: object, properties: {page: {type: string, format: binary}}}
        """,
    )

    assert package.models.Scan.__annotations__ == {"page": "str | None"}


@pytest.mark.parametrize("branches", ["[]", "[{type: 'null'}]", "[{type: 'null'}, {type: 'null'}]"])
def test_a_union_without_a_branch_that_is_something_is_any_json(tmp_path: Path, branches: str) -> None:
    properties = f"{{x: {{anyOf: {branches}}}}}"
    package = build(
        tmp_path, OPENING + f"components: {{schemas: {{Odd: {{type: object, properties: {properties}}}}}}}\n"
    )

    assert package.models.Odd.from_dict({"x": {"a": [1]}}).as_dict() == {"x": {"a": [1]}}
