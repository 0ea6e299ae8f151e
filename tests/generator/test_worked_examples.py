"""The worked examples of generator/README.md are true: every edit applies, every command shows what is said."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "generator" / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    part.partition("\n")[0].strip(): part
    for part in re.split(r"^### (?=\d\. )", README.partition("## Five worked examples")[2], flags=re.MULTILINE)[1:]
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of what the commands of the generator work on."""
    for name in ("generator", "spec", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_there_are_five_examples_and_each_edits_and_runs_something() -> None:
    assert len(EXAMPLES) == 5
    for text in EXAMPLES.values():
        assert _edits(text.partition("\n## ")[0])
        assert _commands(text.partition("\n## ")[0])


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_does_what_it_says(tree: Path, title: str) -> None:
    text = EXAMPLES[title].partition("\n## ")[0]

    for name, before, after in _edits(text):
        source = (tree / name).read_text(encoding="utf-8")
        assert source.count(before) == 1, f"{name}: this occurs {source.count(before)} times:\n{before}"
        (tree / name).write_text(source.replace(before, after), encoding="utf-8")

    for command, expected in _commands(text):
        shown = _run(tree, command)
        assert [line for line in expected if line not in shown] == [], shown


def _edits(text: str) -> list[tuple[str, str, str]]:
    """Return the edits of an example: a file, a text that stands there once, and what takes its place."""
    found: list[tuple[str, str, str]] = []
    for name, body in re.findall(r"```diff\n--- (\S+)\n(.*?)```", text, re.DOTALL):
        lines = body.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        found.append((name, before, after))
    return found


def _commands(text: str) -> list[tuple[str, list[str]]]:
    """Return the commands of an example, each with lines of its output."""
    found: list[tuple[str, list[str]]] = []
    for body in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in body.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def _run(tree: Path, command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "python"
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'generated'}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr
