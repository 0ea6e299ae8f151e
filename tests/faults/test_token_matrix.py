"""The row of the token endpoint: every fault on the way to a token, once and for good."""

from __future__ import annotations

import pytest

import brickserve.errors as errors

from .catalogue import FAULTS, fault
from .expectations import LONGEST_RETRY_AFTER, MATRIX, MAX_ATTEMPTS, Plan, T
from .faults import Fault, Phase
from .operations import subject
from .runs import carry_out, oauth


def plan_of(each: Fault) -> Plan:
    """Return the plan for a fault at the token endpoint."""
    return Plan.NEVER if each.floor > LONGEST_RETRY_AFTER else MATRIX[each.phase][T]


@pytest.mark.parametrize("each", FAULTS, ids=str)
def test_a_fault_on_the_way_to_a_token_that_strikes_once(each: Fault) -> None:
    run = carry_out(subject("query"), sign_in_faults=[each], config=oauth())

    plan = plan_of(each)
    if plan is Plan.NEVER:
        assert (len(run.io.sign_ins), run.requests, run.io.sleeps) == (1, "", [])
        check_error(run.error, each)
    else:
        assert len(run.io.sign_ins) == (2 if plan is Plan.RETRY else 1)
        assert (run.requests, run.error, run.applied) == ("o", None, 1)
        assert all(each.floor <= seconds <= each.floor + 0.5 for seconds in run.io.sleeps)


@pytest.mark.parametrize("each", [each for each in FAULTS if each.phase is not Phase.FINE], ids=str)
def test_a_fault_on_the_way_to_a_token_that_lasts(each: Fault) -> None:
    run = carry_out(subject("query"), sign_in_faults=[each] * 20, config=oauth())

    assert len(run.io.sign_ins) == (MAX_ATTEMPTS if plan_of(each) is Plan.RETRY else 1)
    assert run.requests == ""
    check_error(run.error, each)


def check_error(error: errors.BrickserveError | None, each: Fault) -> None:
    """Compare the error: what the network did is a transport's error, what the endpoint said an `AuthError`."""
    expected = each.failure or "AuthError"
    assert isinstance(error, getattr(errors, expected)), repr(error)
    # No operation was sent: whatever became of the token, nothing was applied.
    assert not error.maybe_applied
    assert error.attempts


def test_a_token_that_does_not_come_ends_with_the_deadline() -> None:
    silence = fault("no answer, after apply")

    run = carry_out(subject("get"), sign_in_faults=[silence] * 20, config=oauth(), deadline=7)

    assert run.seconds <= 7.01
    assert isinstance(run.error, TimeoutError)
    assert run.requests == ""
