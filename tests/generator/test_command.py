"""The command line: exit codes, and what is written when."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .packages import run, write_spec

if TYPE_CHECKING:
    from pathlib import Path

PETS = """
    paths:
      /pets/{name}:
        get:
          operationId: get
          parameters: [{name: name, in: path, required: true, schema: {type: string}}]
          responses:
            '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    components:
      schemas:
        Pet: {type: object, properties: {name: {type: string}}}
"""


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_generate_writes_the_package_and_check_agrees(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, PETS)

    assert run("generate", spec, folder / "out") == 0
    assert run("check", spec, folder / "out") == 0
    assert {"models.py", "operations.py", "services.py", "aio.py", "py.typed"} <= set(
        _contents(folder / "out/pets_api")
    )
    assert "up to date" in capsys.readouterr().out


def test_check_prints_a_diff_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, PETS)
    run("generate", spec, folder)
    write_spec(folder, PETS.replace("properties: {name", "properties: {age: {type: integer}, name"))
    before = _contents(folder / "pets_api")

    code = run("check", spec, folder)

    assert code == 1
    assert "+    age: int | None = None" in capsys.readouterr().out
    assert _contents(folder / "pets_api") == before


def test_check_of_a_missing_package_is_a_difference(folder: Path) -> None:
    assert run("check", write_spec(folder, PETS), folder / "nowhere") == 1
    assert not (folder / "nowhere").exists()


def test_check_sees_a_hand_edit_and_a_foreign_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, PETS)
    run("generate", spec, folder)
    (folder / "pets_api" / "extra.py").write_text("x = 1\n")

    assert run("check", spec, folder) == 1
    assert "-x = 1" in capsys.readouterr().out


def test_generate_removes_files_that_no_longer_belong(folder: Path) -> None:
    spec = write_spec(folder, PETS)
    run("generate", spec, folder)
    (folder / "pets_api" / "waiters.py").write_text("old = 1\n")

    run("generate", spec, folder)

    assert "waiters.py" not in _contents(folder / "pets_api")


def test_generate_touches_only_what_changed(folder: Path) -> None:
    spec = write_spec(folder, PETS)
    run("generate", spec, folder)
    before = (folder / "pets_api" / "codec.py").stat().st_mtime_ns

    run("generate", spec, folder)

    assert (folder / "pets_api" / "codec.py").stat().st_mtime_ns == before


@pytest.mark.parametrize("command", ["generate", "check"])
def test_a_defective_specification_exits_2_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    spec = write_spec(folder, PETS)
    run("generate", spec, folder)
    before = _contents(folder / "pets_api")
    write_spec(folder, PETS.replace("schemas/Pet'", "schemas/Pat'"))

    code = run(command, spec, folder)

    shown = capsys.readouterr()
    assert code == 2
    assert "spec.yaml:10:77: error[E105]" in shown.err
    assert "nothing stands at #/components/schemas/Pat" in shown.err
    assert "hint: did you mean 'Pet'?" in shown.err
    assert _contents(folder / "pets_api") == before


def test_a_problem_outside_the_working_folder_is_shown_where_editors_find_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = write_spec(folder, PETS.replace("schemas/Pet'", "schemas/Pat'"))
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert run("generate", spec.resolve(), elsewhere) == 2
    assert f"{spec.resolve().as_posix()}:10:77: error[E105]" in capsys.readouterr().err


def test_a_missing_specification_exits_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("generate", folder / "none.yaml", folder) == 2
    assert "none.yaml:1:1: error[E100]: cannot read the file" in capsys.readouterr().err


def test_a_folder_of_other_modules_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, PETS)
    (folder / "pets_api").mkdir()
    (folder / "pets_api" / "precious.py").write_text("x = 1\n")

    assert run("generate", spec, folder) == 2
    assert set(_contents(folder / "pets_api")) == {"precious.py"}
    assert "not generated" in capsys.readouterr().err


def test_a_package_name_must_be_a_name(folder: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("generate", write_spec(folder, PETS), folder, "pets-api")

    assert stopped.value.code == 2


def test_the_header_names_the_specification_as_it_was_given(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)

    first = (folder / "pets_api" / "models.py").read_text().splitlines()[0]

    assert first == "# Generated from spec.yaml (1.0) by `make generate`. Do not edit."


def test_a_reader_that_leaves_ends_the_command_without_a_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "generator", "explain"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (141, "")
