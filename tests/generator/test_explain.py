"""`explain`, and diagnoses as JSON for editors: both from the one table of codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.__main__ import main
from generator.problems import CODES

from .versions import BASE, edited

if TYPE_CHECKING:
    from pathlib import Path


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "e104"]) == 0
    assert capsys.readouterr().out == (
        "E104: 'required' names no property\n\n"
        "The name is left out: callers would be told to give a value for which there is no parameter or field.\n\n"
        "What to do: correct the name, or add the property.\n"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_is_wrong_why_and_what_to_do(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code, "--format", "json"]) == 0

    (record,) = json.loads(capsys.readouterr().out)["codes"]

    assert record["code"] == code
    assert record["summary"]
    assert record["hint"]
    assert record["reason"].endswith(".")


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert [line[:4] for line in capsys.readouterr().out.splitlines()] == list(CODES)


def test_an_unknown_code_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "E1004"]) == 2
    assert "there is no code E1004; did you mean 'E104'?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["generate", "check"])
def test_editors_get_every_problem_as_json(folder: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = edited(("schemas/Owner'", "schemas/Owners'"), ("required: [id]", "required: [ids]"))
    (folder / "spec.yaml").write_text(text)

    code = main([command, "--spec", "spec.yaml", "--out", "out", "--format", "json"])

    shown = capsys.readouterr()
    assert (code, shown.err) == (2, "")
    reference, required = json.loads(shown.out)["problems"]
    assert reference == {
        "path": "spec.yaml",
        "line": 43,
        "column": 23,
        "severity": "error",
        "code": "E105",
        "message": "nothing stands at #/components/schemas/Owners",
        "hint": "did you mean 'Owner'?",
        "source": "        owner: {$ref: '#/components/schemas/Owners'}",
    }
    assert (required["code"], required["line"]) == ("E104", 48)


def test_editors_get_an_empty_list_when_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "spec.yaml").write_text(BASE)
    arguments = ["--spec", "spec.yaml", "--out", "out", "--package", "pets_api", "--format", "json"]

    assert main(["generate", *arguments]) == 0
    generated = json.loads(capsys.readouterr().out)
    assert main(["check", *arguments]) == 0
    checked = json.loads(capsys.readouterr().out)

    assert generated["problems"] == []
    assert generated["files"] == len(generated["changed"])
    assert checked == {"problems": [], "difference": ""}
