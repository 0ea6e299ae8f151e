"""Documents with harmless defects: bindings come out, a warning says what became of each defect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.__main__ import main
from generator.accept import accept
from generator.load import Document, parse
from generator.lower import lower

from .packages import run, write_spec

if TYPE_CHECKING:
    from pathlib import Path

    from generator import ir

SPEC = """\
    openapi: 3.1.0
    info: {title: Pets, version: '1'}
    paths:
      /pets/{id}/{part}:
        parameters: [{name: gone, in: path, required: true, schema: {type: string}}]
        get: {operationId: read, tags: [pets], responses: {'200': {description: ok}}}
        put: {operationId: read, tags: [Pets], responses: {'404': {description: no}}}
      /pets:
        get: {operationId: Read, responses: {'200': {description: ok}}}
        post: {responses: {'200': {description: ok}}}
    webhooks: {bark: {post: {responses: {'200': {description: ok}}}}}
    components:
      schemas:
        foo-bar: {type: object, required: [nam, name], properties: {name: {type: string}}}
        foo_bar: {type: object, properties: {thumb: {type: string, enum: ['+1', '-1', '-1']}}}
        FooBar2Thumb: {type: object, properties: {a: {type: string}}}
"""


def _api() -> ir.Api:
    from textwrap import dedent

    return lower(accept(parse(Document("spec.yaml", dedent(SPEC)))))


def test_every_operation_gets_a_function_of_its_own_the_later_ones_by_method_and_path() -> None:
    assert [operation.name for operation in _api().operations] == [
        "read",
        "put_pets_id_part",
        "get_pets",
        "post_pets",
    ]


def test_placeholders_become_parameters_and_parameters_without_a_place_are_left_out() -> None:
    first = _api().operations[0]

    assert [(each.wire, each.type.text()) for each in first.parameters] == [("id", "str"), ("part", "str")]


def test_tags_that_would_be_one_class_are_one_class() -> None:
    assert [service.name for service in _api().services] == ["PetsAPI", "DefaultAPI"]


def test_an_operation_without_a_documented_success_returns_none() -> None:
    assert _api().operations[1].result.kind == "none"


def test_schemas_that_would_share_a_class_get_one_each() -> None:
    names = [model.name for model in _api().models]

    assert names == ["FooBar", "FooBar2", "FooBar2Thumb"]
    assert [field.required for field in _api().models[0].fields] == [True]


def test_members_that_would_share_a_name_are_told_apart_and_listed_once() -> None:
    (enum,) = _api().enums

    assert enum.name == "FooBar2Thumb2"
    assert [(member.name, member.value) for member in enum.members] == [("N1", "+1"), ("N1_", "-1")]


def test_a_run_shows_its_warnings_and_succeeds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("generate", write_spec(folder, SPEC), folder) == 0

    shown = capsys.readouterr().err
    codes = ("E104", "E107", "E108", "E109", "E110", "E117", "E119")
    assert [code for code in codes if f"warning[{code}]" not in shown] == []
    assert "error[" not in shown


def test_warnings_stop_a_strict_run(folder: Path) -> None:
    spec = write_spec(folder, SPEC)

    assert main(["generate", "--spec", str(spec), "--out", str(folder), "--package", "pets_api", "--strict"]) == 2
    assert not (folder / "pets_api").exists()


def test_editors_get_warnings_as_problems_of_their_own_severity(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = write_spec(folder, SPEC)
    arguments = ["generate", "--spec", str(spec), "--out", str(folder), "--package", "pets_api", "--format", "json"]

    assert main(arguments) == 0

    assert {problem["severity"] for problem in json.loads(capsys.readouterr().out)["problems"]} == {"warning"}


def test_only_the_first_of_very_many_warnings_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = "".join(f"  /p{n}/{{id}}: {{get: {{responses: {{'200': {{description: ok}}}}}}}}\n" for n in range(25))

    assert run("generate", write_spec(folder, f"paths:\n{paths}"), folder) == 0

    assert "5 more warnings; --format json lists all" in capsys.readouterr().err


def test_operations_without_a_tag_share_the_class_of_a_tag_of_its_name() -> None:
    paths = {f"/{tag}": {"get": {"tags": [tag] if tag else [], "responses": {}}} for tag in ("", "default")}
    root = {"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": paths}

    (service,) = lower(accept(parse(Document("spec.json", json.dumps(root))))).services

    assert (service.name, len(service.operations)) == ("DefaultAPI", 2)


def test_nullable_is_obeyed_in_documents_of_any_version() -> None:
    schema = "{type: object, required: [b], properties: {b: {type: string, nullable: true}}}"
    for version in ("3.0.3", "3.1.0"):
        head = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
        text = f"{head}components: {{schemas: {{A: {schema}}}}}\n"
        document = accept(parse(Document("spec.yaml", text)))

        assert lower(document).models[0].fields[0].type.text() == "str | None"
        assert ["E128" in warning for warning in document.warnings.texts] == [True] * (version > "3.1")
