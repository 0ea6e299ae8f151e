"""What becomes of the content types that callers may choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .versions import BASE, changes

if TYPE_CHECKING:
    from pathlib import Path

JSON = "          application/json:\n            schema: {$ref: '#/components/schemas/CreatePet'}\n"
FORM = JSON.replace("application/json", "application/x-www-form-urlencoded")
EXPLODED = FORM + "            encoding: {age: {explode: false}}\n"
OTHER = FORM.replace("CreatePet", "Owner")


@pytest.mark.parametrize(
    ("before", "after", "kind", "message", "breaking"),
    [
        (FORM, OTHER, "content-removed", "is never sent as application/x-www-form-urlencoded now", True),
        (OTHER, FORM, "content-added", "may be sent as application/x-www-form-urlencoded now", False),
        (FORM, EXPLODED, "content-written", "writes application/x-www-form-urlencoded otherwise", True),
        (FORM, "", "content-removed", "never sends application/x-www-form-urlencoded any more", True),
        ("", FORM, "content-added", "may be one that sends application/x-www-form-urlencoded", False),
    ],
)
def test_the_forms_that_a_caller_may_choose_are_compared(
    folder: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, kind: str, message: str, breaking: bool
) -> None:
    (change,) = changes(folder, capsys, BASE.replace(JSON, JSON + after), BASE.replace(JSON, JSON + before))

    found = (change["kind"], change["subject"], change["message"], change["breaking"])
    assert found == (kind, "PetsAPI.create()", message, breaking)
