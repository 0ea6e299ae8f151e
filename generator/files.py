"""The files of a package: complete and correct in memory first, then written all at once."""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .naming.history import DOCUMENT, compact
from .naming.memory import NAME, names_text
from .render import MARK, render
from .replacing import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .load import Document
    from .naming.history import Settled

RUNTIME = Path(__file__).parent / "runtime"
LINE_LENGTH = 120
_RULES = "F401,F811,I,UP037"


def package_files(document: Document, settled: Settled) -> dict[str, str]:
    """Return the text of every file of the package that the document describes, by name."""
    written = render(settled.api)
    python = _formatted({name: text for name, text in written.items() if name.endswith(".py")})
    runtime = {path.name: path.read_text(encoding="utf-8") for path in sorted(RUNTIME.glob("*.py"))}
    data = {DOCUMENT: compact(document), "py.typed": ""}
    if settled.kept:
        data[NAME] = names_text(settled.kept)
    return {**written, **python, **runtime, **data}


def write(target: Path, files: dict[str, str], beside: Mapping[Path, str] | None = None) -> list[str]:
    """Make the package's folder hold exactly `files`, and write those beside it; return the names that changed."""
    changed = [name for name, text in files.items() if _read(target / name) != text]
    removed = stale(target, files)
    made = {target / name: files[name].encode() for name in changed}
    others = {path: text.encode() for path, text in (beside or {}).items()}
    replace(made | others, [target / name for name in removed])
    return changed + removed + [path.as_posix() for path in others]


def is_foreign(target: Path) -> bool:
    """Tell whether a folder holds files that this generator did not write."""
    first = (_read(target / "__init__.py") or "").partition("\n")[0]
    return bool(stale(target, {})) and not first.startswith(MARK)


def stale(target: Path, files: dict[str, str]) -> list[str]:
    """Return the names of files in the package's folder that are not part of it; hidden ones are no concern of it."""
    if not target.is_dir():
        return []
    present = [path.name for path in target.iterdir() if path.is_file() and not path.name.startswith(".")]
    return sorted(name for name in present if name not in files)


def difference(target: Path, files: dict[str, str]) -> str:
    """Return what `write` would change, as a unified diff; empty when nothing."""
    wanted: dict[str, str] = {**files, **dict.fromkeys(stale(target, files), "")}
    parts: list[str] = []
    for name, text in sorted(wanted.items()):
        present = _read(target / name)
        if present != (text if name in files else None):
            parts += difflib.unified_diff(
                (present or "").splitlines(),
                text.splitlines(),
                f"{target / name}",
                f"{target / name} (generated)",
                lineterm="",
            )
            parts += [] if present or text else [f"--- {target / name}: missing or extra, and empty"]
    return "\n".join(parts)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """Let ruff drop unused imports and lay the code out; independent of any configuration nearby.

    It refuses what is not Python 3.11, so that nothing else is ever written.
    """
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8", newline="\n")
        options = [
            "--isolated",
            "--no-cache",
            "--quiet",
            "--config",
            f"line-length={LINE_LENGTH}",
            "--config",
            "format.skip-magic-trailing-comma=true",
            "--config",
            "lint.isort.split-on-trailing-comma=false",
            "--target-version=py311",
        ]
        _ruff("check", "--fix", f"--select={_RULES}", *options, folder)
        _ruff("format", *options, folder)
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in files}


def _ruff(command: str, *arguments: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ruff", command, *arguments], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(f"ruff {command} refused the generated code:\n{run.stdout}{run.stderr}")
