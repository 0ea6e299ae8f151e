"""What a package remembers of its names is never trusted: it stops a run, or changes nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from .packages import run, write_spec
from .test_kept_names import HOME, NAME, PETS, USES, contents, do, grown

if TYPE_CHECKING:
    from pathlib import Path

BROKEN: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "{",
    "another kind of value": "[]",
    "no names": "{}",
    "names of another kind": '{"names": [1]}',
    "deep": "[" * 100_000,
    "a kind that there is not": '{"names": [{"kind": "module", "at": [], "of": "", "name": "x"}]}',
    "bytes": b"\xff\xfe",
}
WORDS = ["two words", "class", "", "a;import os", "a=1\nimport os", "a.b", "1st", 'x"', "\\u0000", "\\ud800"]


PET = '["components", "schemas", "Pet"]'


def _kept(name: str, kind: str = "field", at: str = PET, of: str = "full-name") -> str:
    return f'{{"names": [{{"kind": "{kind}", "at": {at}, "of": "{of}", "name": "{name}"}}]}}'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package and its document."""
    folder = tmp_path_factory.mktemp("made")
    assert run("generate", write_spec(folder, PETS), folder) == 0
    return folder


@pytest.fixture
def pets(folder: Path, made: Path) -> Path:
    """Return a document whose package has been generated beside it."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return folder / "spec.yaml"


@pytest.mark.parametrize(
    "text", [*BROKEN.values(), *(_kept(word.replace('"', '\\"').replace("\n", "\\n")) for word in WORDS)]
)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_what_no_generator_wrote_stops_a_run_in_one_line(
    folder: Path, pets: Path, text: str | bytes, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pets_api/names.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    write_spec(folder, grown(PETS, "  schemas:\n", HOME))
    before = contents(folder)
    capsys.readouterr()

    assert run(command, pets, folder) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{folder}/pets_api/names.json: ")
    assert contents(folder) == before


@pytest.mark.parametrize(
    "text",
    [
        *map(_kept, ["as_dict", "from_dict", "self", "other", "full_names", "_full_name", "full_name__x"]),
        *(_kept(name, "class", PET, "") for name in ("Model", "Any", "dict", "_Pet", "ｄict")),
        *(_kept(name, "parameter", '["list", "query"]', "page-size") for name in ("answer", "models", "str", "other")),
        _kept("anything", "operation", '["paths", "/others", "get"]', "list-others"),
        _kept("anything", "operation", "[]", ""),
        _kept("full_name_", at='["nowhere", 7]'),
        _kept("Home", "class", '["nowhere", 7]', ""),
    ],
)
def test_a_name_that_the_generator_never_gives_is_not_given(folder: Path, pets: Path, text: str) -> None:
    before = contents(folder)
    (folder / "pets_api/names.json").write_text(text)

    assert run("check", pets, folder) == 1
    assert run("generate", pets, folder) == 0
    assert contents(folder) == before


def test_two_things_cannot_be_made_to_share_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, grown(PETS, "      properties:\n", NAME))
    run("generate", spec, folder)
    places = [{"kind": "field", "at": ["components", "schemas", "Pet"], "of": of} for of in ("full-name", "full_name")]
    text = json.dumps({"names": [{**place, "name": "full_name"} for place in places]})
    (folder / "pets_api/names.json").write_text(text)

    assert run("generate", spec, folder) == 2
    assert "names.json: gives the name full_name to two things" in capsys.readouterr().err


def test_names_without_the_document_that_they_belong_to_stop_a_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("generate", write_spec(folder, PETS), folder)
    spec = write_spec(folder, grown(PETS, "  schemas:\n", HOME))
    run("generate", spec, folder)
    for text in ("{", None):
        path = folder / "pets_api/openapi.json"
        path.unlink() if text is None else path.write_text(text)

        assert run("generate", spec, folder) == 2
        assert "openapi.json: " in capsys.readouterr().err


def test_a_document_that_cannot_be_read_any_more_loses_names_not_in_silence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = write_spec(folder, PETS)
    for text in ("{", '{"openapi": "3.1.0"}', "[]"):
        run("generate", spec, folder)
        (folder / "pets_api/openapi.json").write_text(text)
        capsys.readouterr()

        assert run("generate", spec, folder) == 0
        assert "so no name is kept" in capsys.readouterr().err
        assert do(folder, USES[0])


def test_a_folder_of_somebody_else_keeps_its_names_json(folder: Path) -> None:
    (folder / "pets_api").mkdir()
    (folder / "pets_api/names.json").write_text(_kept("full_name_"))

    assert run("generate", write_spec(folder, PETS), folder) == 2
    assert contents(folder) == {"names.json": _kept("full_name_").encode()}
