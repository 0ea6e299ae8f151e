"""Arguments in the path, the query and the headers, each as its place and its style want it."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest

from brickserve_api import parameters, wire

STYLES = {
    ("path", "id"): "label",
    ("query", "filter"): "json",
    ("query", "tags"): "form",
    ("header", "X-Json"): "json",
}
OPERATION: Any = wire.Operation(
    "x",
    "POST",
    "/x/{id}/{name}",
    decode=lambda response: None,
    idempotence="read",
    accept="a/b",
    content_type="c/d",
    styles=STYLES,
)


class Colour(Enum):
    RED = "red"


class Word(str, Enum):  # noqa: UP042  # str() of such a member is not its value
    RED = "red"


def test_every_argument_of_a_path_is_written_in_its_own_style() -> None:
    assert parameters.expand_path(OPERATION, {"id": "1/2", "name": "a b"}) == "/x/.1%2F2/a%20b"


def test_a_name_that_needs_no_encoding_is_a_plain_string() -> None:
    segment = parameters.path_segment("name", Word.RED)

    assert (segment, type(segment)) == ("red", str)


@pytest.mark.parametrize("value", [7, None, b"x", ["a"]])
def test_a_segment_is_text_and_nothing_else(value: Any) -> None:
    with pytest.raises(TypeError, match="name must be a string, not"):
        parameters.path_segment("name", value)


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_segment_that_would_change_the_path_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="name must not be"):
        parameters.path_segment("name", value)


def test_a_lone_surrogate_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="name contains a lone surrogate"):
        parameters.path_segment("name", "\ud800")


def test_query_arguments_follow_their_styles_and_none_is_left_out() -> None:
    query = {"filter": "a", "tags": ["x", "y"], "plain": "b", "colour": Colour.RED}

    assert parameters.query_pairs(query, STYLES) == (
        ("filter", '"a"'),
        ("tags", "x,y"),
        ("plain", "b"),
        ("colour", "red"),
    )
    assert parameters.query_pairs(dict.fromkeys(query), STYLES) == ()


def test_headers_follow_their_styles() -> None:
    headers = {"X-Json": "a", "X-List": ["b", "c"], "X-Colour": Colour.RED, "X-Word": Word.RED, "X-None": None}

    assert parameters.request_headers(OPERATION, headers) == {
        "Accept": "a/b",
        "Content-Type": "c/d",
        "X-Json": '"a"',
        "X-List": "b,c",
        "X-Colour": "red",
        "X-Word": "red",
    }


def test_an_argument_takes_the_place_of_the_operations_own_header() -> None:
    headers = parameters.request_headers(OPERATION, {"ACCEPT": "e/f", "content-type": "g/h"})

    assert headers == {"Accept": "e/f", "Content-Type": "g/h"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (1, "1"),
        (0, "0"),
        (1.5, "1.5"),
        ("a", "a"),
        (Word.RED, "red"),
        (Colour.RED, "red"),
    ],
)
def test_scalars_are_written_as_json_would(value: Any, text: str) -> None:
    assert parameters.scalar_text("name", value) == text


def test_what_has_no_text_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="name must be text"):
        parameters.scalar_text("name", object())
