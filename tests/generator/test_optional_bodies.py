"""Bodies that may be left out as a whole, though they have required properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .packages import load_package, run
from .test_goldens import GOLDEN
from .versions import BASE, changes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def hint(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("optional")
    assert run("generate", GOLDEN / "bodies" / "spec.yaml", folder, "speech_api") == 0
    return load_package(folder, "speech_api").operations.hint


def test_without_any_argument_no_body_is_sent(hint: Any) -> None:
    call = hint()

    assert (call.body, call.headers) == (None, {})


def test_with_the_required_arguments_constants_are_added(hint: Any) -> None:
    assert hint(voice="low").body == b'{"kind":"hint","voice":"low"}'
    assert hint(voice="low", volume=0).body == b'{"kind":"hint","voice":"low","volume":0}'
    assert hint(voice="low", kind="other").body == b'{"kind":"other","voice":"low"}'


def test_some_arguments_without_the_required_ones_are_refused_by_name(hint: Any) -> None:
    with pytest.raises(TypeError, match="hint: voice is required unless the whole body is left out"):
        hint(volume=3)


BODY = "      requestBody:\n"


def test_a_body_that_may_be_left_out_is_a_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = BASE.replace(BODY, BODY + "        required: false\n")

    loosened = {change["kind"]: change["breaking"] for change in changes(folder, capsys, after, BASE)}
    tightened = {change["kind"]: change["breaking"] for change in changes(folder, capsys, BASE, after)}

    assert loosened == {"parameter-optional": True, "body-optional": False}
    assert tightened == {"parameter-required": True, "body-required": True}


def test_what_such_a_body_needs_is_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = BASE.replace(BODY, BODY + "        required: false\n")
    after = before.replace("required: [name, kind]", "required: [kind]")

    (less,) = changes(folder, capsys, after, before)
    (more,) = changes(folder, capsys, before, after)

    assert (less["message"], less["breaking"]) == ("has a body also without name", False)
    assert (more["message"], more["breaking"]) == ("has a body with name", True)
