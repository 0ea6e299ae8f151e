"""Defective specifications: every defect is found in one run, on the right line, with a caret and a hint.

Each file in defects/ ends with comments that say what is expected: place, code and message.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.lint import lint
from generator.load import Document, load, parse
from generator.problems import CODES, Problem, SpecError

DEFECTS = sorted((Path(__file__).parent / "defects").glob("*.yaml"))
ROOT = Path(__file__).parents[2]


def _problems(path: Path) -> SpecError:
    try:
        document = load(path, path.name)
        return SpecError(document, lint(document))
    except SpecError as error:
        return error


@pytest.mark.parametrize("path", DEFECTS, ids=lambda path: path.stem)
def test_a_defect_is_diagnosed_where_it_stands(path: Path) -> None:
    expected = re.findall(r"^# expect (.*)$", path.read_text(), re.MULTILINE)

    error = _problems(path)

    found = [(*problem.located(error.document), problem.code, problem.message) for problem in error.problems]
    assert [f"{line}:{column} {code} {message}" for line, column, code, message in sorted(set(found))] == expected


@pytest.mark.parametrize("path", DEFECTS, ids=lambda path: path.stem)
def test_a_diagnosis_shows_the_source_line_a_caret_and_a_hint(path: Path) -> None:
    lines = path.read_text().splitlines()

    for report in re.split(r"\n(?=\S+\.yaml:)", _problems(path).show()):
        first, source, caret, hint = report.splitlines()
        place = re.match(rf"{re.escape(path.name)}:(\d+):(\d+): (error|warning)\[E\d\d\d\]: .+", first)
        assert place is not None, first
        assert source == "    " + lines[int(place[1]) - 1]
        assert caret == " " * (int(place[2]) + 3) + "^"
        assert re.match(r"    hint: .+", hint)


def test_problems_are_shown_in_the_order_of_the_file() -> None:
    shown = _problems(ROOT / "tests/generator/defects/many_at_once.yaml").show()

    places = [int(line) for line in re.findall(r"^many_at_once\.yaml:(\d+):", shown, re.MULTILINE)]
    assert len(places) == 6
    assert places == sorted(places)


def test_the_caret_stays_under_its_column_after_tabs() -> None:
    document = Document("s.json", '{\n\t"openapi": 7}')
    problem = Problem("E103", "wrong", ("openapi",))
    parse(document)

    assert problem.show(document).splitlines()[1:3] == ['    \t"openapi": 7}', "    \t           ^"]


def test_every_code_has_a_summary_and_a_hint() -> None:
    assert all(re.fullmatch(r"E1\d\d", code) and entry.summary and entry.hint for code, entry in CODES.items())


def test_every_code_is_used_and_every_used_code_exists() -> None:
    sources = [path.read_text() for path in sorted((ROOT / "generator").rglob("*.py")) if path.name != "problems.py"]
    used = set(re.findall(r'"(E1\d\d)"', "\n".join(sources)))

    assert used == set(CODES)


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(b"openapi: \xff")

    assert "s.yaml:1:10: error[E100]: cannot read the file: not UTF-8 at byte 9" in _problems(path).show()


@pytest.mark.parametrize(
    "text", ["", "- a", "just words", "a: &x [*x]", "? [a]\n: b", "a: !!python/object:x {}", "\x00"]
)
def test_a_text_that_is_no_document_is_refused_without_a_crash(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(text)

    assert _problems(path).problems


def test_the_project_s_own_specification_has_no_defect() -> None:
    assert _problems(ROOT / "spec" / "serving.yaml").problems == []
