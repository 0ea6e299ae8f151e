"""The table of promises: whole, with tests that exist, and with mutants that still fit the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.mutations import Mutator
from tests.mutants.targets import EQUIVALENT, TARGETS
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


@pytest.mark.parametrize("excused", EQUIVALENT)
def test_a_mutant_that_is_excused_is_one_of_the_code(excused: str) -> None:
    (file,) = (file for file in TARGETS if Path(file).name == excused.partition(" ")[0])
    mutants = Mutator((ROOT / file).read_bytes()).mutants()

    assert excused.partition(" ")[2] in [mutant.change for mutant in mutants]
    assert EQUIVALENT[excused]


@pytest.mark.parametrize("file", TARGETS)
def test_what_is_mutated_and_what_has_to_notice_exist(file: str) -> None:
    assert all((ROOT / path).exists() for path in (file, *TARGETS[file]))
