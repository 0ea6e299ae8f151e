"""A package that is generated again keeps its names, by the command line."""

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


def grown(text: str, place: str, more: str) -> str:
    assert place in text
    return text.replace(place, place + more, 1)


def do(folder: Path, code: str) -> Any:
    package = load_package(folder)
    return eval(code, {"models": package.models, "operations": package.operations})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "pets_api").iterdir()}


@pytest.mark.parametrize("rival", RIVALS)
def test_what_was_there_keeps_its_name_and_the_newcomer_gives_way(folder: Path, rival: str) -> None:
    place, more, from_scratch, kept = RIVALS[rival]
    run("generate", write_spec(folder, PETS), folder)
    spec = write_spec(folder, grown(PETS, place, more))

    assert run("check", spec, folder) == 1
    assert run("generate", spec, folder) == 0
    for code in [*USES, kept]:
        assert do(folder, code)

    assert run("check", spec, folder) == 0
    before = contents(folder)
    assert run("generate", spec, folder) == 0
    assert contents(folder) == before
    assert run("generate", spec, folder / "scratch") == 0
    assert do(folder / "scratch", from_scratch)
    assert not (folder / "scratch/pets_api/names.json").exists()


@pytest.mark.parametrize("rival", RIVALS)
def test_diff_says_what_generating_does(folder: Path, rival: str, capsys: pytest.CaptureFixture[str]) -> None:
    place, more, *_ = RIVALS[rival]
    old = write_spec(folder, PETS)
    new = write_spec(folder, grown(PETS, place, more), "new.yaml")

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
    assert do(folder, "{'/others': 1}[operations.others().path]")
    assert do(folder, "models.Pet(whole_name='n').as_dict()['whole-name']")


def test_what_is_gone_frees_its_name_and_the_file_goes_with_the_last_one(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)
    run("generate", write_spec(folder, grown(PETS, "  schemas:\n", HOME)), folder)
    assert (folder / "pets_api/names.json").exists()

    run("generate", write_spec(folder, PETS), folder)

    assert not (folder / "pets_api/names.json").exists()
    assert do(folder, "models.PetHome(street='s').as_dict()['street']")


def test_what_gave_way_goes_on_doing_so_when_the_other_is_gone(folder: Path) -> None:
    twins = [grown(PETS, place, more) for place, more, *_ in RIVALS.values()]
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

    assert do(folder, USES[0])
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
    before = grown(PETS, "      properties:\n", owner)
    run("generate", write_spec(folder, before), folder)

    first = f"        first: {{$ref: '{more}#/Owner'}}\n" if more else ""
    local = "" if more else f"    Owner: {json.dumps(other['Owner'])}\n"
    text = grown(grown(before, "  schemas:\n", local), "      properties:\n", first)
    run("generate", write_spec(folder, text), folder)

    assert do(folder, "models.Owner(pets=[models.Cat(lives=9)]).as_dict() == {'pets': [{'lives': 9}]}")
    assert do(folder, "models.Owner2(id='i').as_dict()['id']")
    assert run("check", folder / "spec.yaml", folder) == 0


def test_a_vendored_copy_holds_the_names_that_are_kept(folder: Path) -> None:
    run("generate", write_spec(folder, PETS), folder)
    run("generate", write_spec(folder, grown(PETS, "  schemas:\n", HOME)), folder)
    arguments = ["vendor", "copy/pets_api", "--bindings-only", "--bindings", "pets_api"]

    assert main(arguments) == 0
    assert (folder / "copy/pets_api/names.json").read_bytes() == (folder / "pets_api/names.json").read_bytes()
    assert main([*arguments, "--check"]) == 0
    run("generate", write_spec(folder, PETS), folder)
    assert main([*arguments, "--check"]) == 1
    assert main(arguments) == 0
    assert not (folder / "copy/pets_api/names.json").exists()
