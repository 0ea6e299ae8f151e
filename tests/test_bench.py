"""The bench tells the truth: goals, peers' models, and where the time goes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from brickserve_api import models
from tests.bench import samples
from tests.bench.measuring import Row, Spread
from tests.bench.peer_models import pydantic_model
from tests.bench.profiling import part_of, profile
from tests.bench.touching import toucher


@pytest.mark.parametrize(
    ("reached", "at_least", "verdict"),
    [
        (0.40, False, "met"),
        (0.4004, False, "met"),
        (0.45, False, "missed by 0.05: of this"),
        (0.45, True, "met"),
        (0.30, True, "missed by 0.1: of this"),
    ],
)
def test_a_missed_goal_says_by_how_much_and_why(reached: float, at_least: bool, verdict: str) -> None:
    row = Row("w", "c", Spread.of([reached]), 0.4, at_least=at_least, note="of this")

    assert row.verdict == verdict


def test_a_peers_model_reads_all_that_ours_reads() -> None:
    pytest.importorskip("pydantic")
    document = samples.endpoint()

    twin = pydantic_model(models.ServingEndpointDetailed).model_validate_json(json.dumps(document))

    assert twin.model_dump(exclude_none=True) == document


def test_touching_reads_every_field_of_every_model_inside() -> None:
    seen: set[tuple[str, str]] = set()

    @dataclasses.dataclass
    class Inner:
        text: str

        def __getattribute__(self, name: str) -> object:
            seen.add(("Inner", name))
            return super().__getattribute__(name)

    outer = dataclasses.make_dataclass("Outer", [("one", Inner | None), ("many", list[Inner] | None), ("n", int)])

    toucher(outer)(outer(Inner("a"), None, 1))
    assert ("Inner", "text") in seen
    seen.clear()
    toucher(outer)(outer(None, [Inner("a")], 1))
    assert ("Inner", "text") in seen


@pytest.mark.parametrize(
    ("path", "function", "part"),
    [
        ("overlays/brickserve/calling/flows.py", "_send", "flows"),
        ("overlays/brickserve/network/connections.py", "receive", "socket"),
        ("overlays/brickserve/network/connections.py", "connect", "transport"),
        ("overlays/brickserve/network/http1.py", "parse_head", "HTTP"),
        ("generated/brickserve_api/codec.py", "from_json", "bindings"),
        ("<string>", "decode", "bindings"),
    ],
)
def test_a_profile_tells_the_parts_apart(path: str, function: str, part: str) -> None:
    assert (part_of(Path(path), function) or "").startswith(part)


def test_a_profile_counts_what_libraries_do_for_the_part_that_calls_them() -> None:
    data = samples.text(samples.embeddings(20))

    text = profile("An answer", lambda: models.QueryEndpointResponse.from_json(data), 0.2)

    assert part_of(Path("json/decoder.py"), "raw_decode") is None
    assert "| bindings: " in text
    assert "µs by the clock" in text
