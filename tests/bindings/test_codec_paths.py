"""Every fast path of the codec gives what the plain one gives."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from brickserve_api import compiled, jsontext, longlists, models, shortcuts
from brickserve_api.errors import DecodeError
from tests.bench import samples

LIBRARIES = ("json", "orjson")


@pytest.fixture(autouse=True)
def _default_library() -> Iterator[None]:
    yield
    jsontext.use()


def read(library: str, model: type[Any], data: bytes | str) -> Any:
    """Return what a text says with one JSON library: the value and its text, or the error."""
    pytest.importorskip(library)
    jsontext.use(library)
    try:
        value = model.from_json(data)
    except DecodeError as error:
        return str(error)
    return repr(value), value.as_dict(), value.to_json()


def nested(levels: int) -> bytes:
    return b'{"x":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    "text",
    [
        b'{"x":12345678901234567890123}',
        b'{"creation_timestamp":12345678901234567890123}',
        b'{"creation_timestamp":-9223372036854775809}',
        b'{"x":[1e300,18446744073709551616,{"y":-123456789012345678901}]}',
        b'{"x":"a, -12345678901234567890"}',
        b'{"x":NaN}',
        b'{"x":[1.5,{"y":1e999}]}',
        b'{"x":1e999,"x":1}',
        b'{"x":[0.5,' + b"9" * 400 + b".0]}",
        b'{"x":' + b"1" * 5000 + b"}",
        b'{"creation_timestamp":"' + b"1" * 5000 + b'"}',
        b'{"creation_timestamp":5.0}',
        b'{"creation_timestamp":true}',
        b'{"name":"\\ud800"}',
        b'{"name":"a","name":"b"}',
        b'{"name":"\xff"}',
        b"\xef\xbb\xbf{}",
        b' {"name":"a"} \n',
        b'{"name":"a"} x',
        b'{"name":1}',
        b'{"tags":[{"key":"a"},null]}',
        b'{"config":{"served_entities":[{"state":{"deployment":5}}]}}',
        b'{"state":null,"tags":null}',
        b'{"state":{"ready":"SOMETHING_NEW"}}',
        b"[]",
        b"null",
        b"",
        nested(128),
        nested(129),
        nested(5000),
    ],
    ids=lambda text: text[:40].decode("ascii", "replace"),
)
def test_both_json_libraries_read_the_same(text: bytes) -> None:
    results = [read(library, models.ServingEndpointDetailed, text) for library in LIBRARIES]

    assert results[0] == results[1]


@pytest.mark.parametrize("library", LIBRARIES)
def test_values_deeper_than_128_levels_are_refused(library: str) -> None:
    assert "x" in read(library, models.ServingEndpointDetailed, nested(128))[1]
    assert "128 levels" in read(library, models.ServingEndpointDetailed, nested(129))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("value", [float("nan"), {"a": [None, float("inf")]}, b"bytes"])
def test_what_json_cannot_express_is_not_written(library: str, value: Any) -> None:
    pytest.importorskip(library)
    jsontext.use(library)

    with pytest.raises((TypeError, ValueError)):
        jsontext.dumps(value)


def test_from_dict_leaves_the_document_as_it_was() -> None:
    document = samples.endpoint()
    before = copy.deepcopy(document)

    models.ServingEndpointDetailed.from_dict(document)

    assert document == before
    assert type(document["tags"][0]) is dict


def test_a_decoder_with_short_cuts_reads_every_other_object_as_before() -> None:
    class Sample(models.EndpointTag):
        """A class of its own, whose decoder has not learned anything yet."""

    others: list[dict[str, Any]] = [
        {},
        {"key": "a"},
        {"key": "a", "value": None},
        {"key": "a", "other": 1},
        {"other": 1, "one_more": 2},
    ]
    before = [repr(Sample.from_dict(other)) for other in others]
    for _ in range(2 * shortcuts.ENOUGH):
        Sample.from_dict({"key": "a", "value": "b"})

    assert [repr(Sample.from_dict(other)) for other in others] == before
    assert [Sample.from_dict(other).as_dict() for other in others] == others
    with pytest.raises(DecodeError, match=r"\$\.value: expected string, got integer"):
        Sample.from_dict({"key": "a", "value": 1})


def test_a_decoded_model_holds_every_field_in_order_whatever_came() -> None:
    names = list(models.EndpointTag.__dataclass_fields__)

    for document in ({}, {"value": "b"}, {"value": "b", "x": 1, "key": "a"}):
        assert list(vars(models.EndpointTag.from_dict(document)))[: len(names)] == names


def long_lists() -> Iterator[tuple[str, bytes]]:
    """Yield texts that begin with a long list, and what is special about each."""
    document = samples.listing(300)
    yield "plain", samples.text(document)
    tricky = copy.deepcopy(document)
    tricky["endpoints"][7]["description"] = '},{ "[[[ \\" }}}},{'
    tricky["endpoints"][250]["x"] = [{"a": 1}, {"b": [{"c": 2}, {"d": 12345678901234567890123}]}]
    yield "seams in texts and in unknown fields", samples.text(tricky)
    wrong = copy.deepcopy(document)
    wrong["endpoints"][200]["name"] = 5
    yield "a wrong value", samples.text(wrong)
    yield "more fields", samples.text(document | {"next_page_token": "t"})
    yield "empty objects", samples.text({"endpoints": [{}] * 70_000})
    whole = samples.text(document)
    yield "cut off", whole[:-3]
    yield "a word too much", whole + b"x"
    yield "the name twice", whole[:-1] + b',"endpoints":[]}'


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(("what", "text"), list(long_lists()), ids=[what for what, _ in long_lists()])
def test_a_long_list_is_read_as_if_at_once(
    library: str, what: str, text: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_pieces = read(library, models.ListEndpointsResponse, text)

    monkeypatch.setattr(compiled, "LONG", sys.maxsize)

    assert in_pieces == read(library, models.ListEndpointsResponse, text)
    assert len(text) >= longlists.LONG, what


def test_the_first_use_of_models_by_many_threads_is_safe() -> None:
    probe = """
import json, sys, threading
from brickserve_api import models
from tests.bench import samples
sys.setswitchinterval(1e-6)
data = samples.text(samples.endpoint())
gate, failed = threading.Barrier(16), []
def use():
    gate.wait()
    for _ in range(50):
        if models.ServingEndpointDetailed.from_json(data).as_dict() != json.loads(data):
            failed.append(1)
threads = [threading.Thread(target=use) for _ in range(16)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(len(failed))
"""

    for _ in range(3):
        subprocess.run([sys.executable, "-c", probe], check=True)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("value", [None, 5, ["{}"], {"key": "a"}, models.EndpointTag("a")])
def test_what_is_no_text_is_refused_as_such(library: str, value: Any) -> None:
    pytest.importorskip(library)
    jsontext.use(library)

    with pytest.raises(TypeError, match=f"^data must be str or bytes, not {type(value).__name__}$"):
        models.EndpointTag.from_json(value)
