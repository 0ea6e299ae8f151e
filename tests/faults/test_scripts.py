"""Laws that hold for any operation under any script of faults, any deadline and any answer whatever."""

from __future__ import annotations

import math
import pickle
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from brickserve.errors import AmbiguousOutcome, BrickserveError

from .catalogue import FAULTS, fault
from .faults import Fault, Phase, instead
from .messages import Answer
from .operations import SUBJECTS, Subject, subject
from .runs import carry_out, oauth, pat
from .scripted import SECONDS_PER_REQUEST

subjects = st.sampled_from(SUBJECTS)
scripts = st.lists(st.sampled_from(FAULTS), max_size=8)
deadlines = st.none() | st.floats(0.05, 300)
attempts = st.none() | st.integers(1, 4)
sign_ins = st.sampled_from([pat, oauth])
seeds = st.integers(0, 2**32)
UNREPEATABLE = ("create", "inference", "external")


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(subjects, scripts, deadlines, attempts, sign_ins, seeds)
@example(subject("put"), [fault("503 JSON after apply"), fault("an honest answer"), fault("400")], None, None, pat, 0)
def test_any_script_ends_well_or_in_an_error_of_ours(
    subject: Subject, script: list[Fault], deadline: float | None, most: int | None, sign_in: Any, seed: int
) -> None:
    run = carry_out(subject, *script, config=sign_in(), seed=seed, deadline=deadline, max_attempts=most)

    assert len(run.requests) <= (most or 4)
    assert all(math.isfinite(seconds) and 0 <= seconds <= 120 for seconds in run.io.sleeps)
    if deadline is not None:
        assert run.seconds <= deadline + SECONDS_PER_REQUEST
    if subject.kind in UNREPEATABLE:
        assert run.applied <= 1
    # A 404 that is a lie tells the client that nothing was applied, and there is no way to see through it.
    if run.error is not None and fault("404") not in script:
        check_facts(run.error, run.applied, subject)


def check_facts(error: BrickserveError, applied: int, subject: Subject) -> None:
    """Compare what an error says with what happened."""
    assert subject.kind == "read" or error.maybe_applied or not applied, f"{error!r} hides that it was applied"
    assert not (subject.kind == "read" and error.maybe_applied)
    assert not isinstance(error, AmbiguousOutcome) or error.maybe_applied
    assert len(str(error)) <= 500
    assert str(error).isprintable()
    twin = pickle.loads(pickle.dumps(error))
    assert (type(twin).__name__, str(twin), twin.attempts) == (type(error).__name__, str(error), error.attempts)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(subjects, scripts, seeds)
def test_a_call_with_one_attempt_sends_one_request(subject: Subject, script: list[Fault], seed: int) -> None:
    run = carry_out(subject, *script, seed=seed, max_attempts=1)

    assert len(run.requests) <= 1
    assert run.io.sleeps == []


names = st.sampled_from(["content-type", "retry-after", "retry-after-ms", "date", "location", "x-request-id", "x"])
values = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40) | st.from_regex(
    r"[0-9]{1,20}(\.[0-9]{0,4})?|-?[0-9]+e[0-9]+|(Mon|Tue), [0-9]{2} Nov [0-9]{2,5} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
    fullmatch=True,
)
bodies = st.binary(max_size=60) | st.from_regex(
    rb'\{"(error_code|message|details|error|name|config|state|choices|tags)": ?(null|\[\]|\{\}|"x"|1|\[\{\}\])\}',
    fullmatch=True,
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(subjects, st.integers(200, 599), st.dictionaries(names, values), bodies, st.booleans())
def test_any_answer_is_a_result_or_an_error_of_ours(
    subject: Subject, status: int, headers: dict[str, str], body: bytes, applied: bool
) -> None:
    answer = Answer(status, body, tuple(headers.items()))
    strange = Fault("strange", Phase.FINE, applied=applied and status < 300, answer=instead(answer))

    run = carry_out(subject, strange)

    assert len(run.requests) <= 4
    assert all(0 <= seconds <= 120 for seconds in run.io.sleeps)
    if subject.kind in UNREPEATABLE:
        assert run.applied <= 1
    if run.error is not None:
        check_facts(run.error, run.applied, subject)
