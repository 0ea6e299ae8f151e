"""spec/CHANGELOG.md: what changed in the API since the package was generated last, and whose file it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.__main__ import main

from .versions import BASE, edited

PET = "        mood: {type: string}\n"
COLOUR = (PET, PET + "        colour: {type: string}\n")
NEXT = ("version: '1.0'", "version: '1.1'")
STATES = ("State: {type: string, enum: [AWAKE, ASLEEP]}", "State: {type: string, enum: [AWAKE, ASLEEP, GONE]}")
HEAD = """\
# API changes

<!-- Changes of the API of ../out/pets_api, listed by `python -m generator generate`. Do not edit. -->

Newest first. What breaks programs comes first, with whom it breaks.

"""
FIRST = """\
## 1.0

The first version: 3 operations, 4 models and enums.
"""


def _run(text: str, *options: str, command: str = "generate", out: str = "out") -> int:
    Path("spec").mkdir(exist_ok=True)
    Path("spec/pets.yaml").write_text(text, encoding="utf-8")
    return main([command, "--spec", "spec/pets.yaml", "--out", out, "--package", "pets_api", *options])


def _changelog() -> str:
    return Path("spec/CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture
def kept(folder: Path) -> Path:
    """Return the folder of a package whose changelog was asked for."""
    assert _run(BASE, "--changelog", "spec/CHANGELOG.md") == 0
    return folder


@pytest.mark.usefixtures("kept")
def test_the_first_version_says_what_it_holds() -> None:
    assert _changelog() == HEAD + FIRST


@pytest.mark.usefixtures("kept")
def test_changes_are_listed_under_their_version_breaking_ones_first() -> None:
    _run(edited(NEXT, STATES, (PET, "")))

    assert _changelog() == HEAD + (
        "## 1.1\n\n"
        "### Breaking\n\n"
        "- `models.Pet.mood` was removed (breaks readers)\n\n"
        "### Compatible\n\n"
        "- `models.State.GONE` was added\n\n"
    ) + FIRST  # fmt: skip


@pytest.mark.usefixtures("kept")
def test_later_changes_of_a_version_join_the_earlier_ones() -> None:
    _run(edited(NEXT, COLOUR))
    _run(edited(NEXT, COLOUR, STATES))

    assert (
        "## 1.1\n\n### Compatible\n\n- `models.Pet.colour` was added\n- `models.State.GONE` was added\n" in _changelog()
    )


@pytest.mark.usefixtures("kept")
def test_what_came_and_went_within_a_version_is_not_listed() -> None:
    _run(edited(NEXT, COLOUR))
    _run(edited(NEXT))

    assert _changelog() == HEAD + FIRST


@pytest.mark.usefixtures("kept")
def test_a_change_without_a_new_version_joins_the_section_of_the_version() -> None:
    _run(edited((PET, "")))

    assert _changelog() == HEAD + FIRST + "\n### Breaking\n\n- `models.Pet.mood` was removed (breaks readers)\n"


@pytest.mark.usefixtures("kept")
def test_nothing_is_written_when_nothing_changed() -> None:
    before = Path("spec/CHANGELOG.md").stat().st_mtime_ns

    _run(BASE)
    _run(edited(NEXT, ("{description: d}\n", "{description: It is gone.}\n")))

    assert Path("spec/CHANGELOG.md").stat().st_mtime_ns == before
    assert _changelog() == HEAD + FIRST


@pytest.mark.usefixtures("kept")
def test_a_second_run_and_check_agree(capsys: pytest.CaptureFixture[str]) -> None:
    changed = edited(NEXT, COLOUR)

    assert _run(changed, command="check") == 1
    assert "+- `models.Pet.colour` was added" in capsys.readouterr().out
    assert "colour" not in _changelog()
    assert _run(changed) == 0
    assert "spec/CHANGELOG.md" in capsys.readouterr().out
    assert _run(changed, command="check") == 0


@pytest.mark.usefixtures("kept")
def test_another_package_of_the_same_document_leaves_the_changelog_alone() -> None:
    _run(BASE, out="elsewhere")
    _run(edited(COLOUR), out="elsewhere")

    assert _changelog() == HEAD + FIRST


def test_a_changelog_that_somebody_keeps_by_hand_is_left_alone(folder: Path) -> None:
    (folder / "spec").mkdir()
    (folder / "spec" / "CHANGELOG.md").write_text("# Changelog\n")

    _run(BASE)
    _run(edited(COLOUR))

    assert _changelog() == "# Changelog\n"


def test_a_changelog_that_was_asked_for_never_replaces_another(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "spec").mkdir()
    (folder / "spec" / "CHANGELOG.md").write_text("# Changelog\n")

    assert _run(BASE, "--changelog", "spec/CHANGELOG.md") == 2
    assert "spec/CHANGELOG.md: is not the changelog of out/pets_api" in capsys.readouterr().err
    assert _changelog() == "# Changelog\n"
    assert not (folder / "out").exists()


def test_none_is_written_beside_a_document_unless_asked_for(folder: Path) -> None:
    _run(BASE)
    _run(edited(COLOUR))

    assert not (folder / "spec" / "CHANGELOG.md").exists()


def test_the_project_s_own_defaults_keep_a_changelog(folder: Path) -> None:
    (folder / "spec").mkdir()
    (folder / "spec" / "serving.yaml").write_text(BASE)

    assert main(["generate"]) == 0
    (folder / "spec" / "serving.yaml").write_text(edited(COLOUR))
    assert main(["generate"]) == 0

    assert "of ../generated/brickserve_api, listed by" in _changelog()
    assert "- `models.Pet.colour` was added" in _changelog()


def test_a_defective_document_leaves_the_changelog_alone(kept: Path) -> None:
    assert _run(edited(COLOUR, ("schemas/Owner'", "schemas/Owners'"))) == 2
    assert _changelog() == HEAD + FIRST


@pytest.mark.usefixtures("kept")
def test_a_last_version_that_cannot_be_read_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out/pets_api/openapi.json").write_text("{")

    assert _run(edited(COLOUR)) == 0
    assert "out/pets_api/openapi.json: cannot be read, so spec/CHANGELOG.md lists no changes" in capsys.readouterr().err
    assert _changelog() == HEAD + FIRST
