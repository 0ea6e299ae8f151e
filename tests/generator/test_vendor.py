"""`vendor`: a copy in somebody else's package works alone, is updated, and never loses an edit silently."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.__main__ import main

ROOT = Path(__file__).parents[2]
BINDINGS = '''"""Bindings."""
from . import codec
'''


@pytest.fixture
def home(folder: Path) -> Path:
    """Return the current folder, with a small library, its bindings, and a package that wants a copy."""
    files = {
        "LICENSE": "Do what you like.\n",
        "overlays/lib/__init__.py": '__version__ = "1.2.3"\nfrom ._api import codec\n',
        "overlays/lib/py.typed": "",
        "overlays/lib/old.py": "",
        "overlays/lib/tools/__init__.py": "",
        "overlays/lib/tools/hammer.py": "from .._api import codec\n",
        "overlays/lib/_api/__init__.py": "from bindings import codec\n",
        "overlays/lib/_api/models.py": "from bindings.models import *\n",
        "overlays/lib/__pycache__/old.cpython-311.pyc": "x",
        "overlays/lib/.mypy_cache/x.json": "{}",
        "generated/bindings/__init__.py": BINDINGS,
        "generated/bindings/codec.py": "",
        "generated/bindings/openapi.json": '{"info": {"title": "Pets", "version": "7"}}\n',
        "acme/__init__.py": "",
        "acme/_vendor/__init__.py": "",
    }
    for name, text in files.items():
        _write(folder / name, text)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _vendor(destination: str, *options: str) -> int:
    return main(["vendor", destination, "--library", "overlays/lib", "--bindings", "generated/bindings", *options])


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


COPIED = {
    "LICENSE",
    "__init__.py",
    "py.typed",
    "old.py",
    "tools/__init__.py",
    "tools/hammer.py",
    "_api/__init__.py",
    "_api/codec.py",
    "_api/openapi.json",
    "vendored.json",
}


def test_the_bindings_take_the_place_of_the_seam_and_no_text_is_changed(home: Path) -> None:
    assert _vendor("acme/_lib") == 0

    assert _files(home / "acme/_lib") == COPIED
    assert (home / "acme/_lib/_api/__init__.py").read_text() == BINDINGS
    assert (home / "acme/_lib/tools/hammer.py").read_text() == "from .._api import codec\n"


def test_a_folder_that_holds_other_things_gets_the_package_put_into_it(home: Path) -> None:
    assert _vendor("acme/_vendor") == 0
    assert _vendor("acme/_vendor") == 0

    assert _files(home / "acme/_vendor") == {"__init__.py"} | {f"lib/{name}" for name in COPIED}


def test_bindings_alone_are_copied_as_they_are(home: Path) -> None:
    assert _vendor("acme/_bindings", "--bindings-only") == 0

    copied = {"LICENSE", "__init__.py", "codec.py", "openapi.json", "vendored.json"}
    assert _files(home / "acme/_bindings") == copied
    assert _vendor("acme/_bindings", "--check") == 0
    assert _vendor("acme/_bindings") == 0
    assert _files(home / "acme/_bindings") == copied


def test_the_manifest_names_version_specification_and_files(home: Path) -> None:
    _vendor("acme/_lib")

    manifest = json.loads((home / "acme/_lib/vendored.json").read_text())

    assert (manifest["package"], manifest["version"]) == ("lib", "1.2.3")
    assert (manifest["specification"]["title"], manifest["specification"]["version"]) == ("Pets", "7")
    assert set(manifest["files"]) == COPIED - {"vendored.json"}
    empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert manifest["files"]["py.typed"] == empty
    assert str(home) not in json.dumps(manifest)


def test_a_second_run_updates_and_removes_what_is_gone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _vendor("acme/_lib")
    untouched = (home / "acme/_lib/py.typed").stat().st_mtime_ns
    (home / "overlays/lib/old.py").unlink()
    shutil.rmtree(home / "overlays/lib/tools")
    _write(home / "overlays/lib/fresh.py", "x = 1\n")
    _write(home / "generated/bindings/codec.py", "y = 1\n")
    capsys.readouterr()

    assert _vendor("acme/_lib", "--check") == 1
    reported = capsys.readouterr().out
    assert _vendor("acme/_lib") == 0
    assert _vendor("acme/_lib", "--check") == 0

    for line in ("_api/codec.py: differs", "fresh.py: is missing", "old.py: is no longer part of lib"):
        assert line in reported
    removed = {"old.py", "tools/__init__.py", "tools/hammer.py"}
    assert _files(home / "acme/_lib") == COPIED - removed | {"fresh.py"}
    assert not (home / "acme/_lib/tools").exists()
    assert (home / "acme/_lib/_api/codec.py").read_text() == "y = 1\n"
    assert (home / "acme/_lib/py.typed").stat().st_mtime_ns == untouched


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("old.py", "mine = 1\n", "old.py: was edited"),
        ("old.py", None, "old.py: was deleted"),
        ("mine.py", "mine = 1\n", "mine.py: does not belong to lib"),
    ],
)
def test_a_local_edit_stops_the_update_until_it_is_forced(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | None, said: str
) -> None:
    _vendor("acme/_lib")
    path = home / "acme/_lib" / name
    path.write_text(text) if text is not None else path.unlink()
    _write(home / "overlays/lib/__init__.py", "from ._api import codec  # new\n")

    assert _vendor("acme/_lib", "--check") == 1
    assert said in capsys.readouterr().out
    assert _vendor("acme/_lib") == 1
    assert said in capsys.readouterr().err
    assert (path.read_text() if path.exists() else None) == text
    assert "new" not in (home / "acme/_lib/__init__.py").read_text()
    assert _vendor("acme/_lib", "--force") == 0
    assert _files(home / "acme/_lib") == COPIED


def test_line_ends_and_caches_are_no_edits(home: Path) -> None:
    _vendor("acme/_lib")
    path = home / "acme/_lib/tools/hammer.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    _write(home / "acme/_lib/tools/__pycache__/hammer.cpython-311.pyc", "x")

    assert _vendor("acme/_lib", "--check") == 0


def test_check_writes_nothing_and_reports_a_missing_copy(home: Path) -> None:
    assert _vendor("acme/_lib", "--check") == 1
    assert not (home / "acme/_lib").exists()


def test_a_part_that_was_left_out_stays_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _vendor("acme/_lib", "--without", "tools") == 0
    assert _vendor("acme/_lib") == 0

    assert _files(home / "acme/_lib") == COPIED - {"tools/__init__.py", "tools/hammer.py"}
    assert _vendor("acme/_lib", "--without", "toys") == 2
    assert "has no toys to leave out" in capsys.readouterr().err


def test_files_of_somebody_else_are_never_touched(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(home / "acme/_vendor/lib/precious.py", "x = 1\n")

    assert _vendor("acme/_vendor/lib", "--force") == 2
    assert _vendor("acme/_vendor", "--force") == 2
    assert "holds files, and no vendored.json" in capsys.readouterr().err
    assert _files(home / "acme/_vendor/lib") == {"precious.py"}


def test_a_copy_of_the_library_does_not_become_one_of_the_bindings(home: Path) -> None:
    _vendor("acme/_lib")

    assert _vendor("acme/_lib", "--bindings-only", "--force") == 2
    assert _files(home / "acme/_lib") == COPIED


def test_a_copy_that_would_import_the_original_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(home / "overlays/lib/tools/hammer.py", "import os\nfrom lib.old import x\n")

    assert _vendor("acme/_lib") == 2
    assert "tools/hammer.py:2: imports lib.old by its full name" in capsys.readouterr().err
    assert not (home / "acme/_lib").exists()


def test_an_update_that_fails_half_way_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _vendor("acme/_lib")
    _write(home / "overlays/lib/__init__.py", "new = 1\n")
    _write(home / "overlays/lib/tools/hammer.py", "new = 1\n")
    (home / "acme/_lib/tools/.hammer.py.new").mkdir()

    assert _vendor("acme/_lib") == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert "new" not in (home / "acme/_lib/__init__.py").read_text()
    assert _files(home / "acme/_lib") == COPIED


def test_an_interrupted_update_is_finished_by_the_next_run(home: Path) -> None:
    _vendor("acme/_lib")
    _write(home / "overlays/lib/__init__.py", "new = 1\n")
    _write(home / "overlays/lib/old.py", "new = 1\n")
    # As after a power cut between two files: one is new already, the manifest is not.
    _write(home / "acme/_lib/old.py", "new = 1\n")

    assert _vendor("acme/_lib") == 0
    assert _vendor("acme/_lib", "--check") == 0


def test_a_place_that_is_no_repository_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendor", "acme/_lib"]) == 2
    assert "overlays/brickserve: is not a package; run this from the root" in capsys.readouterr().err
    assert not (folder / "acme").exists()
