"""The table of promises: whole, with tests that exist, and with mutants that still fit the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.promises import Promise, promises

ROOT = Path(__file__).parents[1]


def test_every_promise_is_there_once() -> None:
    assert [each.number for each in promises()] == list(range(1, 59))


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: str(promise.number))
def test_a_promise_is_proven_by_tests_that_exist(promise: Promise) -> None:
    assert promise.tests
    for test in promise.tests:
        file, _, name = test.partition("::")
        text = (ROOT / "tests" / file).read_text("utf-8")
        assert f"def {name}(" in text or f"{name.partition('::')[0]} = " in text, test


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: str(promise.number))
def test_a_promise_has_a_mutant_that_fits_the_code(promise: Promise) -> None:
    text = (ROOT / promise.mutant.file).read_text("utf-8")

    assert text.count(promise.mutant.old) == 1
    assert promise.mutant.old != promise.mutant.new
