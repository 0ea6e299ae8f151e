"""The fuzzers' own corpus, and a moment of fuzzing in every run of the tests."""

from __future__ import annotations

import pytest

from tests.fuzz.__main__ import search, seeds
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_breaks_no_promise(name: str) -> None:
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "sse"])
def test_the_search_finds_what_is_planted(name: str) -> None:
    def planted(data: bytes) -> None:
        assert len(data) < 3

    cases, found = search(planted, seeds(name), 5, seed=0)

    assert found is not None
    assert cases < 1000
