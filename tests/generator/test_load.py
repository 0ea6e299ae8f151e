"""Reading YAML as JSON: types, places and references."""

from __future__ import annotations

from typing import Any

import pytest

from generator.load import Document, parse, parse_reference


def _document(text: str) -> Document:
    return parse(Document("s.yaml", text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("2024-01-01", "2024-01-01"),
        ("1_000", "1_000"),
        ("0o17", "0o17"),
        ("1:30", "1:30"),
        ("true", True),
        ("~", None),
        ("", None),
        ("-12", -12),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ('"true"', "true"),
        (".5", 0.5),
        ("1.2.3", "1.2.3"),
    ],
)
def test_scalars_have_json_types(text: str, value: Any) -> None:
    found = _document(f"a: {text}").root["a"]

    assert found == value
    assert type(found) is type(value)


def test_keys_are_strings_as_they_are_written() -> None:
    assert _document("200: {}\ntrue: {}\n1.0: {}").root == {"200": {}, "true": {}, "1.0": {}}


def test_an_alias_has_the_value_of_its_anchor() -> None:
    assert _document("a: &x {k: 1}\nb: *x").root == {"a": {"k": 1}, "b": {"k": 1}}


def test_json_is_yaml() -> None:
    assert _document('{"a": [1, "\\u00e9", {"b": null}]}').root == {"a": [1, "é", {"b": None}]}


def test_values_and_keys_have_places() -> None:
    document = _document("a:\n  b:\n    - x\n    - y: 1\n")

    assert document.locate(("a", "b", 1, "y")) == (4, 10)
    assert document.locate(("a", "b", 1, "y"), at_key=True) == (4, 7)
    assert document.locate(("a", "b")) == (3, 5)
    assert document.locate(("a", "b"), at_key=True) == (2, 3)
    assert document.locate(("a", "nothing")) == (1, 1)


def test_a_repeated_step_is_located_at_its_own_depth() -> None:
    assert _document("a:\n  a:\n    a: 1\n").locate(("a", "a", "a")) == (3, 8)


def test_references_are_followed_to_the_end() -> None:
    document = _document("a: {$ref: '#/b'}\nb: {$ref: '#/c~1d'}\nc/d: {k: 1}")

    assert document.follow(("a",)) == ("c/d",)
    assert parse_reference("#/paths/~1a~1%7Bid%7D/get") == ("paths", "/a/{id}", "get")


def test_circular_and_dangling_references_end_where_they_are() -> None:
    document = _document("a: {$ref: '#/b'}\nb: {$ref: '#/a'}\nc: {$ref: '#/x'}")

    assert document.follow(("a",)) in (("a",), ("b",))
    assert document.follow(("c",)) == ("c",)
