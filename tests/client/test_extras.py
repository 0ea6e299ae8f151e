"""Fields of a query that no argument stands for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.executors import BlockingExecutor

from .clients import context_over
from .scripted import ScriptedIO, answer


def sent(**arguments: Any) -> Any:
    """Return the body of a query as it goes on the wire."""
    io = ScriptedIO(answer(200, {}))
    ServingEndpointsExt(BlockingExecutor(context_over(io))).query("fraud", **arguments)
    return json.loads(io.requests[0].body or b"")


def test_further_fields_stand_beside_the_documented_ones() -> None:
    extra = {"top_k": 5, "nested": {"a": [None, "ü"]}, "nothing": None}

    assert sent(prompt="hi", extra_body=extra) == {"prompt": "hi", **extra}


@pytest.mark.parametrize("extra", [5, "text", [("top_k", 5)]])
def test_further_fields_that_are_no_dict_are_refused_by_name(extra: Any) -> None:
    with pytest.raises(TypeError, match="extra_body must be a dict"):
        sent(extra_body=extra)


def test_further_fields_may_stand_alone_or_be_none_at_all() -> None:
    assert sent(extra_body={"top_k": 5}) == {"top_k": 5}
    assert sent(extra_body={}) == sent()
    assert sent(prompt="hi", extra_body={}) == {"prompt": "hi"}


def test_further_fields_go_to_a_served_model_as_well() -> None:
    assert sent(prompt="hi", extra_body={"top_k": 5}, served_model_name="m-1") == {"prompt": "hi", "top_k": 5}


def test_a_documented_field_may_be_given_either_way_but_not_both_ways() -> None:
    assert sent(extra_body={"max_tokens": 3}) == {"max_tokens": 3}
    with pytest.raises(ValueError, match="extra_body: max_tokens, prompt is given as an argument already"):
        sent(prompt="hi", max_tokens=2, extra_body={"prompt": "ho", "max_tokens": 3, "top_k": 5})


def test_further_fields_cannot_make_an_answer_a_stream() -> None:
    with pytest.raises(ValueError, match="stream="):
        sent(extra_body={"stream": True})


@pytest.mark.parametrize(
    ("value", "kind"), [(object(), TypeError), (float("nan"), ValueError), (float("inf"), ValueError)]
)
def test_a_further_field_that_json_does_not_have_is_refused(value: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="extra_body"):
        sent(extra_body={"x": value})
