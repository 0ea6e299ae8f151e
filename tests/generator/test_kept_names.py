"""A package that is generated again keeps its names, by the command line; what it remembers is never trusted."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from generator.__main__ import main

from .packages import load_package, run, write_spec

if TYPE_CHECKING:
    from pathlib import Path

PETS = """
paths:
  /pets:
    get:
      operationId: list
      parameters:
        - {name: page-size, in: query, schema: {type: integer}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /others:
    get: {operationId: list-others, responses: {'200': {description: d}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        home: {type: object, properties: {street: {type: string}}}
        full-name: {type: string}
        mood: {type: string, enum: [good, 'so so']}
"""
HOME = "    PetHome: {type: object, properties: {city: {type: string}}}\n"
NAME = "        full_name: {type: string}\n"
SIZE = "        - {name: page_size, in: query, schema: {type: integer}}\n"
PATH = "  /first: {get: {operationId: list_others, responses: {'200': {description: d}}}}\n"
RIVALS = {
    "a schema of a nested class's name": (
        "  schemas:\n",
        HOME,
        "models.PetHome(city='c')",
        "models.PetHome2(city='c')",
    ),
    "a property in Python's spelling": (
        "      properties:\n",
        NAME,
        "models.Pet(full_name='n').as_dict()['full_name']",
        "models.Pet(full_name_='n').as_dict()['full_name']",
    ),
    "a parameter in Python's spelling": (
        "      parameters:\n",
        SIZE,
        "dict(operations.list(page_size=1).query)['page_size']",
        "dict(operations.list(page_size_=1).query)['page_size']",
    ),
    "an operation that comes first": (
        "paths:\n",
        PATH,
        "{'/first': 1}[operations.list_others().path]",
        "{'/first': 1}[operations.get_first().path]",
    ),
    "an enum's value in Python's spelling": (
        "enum: [",
        "SO_SO, ",
        "{'SO_SO': 1}[models.PetMood.SO_SO.value]",
        "{'SO_SO': 1}[models.PetMood.SO_SO_.value]",
    ),
}
# What programs wrote before any of that came.
USES = [
    "models.PetHome(street='s').as_dict()['street']",
    "models.Pet(full_name='n').as_dict()['full-name']",
    "dict(operations.list(page_size=1).query)['page-size']",
    "{'/others': 1}[operations.list_others().path]",
    "{'so so': 1}[models.PetMood.SO_SO.value]",
]


def _with(text: str, place: str, more: str) -> str:
    assert place in text
    return text.replace(place, place + more, 1)


def _do(folder: Path, code: str) -> Any:
    package = load_package(folder)
    return eval(code, {"models": package.models, "operations": package.operations})


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


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "pets_api").iterdir()}


@pytest.mark.parametrize("rival", RIVALS)
def test_what_was_there_keeps_its_name_and_the_newcomer_gives_way(folder: Path, rival: str) -> None:
    place, more, from_scratch, kept = RIVALS[rival]
    run("generate", write_spec(folder, PETS), folder)
    grown = write_spec(folder, _with(PETS, place, more))

    assert run("check", grown, folder) == 1
    assert run("generate", grown, folder) == 0
    for code in [*USES, kept]:
        assert _do(folder, code)

    assert run("check", grown, folder) == 0
    before = _contents(folder)
    assert run("generate", grown, folder) == 0
    assert _contents(folder) == before
    assert run("generate", grown, folder / "scratch") == 0
    assert _do(folder / "scratch", from_scratch)
    assert not (folder / "scratch/pets_api/names.json").exists()


@pytest.mark.parametrize("rival", RIVALS)
def test_diff_says_what_generating_does(folder: Path, rival: str, capsys: pytest.CaptureFixture[str]) -> None:
    place, more, *_ = RIVALS[rival]
    old = write_spec(folder, PETS)
    new = write_spec(folder, _with(PETS, place, more), "new.yaml")

    assert main(["diff", str(old), str(new)]) == 0
    told = capsys.readouterr().out
    assert "was added" in told
    run("generate", old, folder)
    run("generate", new, folder)
    assert main(["diff", str(folder / "pets_api" / "openapi.json"), str(new)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no changes of the API"


def test_a_name_that_the_document_changes_is_changed_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write_spec(folder, PETS)
    run("generate", old, folder)
    new = write_spec(folder, PETS.replace("list-others", "others").replace("full-name", "whole-name"), "new.yaml")

    assert main(["diff", str(old), str(new)]) == 1
    told = capsys.readouterr().out
    assert "DefaultAPI.others(): was list_others()" in told.replace("() was", "(): was")
    assert "was full_name" in told
    run("generate", new, folder)
    assert _do(folder, "{'/others': 1}[operations.others().path]")
    assert _do(folder, "models.Pet(whole_name='n').as_dict()['whole-name']")


def test_what_is_gone_frees_its_name_and_the_file_goes_with_the_last_one(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)
    run("generate", write_spec(folder, _with(PETS, "  schemas:\n", HOME)), folder)
    assert (folder / "pets_api/names.json").exists()

    run("generate", write_spec(folder, PETS), folder)

    assert not (folder / "pets_api/names.json").exists()
    assert _do(folder, "models.PetHome(street='s').as_dict()['street']")


def test_what_gave_way_goes_on_doing_so_when_the_other_is_gone(folder: Path) -> None:
    twins = [_with(PETS, place, more) for place, more, *_ in RIVALS.values()]
    for text in twins:
        shutil.rmtree(folder / "pets_api", ignore_errors=True)
        run("generate", write_spec(folder, text), folder)
        package = load_package(folder)
        before = {*dir(package.models), *dir(package.operations), *dir(package.models.PetMood)}
        run("generate", write_spec(folder, PETS), folder)
        package = load_package(folder)
        names = {*dir(package.models), *dir(package.operations), *dir(package.models.PetMood)}

        assert names <= before
        assert run("check", folder / "spec.yaml", folder) == 0
        assert run("generate", folder / "spec.yaml", folder) == 0
        assert run("check", folder / "spec.yaml", folder) == 0


def test_a_run_over_a_package_repairs_nothing_that_needs_no_repair(folder: Path) -> None:
    spec = write_spec(folder, PETS.replace("operationId: list\n", "operationId: list\n      tags: [a, a]\n"))
    run("generate", spec, folder)

    assert run("check", spec, folder) == 0


def test_a_nested_schema_that_becomes_a_component_of_its_class_s_name_is_that_class(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)
    home = "{type: object, properties: {street: {type: string}}}"
    moved = PETS.replace(home, "{$ref: '#/components/schemas/PetHome'}") + f"    PetHome: {home}\n"

    run("generate", write_spec(folder, moved), folder)

    assert _do(folder, USES[0])
    assert not (folder / "pets_api/names.json").exists()


@pytest.mark.parametrize("more", ["", "extra.yaml"])
def test_what_stands_in_another_file_keeps_its_name_when_a_component_of_that_name_comes(
    folder: Path, more: str
) -> None:
    common = {"Owner": {"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "#/Cat"}}}}}
    common["Cat"] = {"type": "object", "properties": {"lives": {"type": "integer"}}}
    (folder / "common.yaml").write_text(json.dumps(common))
    other = {"Owner": {"type": "object", "properties": {"id": {"type": "string"}}}}
    (folder / "extra.yaml").write_text(json.dumps(other))
    owner = "        owner: {$ref: 'common.yaml#/Owner'}\n"
    before = _with(PETS, "      properties:\n", owner)
    run("generate", write_spec(folder, before), folder)

    first = f"        first: {{$ref: '{more}#/Owner'}}\n" if more else ""
    local = "" if more else f"    Owner: {json.dumps(other['Owner'])}\n"
    grown = _with(_with(before, "  schemas:\n", local), "      properties:\n", first)
    run("generate", write_spec(folder, grown), folder)

    assert _do(folder, "models.Owner(pets=[models.Cat(lives=9)]).as_dict() == {'pets': [{'lives': 9}]}")
    assert _do(folder, "models.Owner2(id='i').as_dict()['id']")
    assert run("check", folder / "spec.yaml", folder) == 0


BROKEN = {
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


@pytest.mark.parametrize(
    "text", [*BROKEN.values(), *(_kept(word.replace('"', '\\"').replace("\n", "\\n")) for word in WORDS)]
)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_what_no_generator_wrote_stops_a_run_in_one_line(
    folder: Path, pets: Path, text: str | bytes, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pets_api/names.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    write_spec(folder, _with(PETS, "  schemas:\n", HOME))
    before = _contents(folder)
    capsys.readouterr()

    assert run(command, pets, folder) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{folder}/pets_api/names.json: ")
    assert _contents(folder) == before


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
    before = _contents(folder)
    (folder / "pets_api/names.json").write_text(text)

    assert run("check", pets, folder) == 1
    assert run("generate", pets, folder) == 0
    assert _contents(folder) == before


def test_two_things_cannot_be_made_to_share_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = write_spec(folder, _with(PETS, "      properties:\n", NAME))
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
    spec = write_spec(folder, _with(PETS, "  schemas:\n", HOME))
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
        assert _do(folder, USES[0])


def test_a_folder_of_somebody_else_keeps_its_names_json(folder: Path) -> None:
    (folder / "pets_api").mkdir()
    (folder / "pets_api/names.json").write_text(_kept("full_name_"))

    assert run("generate", write_spec(folder, PETS), folder) == 2
    assert _contents(folder) == {"names.json": _kept("full_name_").encode()}


def test_a_vendored_copy_holds_the_names_that_are_kept(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)
    run("generate", write_spec(folder, _with(PETS, "  schemas:\n", HOME)), folder)
    arguments = ["vendor", "copy/pets_api", "--bindings-only", "--bindings", "pets_api"]

    assert main(arguments) == 0
    assert (folder / "copy/pets_api/names.json").read_bytes() == (folder / "pets_api/names.json").read_bytes()
    assert main([*arguments, "--check"]) == 0
    run("generate", write_spec(folder, PETS), folder)
    assert main([*arguments, "--check"]) == 1
    assert main(arguments) == 0
    assert not (folder / "copy/pets_api/names.json").exists()
