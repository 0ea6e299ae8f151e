"""Whether a resource shows what was written, and where texts stand in a document."""

from __future__ import annotations

from typing import Any

import pytest

from brickserve.calling.reconciling import agree, is_new, reflects
from brickserve.calling.states import explanations, value_at

ENTITY = {"entity_name": "c.s.m", "entity_version": "3", "openai_config": {"openai_api_key_plaintext": "k"}}
SHOWN = {"name": "m-3", "entity_name": "c.s.m", "entity_version": "3", "openai_config": {}, "creator": "me"}


@pytest.mark.parametrize(
    ("written", "resource", "shows"),
    [
        ({"name": "a"}, {"name": "a", "id": "1"}, True),
        ({"name": "a"}, {"name": "b"}, False),
        ({"name": "a", "description": "x"}, {"name": "a"}, False),
        ({"name": "a", "description": "x"}, {"name": "a", "description": "y"}, False),
        ({"name": "a", "description": "", "tags": [], "route_optimized": False}, {"name": "a"}, True),
        ({"name": "a", "config": {"served_entities": [ENTITY]}}, {"name": "a"}, False),
        (
            {"name": "a", "config": {"served_entities": [{**ENTITY, "workload_size": "Small"}]}},
            {"name": "a", "config": {"served_entities": [SHOWN]}},
            False,
        ),
        ({"config": {"served_entities": [ENTITY]}}, {"pending_config": {"served_entities": [SHOWN]}}, True),
        ({"config": {"served_entities": [ENTITY]}}, {"config": {"served_entities": []}}, False),
        (
            {"config": {"served_entities": [ENTITY]}},
            {"config": {"served_entities": []}, "pending_config": {"served_entities": [SHOWN]}},
            True,
        ),
        ({"served_entities": [ENTITY]}, {"config": {"served_entities": [SHOWN]}}, True),
        ({"tags": [{"key": "a"}, {"key": "b"}]}, {"tags": [{"key": "b"}, {"key": "a"}]}, True),
        ({"tags": [{"key": "a"}]}, {"tags": [{"key": "a"}, {"key": "b"}]}, False),
        ({"limit": 5}, {"limit": "5"}, True),
        ({"limit": True}, {"limit": "True"}, False),
        ({"unseen": 1}, {"name": "a"}, False),
        ({}, {"name": "a"}, False),
    ],
)
def test_a_resource_reflects_what_was_written_if_it_shows_all_of_it(
    written: dict[str, Any], resource: dict[str, Any], shows: bool
) -> None:
    assert reflects(written, resource) is shows


@pytest.mark.parametrize(
    ("resource", "since", "new"),
    [
        ({"name": "a", "creation_timestamp": 100_000}, 100.0, True),
        ({"name": "a", "creation_timestamp": 99_999}, 100.0, False),
        ({"name": "a", "creation_timestamp": 100_000, "tags": [{"key": "z"}]}, 100.0, False),
        ({"name": "a", "creation_timestamp": 100_000}, None, False),
        ({"name": "a", "creation_timestamp": "soon"}, 100.0, False),
        ({"name": "a"}, 100.0, False),
    ],
)
def test_a_resource_is_new_if_its_time_says_so_and_nothing_contradicts(
    resource: dict[str, Any], since: float | None, new: bool
) -> None:
    assert is_new({"name": "a", "rate_limits": [{"calls": 1}], "tags": [{"key": "k"}]}, resource, since) is new


@pytest.mark.parametrize(
    ("written", "found", "same"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "c": 3}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, False),
        ([{"a": 1}, {"a": 2}], [{"a": 2, "b": 0}, {"a": 1}], True),
        ([{"a": 1}], [{"a": 2}], False),
        ({"a": 1}, [1], False),
        ([1], {"a": 1}, False),
        ({"a": 1}, "b", False),
        ("b", {"a": 1}, False),
        ([1], "1", False),
        ("1", [1], False),
    ],
)
def test_two_values_agree_in_what_both_of_them_show(written: Any, found: Any, same: bool) -> None:
    assert agree(written, found) is same


@pytest.mark.parametrize(
    "document", [{}, {"state": None}, {"state": {}}, {"state": {"x": None}}, {"state": [1]}, None, 7]
)
def test_a_state_that_is_not_there_is_none(document: Any) -> None:
    assert value_at(document, "state.x") is None


def test_explanations_name_the_part_they_belong_to() -> None:
    document = {
        "parts": [
            {"name": "a", "state": {"message": "boom"}},
            {"state": {"message": "bang"}},
            {"name": "c", "state": {"message": ""}},
            {"name": "a", "state": {"message": "boom"}},
            None,
        ]
    }

    assert explanations(document, "parts[].state.message") == ["a: boom", "bang"]
    assert explanations(document, "absent[].state.message") == []
