"""The error tree: relations, pickling, one printable line, and errors that are two things at once."""

from __future__ import annotations

import copy
import pickle

import pytest

from brickserve import errors


def every_class() -> list[type[errors.BrickserveError]]:
    found: dict[type[errors.BrickserveError], None] = {}
    waiting: list[type[errors.BrickserveError]] = [errors.BrickserveError]
    while waiting:
        kind = waiting.pop()
        if kind not in found and not hasattr(kind, "_combined_from"):
            found[kind] = None
            waiting += kind.__subclasses__()
    return list(found)


def filled(kind: type[errors.BrickserveError]) -> errors.BrickserveError:
    error = kind("what went wrong")
    error.method, error.path_template, error.url = "GET", "/things/{name}", "https://host.test/things/a"
    error.status, error.request_id, error.retry_after = 503, "r-1", 1.5
    error.attempts = (errors.Attempt("ambiguous", 503, 0.25, 1.0), errors.Attempt("final", 503, 0.5))
    error.maybe_applied = True
    error.__dict__["extra"] = {"kept": [1, 2]}
    return error


# The tree


@pytest.mark.parametrize("kind", every_class(), ids=lambda kind: kind.__name__)
def test_every_error_survives_pickling_and_copying_with_all_it_knows(
    kind: type[errors.BrickserveError],
) -> None:
    error = filled(kind)

    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is kind
        assert twin.__dict__ == error.__dict__
        assert twin.args == error.args
        assert str(twin) == str(error)


@pytest.mark.parametrize("kind", every_class(), ids=lambda kind: kind.__name__)
def test_every_error_is_one_printable_line_however_long_its_message(
    kind: type[errors.BrickserveError],
) -> None:
    error = kind("a\nb\r\n\x1b[31m\u2028" + "x" * 5000)
    error.status, error.request_id, error.method, error.path_template = 500, "r" * 300, "GET", "/" + "p" * 900

    assert len(str(error)) <= 500
    assert str(error).isprintable()


def test_every_error_can_be_made_without_arguments() -> None:
    for kind in every_class():
        assert isinstance(str(kind()), str)


@pytest.mark.parametrize(
    ("kind", "parents"),
    [
        (errors.DatabricksError, (OSError,)),
        (errors.ConfigError, (ValueError,)),
        (errors.OperationFailed, (RuntimeError,)),
        (errors.OperationTimeout, (RuntimeError, TimeoutError)),
        (errors.DeadlineExceeded, (errors.DatabricksError, TimeoutError)),
        (errors.CallDeadlineExceeded, (errors.DeadlineExceeded, TimeoutError)),
        (errors.WaiterError, (errors.OperationFailed,)),
        (errors.WaitTimeout, (errors.OperationTimeout, TimeoutError)),
        (errors.ReadTimeout, (errors.TransportError, TimeoutError)),
        (errors.ClientClosed, (errors.TransportError,)),
        (errors.PoolTimeout, (errors.TransportError, TimeoutError)),
        (errors.ConnectError, (errors.TransportError, ConnectionError)),
        (errors.ResponseTooLarge, (errors.DecodeError,)),
        (errors.AuthError, (errors.Unauthenticated,)),
        (errors.PrivateLinkValidationError, (errors.PermissionDenied,)),
    ],
)
def test_errors_are_also_what_the_language_and_the_official_sdk_call_them(
    kind: type[Exception], parents: tuple[type[Exception], ...]
) -> None:
    assert issubclass(kind, (errors.BrickserveError,))
    assert all(issubclass(kind, parent) for parent in parents)


def test_errors_of_the_phase_before_sending_say_so() -> None:
    before = {kind for kind in every_class() if getattr(kind, "phase", None) == "connect"}

    assert before == {errors.ConnectError, errors.TLSError, errors.PoolTimeout, errors.ClientClosed}


def test_the_drawn_tree_names_every_class() -> None:
    missing = [kind.__name__ for kind in every_class() if kind.__name__ not in (errors.__doc__ or "")]

    assert [name for name in missing if name not in ("ClientError", "_WaitOutcome")] == []


def test_a_decode_error_names_the_path_and_what_was_found() -> None:
    error = errors.DecodeError(json_path="$.state", expected="an object", got="a list", content_type="text/html")

    assert str(error) == "$.state: expected an object, got a list (content type text/html)"
    assert (error.json_path, error.expected, error.got) == ("$.state", "an object", "a list")


def test_an_answer_that_is_too_large_names_the_limit() -> None:
    error = errors.ResponseTooLarge(limit=1024)

    assert (str(error), error.limit) == ("$: expected at most 1024 bytes, got more", 1024)


def test_an_interrupted_stream_keeps_what_arrived() -> None:
    error = errors.StreamInterrupted("cut", partial=("a", "b"), last_id="7")

    assert (error.partial, error.last_id, error.maybe_applied, error.phase) == (("a", "b"), "7", True, "ambiguous")


def test_a_wait_that_failed_tells_why_and_what_was_seen() -> None:
    error = errors.WaiterError("gone", reason="deleted", last={"a": 1}, history=("x",))

    assert (error.reason, error.last, error.history) == ("deleted", {"a": 1}, ("x",))
    assert errors.WaitTimeout("late").reason == "timeout"


def test_the_constructor_takes_what_the_official_one_takes() -> None:
    error = errors.NotFound(
        "gone", error_code="NOT_FOUND", retry_after_secs=3, details=[{"@type": "t", "reason": "r"}], other=1
    )

    assert (error.message, error.error_code, error.retry_after, error.retry_after_secs) == (
        "gone",
        "NOT_FOUND",
        3.0,
        3,
    )
    assert error.kwargs == {"other": 1}
    assert error.details[0].type == "t"
    assert str(error) == "gone"


def test_a_scim_error_gets_its_message_and_code_from_its_own_fields() -> None:
    error = errors.BadRequest(detail="no such filter", scimType="invalidFilter", status="400")

    assert (error.message, error.error_code, error.status) == (
        "invalidFilter no such filter",
        "SCIM_400",
        400,
    )


# Two things at once


def test_an_ambiguous_failure_is_still_the_failure_that_it_was() -> None:
    failure = errors.from_response(503, {}, b'{"error_code":"X","message":"busy"}', method="POST")

    error = errors.as_ambiguous(failure)

    assert isinstance(error, errors.AmbiguousOutcome)
    assert isinstance(error, errors.TemporarilyUnavailable)
    assert (error.status, error.error_code, error.message, error.maybe_applied) == (503, "X", "busy", True)
    assert "may have been applied" in str(error)


def test_an_ambiguous_failure_pickles_into_another_process() -> None:
    error = errors.as_ambiguous(errors.ReadTimeout("silence", host="h"))

    twin = pickle.loads(pickle.dumps(error))

    assert type(twin) is type(error)
    assert twin.__dict__ == error.__dict__
    assert isinstance(twin, errors.ReadTimeout)


def test_combining_twice_changes_nothing() -> None:
    once = errors.as_ambiguous(errors.InternalError("x"))

    assert type(errors.as_ambiguous(once)) is type(once)
    assert type(errors.combined(errors.InternalError, once)) is type(once)
