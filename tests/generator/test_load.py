"""Reading YAML as JSON: types, places and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.load import Document, load, parse, parse_reference
from generator.problems import Problem, SpecError

if TYPE_CHECKING:
    from pathlib import Path


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


def test_merge_keys_add_what_a_mapping_lacks_each_entry_at_its_own_place() -> None:
    document = _document("a: &a\n  x: 1\n  y: 2\nb: &b {z: 3}\nc:\n  <<: [*a, *b]\n  y: 4\n")

    assert document.root["c"] == {"y": 4, "x": 1, "z": 3}
    assert document.locate(("c", "x"), at_key=True) == (2, 3)
    assert document.locate(("c", "y")) == (7, 6)
    assert document.locate(("c", "z")) == (4, 11)


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert _document("a: {'<<': {b: 1}}").root == {"a": {"<<": {"b": 1}}}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: {<<: 1}", (1, 9), "the merge key << takes a mapping or a list of mappings"),
        ("a: *x", (1, 4), "there is no anchor 'x'"),
        ("a: &x\n  b: *x", (2, 6), "an alias inside its own anchor"),
        ("a: !thing 1", (1, 4), "the tag '!thing', which JSON cannot say"),
        ("a: 1\n---\nb: 2", (2, 1), "a second document in one file"),
        ("[" * 300, (1, 201), "values nested more than 200 levels deep"),
        ('{"a":' * 300 + "1" + "}" * 300, (1, 1001), "values nested more than 200 levels deep"),
        ('{"a": 1,\n "a": 2}', (2, 2), "the key 'a' occurs twice in this mapping"),
        ('{"a": "\\ud83d"}', (1, 7), "half of a surrogate pair, which is no character"),
    ],
)
def test_what_json_cannot_say_is_refused_at_its_place(text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(SpecError) as raised:
        _document(text)

    (problem,) = raised.value.problems
    assert (problem.located(raised.value.document), problem.message) == (place, message)


def test_aliases_that_multiply_are_refused_before_they_do_harm() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    with pytest.raises(SpecError) as raised:
        _document("\n".join(lines))

    assert "aliases that stand for more than 5,000,000 values" in raised.value.show()


@pytest.mark.parametrize("text", ['{"a": [1, {"b": "x"}],\n "c": {"d": null}}', "a: [1, {b: x}]\nc: {d: null}\n"])
def test_json_and_yaml_have_places_alike(text: str) -> None:
    document = _document(text)

    found = [document.locate(pointer, at_key=True)[0] for pointer in (("a", 1, "b"), ("c",), ("c", "d"))]
    assert found == [1, 2, 2]
    assert text.splitlines()[0][document.locate(("a", 1, "b"))[1] - 1 :].startswith(('"x"', "x"))


def test_braces_may_be_yaml() -> None:
    assert _document("{openapi: 3.1.0, a: [b]}").root == {"openapi": "3.1.0", "a": ["b"]}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')

    assert load(path).locate(("a",)) == (1, 7)


def test_a_very_long_line_is_shown_around_its_column() -> None:
    document = _document('{"long": "' + "x" * 5000 + '", "here": 1}')

    first, source, caret, _ = Problem("E103", "wrong", ("here",)).show(document).splitlines()
    assert first.startswith("s.yaml:1:5022: error")
    assert len(source) < 300
    assert source[caret.index("^")] == "1"
