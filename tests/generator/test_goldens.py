"""What the generator writes, compared letter by letter; every golden is also imported and type-checked.

To accept a change: `UPDATE_GOLDENS=1 python -m pytest tests/generator/test_goldens.py`, then read the diff.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .packages import load_package, run

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
EXPECTED = [
    (case, path.name) for case in CASES for path in sorted((GOLDEN / case).iterdir()) if path.name != "spec.yaml"
]


# Type checkers see what further properties are; mypy reports an ignore that hides nothing.
USAGE = """\
\"\"\"What type checkers make of the goldens.\"\"\"

from collections.abc import AsyncIterator, Iterator
from typing import assert_type

from golden_bodies.operations import hint
from golden_pages.aio import AsyncBooksAPI
from golden_pages.models import Book
from golden_pages.services import BooksAPI
from golden_unions.models import Event, Import, Node
from golden_waiter.aio import AsyncOvensAPI
from golden_waiter.models import Oven
from golden_waiter.services import OvensAPI
from golden_waiter.waiting import AsyncWait, Wait

node = Node("a2V5", "x", unknown_fields={"a": 1})
assert_type(node.unknown_fields["a"], int)
node.unknown_fields = {"b": 2}
node.unknown_fields["c"] = "text"  # type: ignore[assignment]
Event().unknown_fields["anything"] = "text"
Import("path")
hint()
hint(voice="low")


async def every(books: BooksAPI, later: AsyncBooksAPI, ovens: OvensAPI, hot: AsyncOvensAPI) -> None:
    assert_type(books.list_books(author="X"), Iterator[Book])
    assert_type(later.list_books(author="X"), AsyncIterator[Book])
    assert_type(ovens.heat("o"), Wait[Oven])
    assert_type(ovens.heat("o").result(), Oven)
    assert_type(await hot.reheat("o"), AsyncWait[Oven])
    assert_type(await hot.get("o"), Oven)
    books.list_books(author=1)  # type: ignore[arg-type]
    ovens.heat()  # type: ignore[call-arg]
"""


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a package from every golden specification, each named after its folder."""
    out = tmp_path_factory.mktemp("goldens")
    here = Path.cwd()
    for case in CASES:
        os.chdir(GOLDEN / case)
        try:
            assert run("generate", Path("spec.yaml"), out, f"golden_{case}") == 0
        finally:
            os.chdir(here)
    (out / "usage.py").write_text(USAGE)
    return out


@pytest.mark.parametrize(("case", "name"), EXPECTED)
def test_a_file_is_written_as_expected(packages: Path, case: str, name: str) -> None:
    written = packages / f"golden_{case}" / name
    if os.environ.get("UPDATE_GOLDENS"):
        shutil.copy(written, GOLDEN / case / name)

    assert written.read_text(encoding="utf-8") == (GOLDEN / case / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_package_imports(packages: Path, case: str) -> None:
    assert load_package(packages, f"golden_{case}").__doc__


@pytest.mark.parametrize("case", CASES)
def test_a_package_describes_itself_with_its_specification(packages: Path, case: str) -> None:
    package = load_package(packages, f"golden_{case}")

    assert package.document.load()["info"]["version"] == "1.0"


def test_every_package_passes_mypy_strict_without_settings(packages: Path) -> None:
    done = _tool(
        "mypy",
        "--strict",
        "--config-file=",
        f"--cache-dir={packages.parent / 'mypy'}",
        "usage.py",
        *_names(),
        cwd=packages,
    )

    assert done.returncode == 0, done.stdout


def test_every_package_passes_pyright_strict_without_settings(packages: Path) -> None:
    (packages / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))

    done = _tool("pyright", "--pythonpath", sys.executable, cwd=packages)

    assert done.returncode == 0, done.stdout


def test_every_package_is_formatted_and_free_of_lint(packages: Path) -> None:
    settings = ("--no-cache", "--config", str(Path(__file__).parents[2] / "pyproject.toml"))

    checked = _tool("ruff", "check", *settings, ".", cwd=packages)
    formatted = _tool("ruff", "format", "--check", *settings, ".", cwd=packages)

    assert checked.returncode == 0, checked.stdout
    assert formatted.returncode == 0, formatted.stdout


def _names() -> list[str]:
    return [f"golden_{case}" for case in CASES]


def _tool(name: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", name, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
