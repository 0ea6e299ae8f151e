"""The generator beside openapi-python-client: the same documents, the same machine, one run after the other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from .fetching import CACHE, fetched
from .processes import ROOT, Run, run
from .specifications import SPECIFICATIONS

PEER = "openapi-python-client==0.29.1"
MEGABYTES = 500
SPECS = ("star-trek", "rclone", "stripe", "github")
_HEAD = ("spec", "ours: seconds", "MB", "lines", "peer: seconds", "MB", "lines", "time", "lines")
_FORM = "{:12} {:>13} {:>5} {:>8} {:>14} {:>5} {:>8} {:>7} {:>7}"


def compare(names: list[str]) -> int:
    """Print both generators' figures and ratios; return 1 when a document takes longer or more memory than allowed."""
    peer = _peer()
    print(_FORM.format(*_HEAD), flush=True)
    bad = 0
    for specification in SPECIFICATIONS:
        if specification.name not in (names or SPECS):
            continue
        path, folder = fetched(specification), CACHE / "speed"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        ours = _ours(path, folder / "ours")
        theirs = _theirs(peer, path, folder / "theirs")
        lines, their_lines = _lines(folder / "ours"), _lines(folder / "theirs")
        slower = bool(their_lines) and ours.seconds > theirs.seconds
        bad += ours.code != 0 or slower or ours.megabytes > MEGABYTES
        print(_row(specification.name, ours, lines, theirs, their_lines), flush=True)
    return 1 if bad else 0


def _ours(path: Path, folder: Path) -> Run:
    command = [sys.executable, "-m", "generator", "generate", "--spec", str(path), "--out", str(folder)]
    return run([*command, "--package", "speed_api"], path=str(ROOT))


def _theirs(peer: Path, path: Path, folder: Path) -> Run:
    command = [str(peer), "generate", "--path", str(path), "--output-path", str(folder), "--meta", "none"]
    # It calls ruff by name.
    return run(["env", f"PATH={peer.parent}:/usr/bin:/bin", *command], folder=folder.parent)


def _peer() -> Path:
    """Return the peer's program, installed into an environment of its own in the cache."""
    folder = CACHE / PEER.replace("==", "-")
    program = folder / "bin" / "openapi-python-client"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", PEER, "ruff"]
        subprocess.run(install, check=True, capture_output=True)
    return program


def _lines(folder: Path) -> int:
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in folder.rglob("*.py"))


def _row(name: str, ours: Run, our_lines: int, theirs: Run, their_lines: int) -> str:
    cells = [f"{ours.seconds:.1f}", f"{ours.megabytes:.0f}", our_lines]
    if not their_lines:
        return _FORM.format(name, *cells, "wrote nothing", "", "", "", "")
    cells += [f"{theirs.seconds:.1f}", f"{theirs.megabytes:.0f}", their_lines]
    return _FORM.format(name, *cells, f"{ours.seconds / theirs.seconds:.2f}", f"{our_lines / their_lines:.2f}")
