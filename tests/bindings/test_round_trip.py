"""Laws that hold for every model and enum, found by looking at the generated module."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brickserve_api import jsontext, models
from brickserve_api.codec import Model
from brickserve_api.enums import OpenEnum
from brickserve_api.errors import DecodeError

from . import laws
from .documents import ANYTHING, SCHEMAS, documents

MODELS: dict[str, type[Model]] = laws.models_of(models, Model)
ENUMS: dict[str, Any] = laws.models_of(models, OpenEnum)

every_model = pytest.mark.parametrize("name", sorted(MODELS))
every_enum = pytest.mark.parametrize("name", sorted(ENUMS))
quick = settings(max_examples=20, deadline=None)


def test_every_schema_of_the_specification_is_a_model_or_an_enum() -> None:
    declared = {name for name, schema in SCHEMAS.items() if not schema.get("x-inline")}

    assert declared == set(MODELS) | set(ENUMS)


@every_model
@quick
@given(data=st.data())
def test_a_document_that_is_read_and_written_is_the_same_document(name: str, data: st.DataObject) -> None:
    laws.reading_and_writing_changes_nothing(MODELS[name], data.draw(documents(SCHEMAS[name])))


@every_model
@quick
@given(data=st.data())
def test_json_text_that_is_read_and_written_means_the_same(name: str, data: st.DataObject) -> None:
    laws.text_means_the_same(MODELS[name], data.draw(documents(SCHEMAS[name])))


@every_model
@quick
@given(data=st.data())
def test_copies_and_pickles_of_a_model_are_equal_to_it(name: str, data: st.DataObject) -> None:
    laws.copies_are_equal(MODELS[name], data.draw(documents(SCHEMAS[name])))


@every_model
@quick
@given(data=st.data())
def test_an_instance_made_by_its_constructor_survives_the_wire(name: str, data: st.DataObject) -> None:
    laws.constructed_values_survive(MODELS[name], data.draw(documents(SCHEMAS[name])))


@every_model
@quick
@given(document=ANYTHING)
def test_any_json_is_either_read_losslessly_or_refused_with_its_path(name: str, document: Any) -> None:
    laws.nothing_is_lost_silently(MODELS[name], document, DecodeError)


@every_model
def test_an_absent_field_reads_as_none_or_as_an_empty_list_and_is_not_written(name: str) -> None:
    laws.absent_fields_stay_absent(MODELS[name])


@every_enum
@given(text=st.text(max_size=12))
def test_an_enum_keeps_any_string(name: str, text: str) -> None:
    cls = ENUMS[name]

    member = cls(text)

    assert member.value == text
    assert member.is_known == (text in SCHEMAS[name]["enum"])
    assert pickle.loads(pickle.dumps(member)) == member


@every_enum
def test_the_members_of_an_enum_are_those_of_the_specification(name: str) -> None:
    cls = ENUMS[name]

    assert [member.value for member in cls] == SCHEMAS[name]["enum"]
    assert all(cls(member.value) is member is cls[member.name] for member in cls)


BEYOND = ["1e999", "-1E+0400", "1" * 250 + "e99", "1" + "0" * 400 + ".0"]


@pytest.mark.parametrize("library", ["json", "orjson"])
@pytest.mark.parametrize("number", BEYOND, ids=lambda number: number[:8])
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"newer": {"a": [0.5, %s]}}', "$.newer.a[1]"),
        ('{"newer": %s}', "$.newer"),
        ('{"predictions": ["a", %s]}', "$.predictions[1]"),
        ('{"data": [{"embedding": [0.5, %s, 1]}]}', "$.data[0].embedding[1]"),
        ('{"usage": {"newer": [[1e308, 1e308], %s]}}', "$.usage.newer[1]"),
    ],
)
def test_a_number_beyond_the_range_is_refused_with_its_path(text: str, path: str, number: str, library: str) -> None:
    pytest.importorskip(library)
    jsontext.use(library)
    try:
        with pytest.raises(DecodeError) as model:
            models.QueryEndpointResponse.from_json(text % number)
        with pytest.raises(DecodeError) as plain:
            jsontext.loads(text % number)
    finally:
        jsontext.use()

    assert model.value.json_path == plain.value.json_path == path


def test_numbers_whose_sum_alone_is_beyond_the_range_are_read() -> None:
    text = '{"data": [{"embedding": [1e308, 1e308]}], "predictions": [1e308, 1e308]}'

    assert models.QueryEndpointResponse.from_json(text).as_dict() == json.loads(text)
