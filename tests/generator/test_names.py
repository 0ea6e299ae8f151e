"""Names and docstrings: whatever the specification says, Python can read the result."""

from __future__ import annotations

import ast
import keyword
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import docs, names
from generator.ir import Type

from .packages import build

if TYPE_CHECKING:
    from pathlib import Path

if TYPE_CHECKING:
    from collections.abc import Callable

MAKERS = [names.field_name, names.parameter_name, names.operation_name, names.class_name, names.member_name]


@pytest.mark.parametrize("make", MAKERS)
@given(text=st.text())
def test_every_name_is_an_identifier(make: Callable[[str], str], text: str) -> None:
    name = make(text)

    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert not name.startswith("_")


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("served_entities", "served_entities"),
        ("servedEntities", "served_entities"),
        ("served-model-name", "served_model_name"),
        ("HTTPStatus", "http_status"),
        ("ai21labs_api_key", "ai21labs_api_key"),
        ("class", "class_"),
        ("from_dict", "from_dict_"),
        ("raw", "raw_"),
        ("2fa", "n2fa"),
        ("$schema", "schema"),
        ("object", "object"),
        ("input", "input"),
    ],
)
def test_a_property_becomes_an_attribute(wire: str, name: str) -> None:
    assert names.field_name(wire) == name


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("EndpointTag", "EndpointTag"),
        ("Ai21LabsConfig", "Ai21LabsConfig"),
        ("V1ResponseChoiceElement", "V1ResponseChoiceElement"),
        ("endpoint_tag", "EndpointTag"),
        ("endpoint-tag", "EndpointTag"),
        ("foo.Bar", "FooBar"),
        ("Any", "AnyModel"),
        ("3d", "Model3d"),
    ],
)
def test_a_schema_becomes_a_class(schema: str, name: str) -> None:
    assert names.class_name(schema) == name


def test_names_are_told_apart_and_exact_ones_stay() -> None:
    assert names.distinct(["a_b", "a_b", "a_b"], ["a-b", "a_b", "aB"]) == ["a_b_", "a_b", "a_b__"]
    assert names.distinct(["name", "name"], ["name", "name"]) == ["name", "name_"]


@given(wires=st.lists(st.text(), unique=True))
def test_distinct_names_are_distinct(wires: list[str]) -> None:
    found = names.distinct([names.field_name(wire) for wire in wires], wires)

    assert len(set(found)) == len(wires)


@given(text=st.text(), indent=st.sampled_from([0, 4, 8]))
def test_a_docstring_says_what_the_description_says(text: str, indent: int) -> None:
    printable = "".join(character for character in text if character.isprintable())

    found = ast.literal_eval(docs.docstring(text, indent))

    assert "".join(found.split()) == "".join(printable.split())


@given(text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1).map(str.strip).filter(bool))
def test_prose_keeps_within_the_width(text: str) -> None:
    longest_word = max(map(len, text.split()))

    for line in docs.docstring(text, 4).splitlines():
        assert len(line) <= max(docs.WIDTH, 2 * longest_word + 12)


def test_paragraphs_and_lists_keep_their_shape() -> None:
    text = "One.\n\nTwo:\n- a\n- b\n"

    assert docs.docstring(text, 4) == '"""One.\n\n    Two:\n    - a\n    - b\n    """'


def test_types_are_written_as_annotations() -> None:
    tag = Type("list", item=Type("model", "Tag"), nullable=True)

    assert tag.text() == "list[Tag] | None"
    assert tag.text("models.", frozenset({"list"})) == "List[models.Tag] | None"
    assert Type("map", item=Type("any")).text() == "dict[str, Any]"


def test_names_of_what_generated_code_uses_are_kept_apart(folder: Path) -> None:
    helpers = ["sends_json", "integer_segment", "json_any", "by_status", "models", "self"]
    parameters = "".join(f"\n        - {{name: {name}, in: query, schema: {{type: string}}}}" for name in helpers)
    others = "".join(
        f"\n  /{name}: {{get: {{operationId: {name}, responses: {{'200': {{description: d}}}}}}}}"
        for name in ("bytes", "object", "sends_json", "deprecated", "operations", "blocking", "coroutines")
    )
    package = build(
        folder,
        f"""\
openapi: 3.1.0
info: {{title: Names, version: '1'}}
paths:
  /a/{{n}}:
    post:
      operationId: send
      parameters:
        - {{name: n, in: path, required: true, schema: {{type: integer}}}}{parameters}
      requestBody: {{required: true, content: {{application/json: {{schema: {{type: array, items: {{}}}}}}}}}}
      responses: {{'200': {{description: d, content: {{'image/png': {{}}}}}}}}{others}
""",
    )

    call = package.operations.send(1, [2], **{f"{name}_": "x" for name in helpers})

    assert [name for name, _ in call.query] == helpers
    assert (call.path, call.body) == ("/a/1", b"[2]")
    for name in ("bytes_", "object_", "sends_json_", "deprecated_", "operations_", "blocking_", "coroutines_"):
        assert getattr(package.operations, name)().operation.method == "GET"


@pytest.mark.parametrize(
    ("wire", "attribute", "schema"),
    [("größe", "größe", "Größe"), ("NaïveName", "naïve_name", "NaïveName"), ("日本Name", "日本_name", "日本Name")],
)
def test_letters_of_any_alphabet_make_words(wire: str, attribute: str, schema: str) -> None:
    assert names.field_name(wire) == attribute
    assert names.class_name(wire) == schema
