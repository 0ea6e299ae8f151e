"""The README's table of constructs, held to the golden files that it quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .test_goldens import GOLDEN

README = (Path(__file__).parents[2] / "generator" / "README.md").read_text()
ROWS = re.findall(
    r"^\| (.+?) \| .+? \| (\w+/\w+\.py) `(.+)` \|$", README.partition("## What becomes of")[2], re.MULTILINE
)


def test_every_construct_but_those_without_code_has_an_example() -> None:
    table = [line for line in README.partition("## What becomes of")[2].splitlines() if line.startswith("| ")]

    assert len(ROWS) == len(table) - len(["head", "line", "what is not checked"])


@pytest.mark.parametrize(("construct", "file", "code"), ROWS, ids=[row[0] for row in ROWS])
def test_a_construct_becomes_what_the_table_says(construct: str, file: str, code: str) -> None:
    assert code.replace("\\|", "|") in " ".join((GOLDEN / file).read_text().split())
