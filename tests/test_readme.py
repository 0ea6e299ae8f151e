"""Every code block of the README runs: Python against the emulator, shell commands against what they name."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brickserve.emulator import Emulator
from tests.bench.readme import FIGURES, refreshed
from tests.bench.report import RESULTS

from .examples import example_workspace

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """Return the code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with example_workspace() as running:
        yield running


@pytest.mark.parametrize("code", blocks("python"))
def test_a_python_block_runs(
    code: str, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABRICKS_HOST", emulator.url)
    monkeypatch.setenv("DATABRICKS_TOKEN", emulator.token)

    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})

    for printed in re.findall(r"print\(.*\)  # (\[.*)$", code, re.MULTILINE):
        assert printed in capsys.readouterr().out


SHELL = "\n".join(blocks("sh"))


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", SHELL, re.MULTILINE))
def test_a_make_target_of_the_readme_can_be_made(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_shell_commands_of_the_readme_succeed_one_after_the_other(tmp_path: Path) -> None:
    lines = [line for line in SHELL.splitlines() if line.startswith("python ")]
    places = {"OLD": "spec/serving.yaml", "NEW": "spec/serving.yaml"}

    for line in lines:
        words = [
            places.get(word, word.replace("src/", f"{tmp_path}/src/")) for word in shlex.split(line, comments=True)
        ]
        done = subprocess.run([sys.executable, *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"

    assert len(lines) == 5
    assert (tmp_path / "src/acme/_vendor/brickserve/__init__.py").exists()
    assert (tmp_path / "src/acme/_vendor/serving_api/models.py").exists()


def test_the_figures_are_those_of_the_last_bench() -> None:
    results = RESULTS.read_text("utf-8")

    assert refreshed(TEXT, results) == TEXT, "run `python -m tests.bench --readme`"
    assert all(figure.words in TEXT for figure in FIGURES)


def test_no_other_figure_of_cost_is_quoted() -> None:
    section = TEXT.split("## What it costs\n")[1].split("\n## ")[0]

    assert set(re.findall(r"[\d.,]*\d", section)) <= set(re.findall(r"[\d.,]*\d", RESULTS.read_text("utf-8")))
