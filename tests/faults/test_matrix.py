"""The fault matrix: every operation, every fault; requests, side effects, result and sleeps as the table has them."""

from __future__ import annotations

import re

import pytest

import brickserve.errors as errors
from brickserve.errors import BrickserveError

from .answers import UNAUTHORIZED
from .catalogue import FAULTS
from .expectations import MATRIX, Expected, lasting, once
from .faults import Fault, Phase
from .operations import SUBJECTS, Subject
from .rejections import REJECTIONS
from .runs import Run, carry_out, oauth

CELLS = [pytest.param(subject, fault, id=f"{subject} / {fault}") for subject in SUBJECTS for fault in FAULTS]


def check(run: Run, fault: Fault, expected: Expected) -> None:
    """Compare what happened with what the table demands."""
    assert re.fullmatch(expected.requests, run.requests), f"requests: {run.requests}, not {expected.requests}"
    least, most = expected.applied
    if run.subject.kind != "read":
        assert least <= run.applied <= most
    check_sleeps(run.io.sleeps, fault, expected)
    if expected.error is None:
        assert run.error is None, repr(run.error)
    else:
        check_error(run.error, fault, expected)


def check_sleeps(sleeps: list[float], fault: Fault, expected: Expected) -> None:
    """Compare the sleeps: their number, the server's wish as a floor, full jitter above it."""
    least, most = expected.sleeps
    assert least <= len(sleeps) <= most, f"sleeps: {sleeps}"
    for number, seconds in enumerate(sleeps):
        assert fault.floor <= seconds <= min(120.0, fault.floor + min(8.0, 0.5 * 2**number))


def check_error(error: BrickserveError | None, fault: Fault, expected: Expected) -> None:
    """Compare the error: its class, and what it says of side effects and attempts."""
    assert expected.error is not None
    assert isinstance(error, getattr(errors, expected.error)), repr(error)
    assert error.maybe_applied is expected.maybe_applied
    if expected.maybe_applied and fault.phase is Phase.AMBIGUOUS:
        assert isinstance(error, errors.AmbiguousOutcome)
    if fault.phase is Phase.REJECTED and fault.floor:
        assert error.retry_after == pytest.approx(fault.floor)
    assert 1 <= len(error.attempts) <= 4
    assert error.method
    assert error.path_template


@pytest.mark.parametrize(("subject", "fault"), CELLS)
def test_a_fault_that_strikes_once(subject: Subject, fault: Fault) -> None:
    check(carry_out(subject, fault), fault, once(subject, fault))


@pytest.mark.parametrize(("subject", "fault"), CELLS)
def test_a_fault_that_lasts(subject: Subject, fault: Fault) -> None:
    check(carry_out(subject, lasting=fault), fault, lasting(subject, fault))


@pytest.mark.parametrize("fault", UNAUTHORIZED, ids=str)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_refused_oauth_token_is_renewed_once(subject: Subject, fault: Fault) -> None:
    run = carry_out(subject, fault, config=oauth())

    check(run, fault, once(subject, fault, oauth=True))
    assert [request.header("authorization") for request in run.io.requests] == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.parametrize("fault", UNAUTHORIZED, ids=str)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_refused_new_oauth_token_ends_the_call(subject: Subject, fault: Fault) -> None:
    run = carry_out(subject, lasting=fault, config=oauth())

    check(run, fault, lasting(subject, fault, oauth=True))
    assert run.world.tokens == 2


def test_the_table_has_a_plan_for_every_phase_and_class() -> None:
    kinds = {subject.kind for subject in SUBJECTS} | {"token"}

    assert set(MATRIX) == set(Phase)
    assert all(kinds == set(row) for row in MATRIX.values())


def test_the_matrix_is_as_large_as_it_claims() -> None:
    assert len(SUBJECTS) >= 25
    assert len(FAULTS) >= 120
    assert len(REJECTIONS) >= 25
