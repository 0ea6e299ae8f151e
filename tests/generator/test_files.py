"""Specifications in several files: bundled into one, each problem at its place in the right file."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from generator.accept import accept
from generator.load import Document, load
from generator.lower import lower
from generator.problems import SpecError

from .packages import load_package, run

if TYPE_CHECKING:
    from pathlib import Path

ROOT = """
    openapi: 3.1.0
    info: {title: Pets, version: '1'}
    paths:
      /pets/{id}:
        get:
          operationId: read
          parameters: [{$ref: 'parts/common.yaml#/parameters/Id'}]
          responses:
            '200':
              description: A pet.
              content: {application/json: {schema: {$ref: parts/Pet.yaml}}}
            '404': {$ref: 'parts/common.yaml#/responses/Missing'}
"""
PET = """
    type: object
    properties:
      name: {type: string}
      parent: {$ref: Pet.yaml}
      owner: {$ref: 'common.yaml#/schemas/Owner'}
"""
COMMON = """
    parameters:
      Id: {name: id, in: path, required: true, schema: {$ref: '#/schemas/Id'}}
    responses:
      Missing: {description: No such pet.}
    schemas:
      Id: {type: string}
      Owner: {type: object, properties: {pets: {type: array, items: {$ref: Pet.yaml}}, zip: {$ref: '#/schemas/Id'}}}
"""


def _write(folder: Path, **files: str) -> Path:
    (folder / "parts").mkdir(exist_ok=True)
    (folder / "spec.yaml").write_text(dedent(files.pop("root", ROOT)))
    for name, text in {"Pet": PET, "common": COMMON, **files}.items():
        (folder / "parts" / f"{name}.yaml").write_text(dedent(text))
    return folder / "spec.yaml"


def _refusal(path: Path) -> str:
    with pytest.raises(SpecError) as raised:
        accept(load(path, path.name))
    return raised.value.show()


def test_parts_of_other_files_become_components_even_in_circles(folder: Path) -> None:
    api = lower(accept(load(_write(folder))))

    assert {model.name: [field.type.text() for field in model.fields] for model in api.models} == {
        "Pet": ["str | None", "Pet | None", "Owner | None"],
        "Owner": ["list[Pet] | None", "str | None"],
    }
    assert [parameter.wire for parameter in api.operations[0].parameters] == ["id"]


def test_the_package_holds_one_document_without_other_files(folder: Path) -> None:
    assert run("generate", _write(folder), folder) == 0

    document = load_package(folder).document.load()
    assert set(document["components"]["schemas"]) == {"Pet", "Owner", "Id"}
    assert document["components"]["schemas"]["Pet"]["properties"]["owner"] == {"$ref": "#/components/schemas/Owner"}
    assert "yaml" not in str(document)


def test_a_component_of_the_same_name_keeps_it(folder: Path) -> None:
    root = dedent(ROOT) + "components: {schemas: {Owner: {type: object, properties: {a: {type: string}}}}}\n"

    names = {model.name for model in lower(accept(load(_write(folder, root=root)))).models}

    assert names == {"Owner", "CommonOwner", "Pet"}


def test_a_problem_is_shown_in_the_file_where_it_stands(folder: Path) -> None:
    shown = _refusal(_write(folder, Pet=PET.replace("string", "strin")))

    assert shown.startswith("parts/Pet.yaml:4:16: error[E106]: 'strin' is not a type\n      name: {type: strin}\n")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("parts/none.yaml", "error[E105]: parts/none.yaml cannot be read: No such file or directory"),
        ("parts/Pet.yaml#/nothing", "error[E105]: nothing stands at parts/Pet.yaml#/nothing"),
        ("parts/common.yaml#/schemas/Ownr", "hint: did you mean 'Owner'?"),
        ("parts/common.yaml#Owner", "error[E105]: an anchor in another file"),
        ("https://example.com/pet.yaml", "error[E118]: https://example.com/pet.yaml is not followed"),
        ("//example.com/pet.yaml", "error[E118]"),
        ("/etc/pet.yaml", "error[E118]"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused_at_its_place(folder: Path, target: str, message: str) -> None:
    shown = _refusal(_write(folder, root=ROOT.replace("{$ref: parts/Pet.yaml}", f"{{$ref: '{target}'}}")))

    assert shown.startswith("spec.yaml:12:")
    assert message in shown


def test_every_defect_of_every_file_is_found_in_one_run(folder: Path) -> None:
    shown = _refusal(_write(folder, Pet="a: 1\na: 2\n", common="b: [\n"))

    assert "parts/Pet.yaml:2:1: error[E102]" in shown
    assert "parts/common.yaml:1:6: error[E101]" in shown


def test_a_file_may_refer_back_to_the_document(folder: Path) -> None:
    root = dedent(ROOT) + "components: {schemas: {Tag: {type: object, properties: {k: {type: string}}}}}\n"
    pet = dedent(PET) + "  tag: {$ref: '../spec.yaml#/components/schemas/Tag'}\n"

    api = lower(accept(load(_write(folder, root=root, Pet=pet))))

    assert "Tag" in {model.name for model in api.models}
    assert len(api.models) == 3


def test_names_in_the_mapping_of_a_discriminator_lead_to_other_files_too(folder: Path) -> None:
    pet = "oneOf: [{$ref: 'common.yaml#/schemas/Owner'}]\n"
    pet += "discriminator: {propertyName: k, mapping: {o: 'common.yaml#/schemas/Owner', p: Owner}}\n"

    document = load(_write(folder, Pet=pet))

    found = document.get(("components", "schemas", "Pet", "discriminator", "mapping"))
    assert found == {"o": "#/components/schemas/Owner", "p": "Owner"}


def test_examples_are_data_in_which_nothing_is_followed(folder: Path) -> None:
    pet = dedent(PET) + "example: {$ref: nowhere.yaml}\n"

    assert isinstance(accept(load(_write(folder, Pet=pet))), Document)
