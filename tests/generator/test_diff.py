"""`diff`: every change is found once, in the words of users, where it stands, and with whom it breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.changes import compare
from generator.load import Document, parse

from .diff_cases import BREAKING, COMPATIBLE, GET, OWNER, PET, STATES
from .versions import BASE, changes, diff, edited

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", [*BREAKING, *COMPATIBLE])
def test_a_change_is_found_and_classed(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    edit, expected = {**BREAKING, **COMPATIBLE}[name]

    (change,) = changes(folder, capsys, edited(edit))

    keys = ("kind", "subject", "message", "callers", "readers")
    assert tuple(change[key] for key in keys) == expected
    assert change["breaking"] is (name in BREAKING)


def test_the_same_document_has_no_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(folder, BASE, BASE) == 0
    assert capsys.readouterr().out == "no changes of the API\n"


def test_words_and_order_of_schemas_are_no_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pet = BASE[BASE.index("    Pet:\n") : BASE.index("    State:")]
    moved = BASE.replace(pet, "").replace("    Kind:", pet + "    Kind:").replace("description: d", "description: e")

    assert changes(folder, capsys, moved) == []


def test_breaking_changes_come_first_each_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = edited((PET, ""), (STATES, "State: {type: string, enum: [AWAKE, ASLEEP, GONE]}"), ("in: query", "in: header"))

    code = diff(folder, BASE, new)

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        "new.yaml:22:11: breaking for callers[parameter-moved]: "
        "PetsAPI.get(limit) is sent in the header, was in the query",
        "old.yaml:59:9: breaking for readers[field-removed]: models.Pet.mood was removed",
        "new.yaml:60:49: compatible[value-added]: models.State.GONE was added",
        "3 changes of the API, 2 breaking",
    ]


def test_json_tells_the_place_and_the_verdicts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (change,) = changes(folder, capsys, edited((PET, "")))

    assert change == {
        "kind": "field-removed",
        "subject": "models.Pet.mood",
        "message": "was removed",
        "breaking": True,
        "callers": "unaffected",
        "readers": "breaking",
        "path": "old.yaml",
        "line": 59,
        "column": 9,
    }


def test_a_class_used_on_both_sides_breaks_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = edited((PET, PET + "        owner: {$ref: '#/components/schemas/Owner'}\n"))

    (change,) = changes(folder, capsys, old.replace(OWNER, ""), old)

    assert (change["callers"], change["readers"]) == ("breaking", "breaking")


def test_a_class_that_no_operation_uses_may_be_used_anywhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toy = "    Toy: {type: object, properties: {name: {type: string}}}\n"

    (change,) = changes(folder, capsys, BASE, edited(("    State: {", toy + "    State: {")))

    assert (change["kind"], change["callers"], change["readers"]) == ("class-removed", "breaking", "breaking")


def test_a_renamed_class_is_one_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (change,) = changes(folder, capsys, BASE.replace("Owner", "Keeper"))

    assert (change["kind"], change["subject"], change["message"]) == (
        "class-renamed",
        "models.Owner",
        "was renamed to models.Keeper",
    )


def test_a_renamed_path_parameter_is_no_new_route(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = BASE.replace("{name}", "{names}").replace("name: name, in: path", "name: names, in: path")

    assert {change["kind"] for change in changes(folder, capsys, new)} == {"parameter-renamed"}


def test_an_operation_that_moves_to_another_class(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = edited((GET, GET.replace("[Pets]", "[Pets, Zoo]")))

    (gained,) = changes(folder, capsys, new)
    (lost,) = changes(folder, capsys, BASE, new)

    assert (gained["subject"], gained["breaking"]) == ("ZooAPI.get()", False)
    assert (lost["subject"], lost["message"]) == ("ZooAPI.get()", "is no longer there; use PetsAPI.get()")


def test_every_change_backwards_is_a_change_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for edit, _ in [*BREAKING.values(), *COMPATIBLE.values()]:
        assert changes(folder, capsys, BASE, edited(edit)), edit


def test_defects_of_both_documents_exit_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = diff(folder, BASE.replace("schemas/Owner'", "schemas/Owners'"), "openapi: 7")

    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert "old.yaml:43:23: error[E105]" in shown.err
    assert "new.yaml:1:10: error[E103]" in shown.err


def test_a_missing_document_exits_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "none.yaml", "none.yaml"]) == 2
    assert "none.yaml:1:1: error[E100]" in capsys.readouterr().err


def test_the_generated_package_is_a_version_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert main(["diff", "generated/brickserve_api/openapi.json", "spec/serving.yaml"]) == 0


def test_the_project_s_waiters_pages_and_streams_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = (ROOT / "spec" / "serving.yaml").read_text(encoding="utf-8")
    source = json.loads((ROOT / "generated/brickserve_api/openapi.json").read_text(encoding="utf-8"))
    for path in source["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                for extension in ("x-waiter", "x-pagination"):
                    operation.pop(extension, None)
                content = operation.get("responses", {}).get("200", {}).get("content", {})
                content.pop("text/event-stream", None)

    found = changes(folder, capsys, json.dumps(source), old)

    kinds = {change["kind"] for change in found}
    assert kinds >= {"result-changed", "stream-removed"}
    assert all(
        change["readers"] == "breaking" for change in found if change["kind"] in ("result-changed", "stream-removed")
    )


def test_an_argument_that_was_constant_and_may_have_any_value_now_must_be_given() -> None:
    text = (
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {post: {operationId: a, requestBody: {content: "
        "{application/json: {schema: {type: object, required: [k], properties: {k: KIND}}}}}, "
        "responses: {'204': {description: d}}}}}\n"
    )
    old = parse(Document("old", text.replace("KIND", "{const: pet}")))
    new = parse(Document("new", text.replace("KIND", "{type: string}")))

    found = {change.kind: change.impact.is_breaking for change in compare(old, new)}

    assert found["parameter-required"]
    assert "parameter-optional" in {change.kind for change in compare(new, old)}
