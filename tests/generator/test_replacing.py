"""What a run changes on the disk: everything, or nothing at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from generator.replacing import NotWrittenError, replace

from .packages import run, write_spec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATHS = "paths: {/a: {get: {operationId: a, responses: {'204': {description: d}}}}}\n"


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "" for path in folder.rglob("*")
    }


def _failing_at(count: int, error: BaseException, real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    calls: list[Path] = []

    def fail(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == count:
            raise error
        real(source, target)

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()])
def test_an_interruption_in_the_middle_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    (tmp_path / "b").write_text("old")
    (tmp_path / "c").write_text("gone?")
    before = _tree(tmp_path)
    monkeypatch.setattr(os, "replace", _failing_at(3, error, os.replace))

    with pytest.raises(type(error)):
        replace({tmp_path / name: b"new" for name in ("new/deep/a", "b", "d")}, [tmp_path / "c"])

    assert _tree(tmp_path) == before


def test_a_disk_that_fails_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")
    full = OSError(errno.ENOSPC, "No space left on device", "b")
    monkeypatch.setattr(os, "replace", _failing_at(2, full, os.replace))

    with pytest.raises(NotWrittenError, match="b: cannot be written: No space left on device; nothing was changed"):
        replace({tmp_path / "a": b"new", tmp_path / "b": b"new"})

    assert _tree(tmp_path) == {"a": "old"}


@pytest.mark.parametrize("out", ["file", "file/inside"])
def test_an_output_folder_that_cannot_be_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    spec = write_spec(folder, PATHS)
    (folder / "file").write_text("mine")
    before = _tree(folder)

    assert run("generate", spec, folder / out) == 2
    assert capsys.readouterr().err.endswith("nothing was changed\n")
    assert _tree(folder) == before


def test_a_folder_with_files_of_somebody_else_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, PATHS)
    (folder / "pets_api").mkdir()
    (folder / "pets_api" / "notes.txt").write_text("mine")

    assert run("generate", spec, folder) == 2
    assert "holds files that were not generated" in capsys.readouterr().err
    assert _tree(folder / "pets_api") == {"notes.txt": "mine"}


def test_hidden_files_in_a_package_are_no_drift_and_stay(folder: Path) -> None:
    spec = write_spec(folder, PATHS)
    assert run("generate", spec, folder) == 0
    (folder / "pets_api" / ".gitattributes").write_text("* linguist-generated")

    assert run("check", spec, folder) == 0
    assert run("generate", spec, folder) == 0
    assert (folder / "pets_api" / ".gitattributes").exists()
