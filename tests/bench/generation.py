"""How long the generator takes, from a cold start, beside another generator of Python clients."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .measuring import Row, Section, Settings, Spread
from .specifications import sized

ROOT = Path(__file__).parents[2]
PEER = "openapi-python-client"
PEER_VERSION = "0.29.1"
LARGE = 1600
"""Schemas and operations of the large specification, 1.4 MB."""
_SLOWER = "most of it is datamodel-code-generator, which writes the models"


def bench(settings: Settings) -> Section:
    """Generate this package, and one from a large specification, each in a fresh process."""
    section = Section(
        "Generation",
        remark=f"Wall clock from the start of the process to its end. {PEER} {PEER_VERSION} runs in an environment of "
        f"its own. The large specification has {LARGE:,} schemas and as many operations.",
    )
    peer = _installed_peer()
    with TemporaryDirectory() as folder:
        serving = ROOT / "spec" / "serving.yaml"
        section.rows += _compared("serving bindings", serving, folder, peer, 2 if settings.quick else 5, 1.5)
        if not settings.quick:
            large = Path(folder, "large.yaml")
            large.write_text(sized(LARGE), encoding="utf-8")
            section.rows += _compared("a large specification", large, folder, peer, 1, None)
    return section


def generated(specification: Path, folder: str) -> None:
    """Generate a package from a specification into a folder."""
    command = [sys.executable, "-m", "generator", "generate", "--spec", str(specification), "--out", folder]
    subprocess.run([*command, "--package", "sizes"], cwd=ROOT, capture_output=True, check=True)


def _compared(
    what: str, specification: Path, folder: str, peer: Path | None, rounds: int, goal: float | None
) -> list[Row]:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        generated(specification, folder)
        ours.append(time.perf_counter() - start)
        if peer is not None:
            start = time.perf_counter()
            _generated_by_peer(peer, specification, folder)
            theirs.append(time.perf_counter() - start)
    rows = [Row(what, "brickserve", Spread.of(ours), goal, unit="s", note=_SLOWER if goal else "")]
    if peer is None:
        return [*rows, Row(what, PEER, note="not installed")]
    ratio = Spread.of([mine / other for mine, other in zip(ours, theirs, strict=True)])
    rows.append(Row(what, PEER, Spread.of(theirs), unit="s"))
    return [*rows, Row(what, "brickserve", ratio, None if goal else 1.0, unit=f"× {PEER}")]


def _generated_by_peer(peer: Path, specification: Path, folder: str) -> None:
    command = [str(peer / PEER), "generate", "--path", str(specification), "--meta", "none", "--overwrite"]
    environment = os.environ | {"PATH": f"{peer}{os.pathsep}{os.environ.get('PATH', '')}"}
    output = str(Path(folder, "peer"))
    subprocess.run([*command, "--output-path", output], env=environment, capture_output=True, check=True)


def _installed_peer() -> Path | None:
    """Return the folder of the peer's command, which is installed at the first run; None when that fails."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    environment = cache / "brickserve-bench" / f"{PEER}-{PEER_VERSION}"
    commands = environment / "bin"
    if not (commands / PEER).exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", str(environment)], capture_output=True, check=True)
            install = [str(commands / "python"), "-m", "pip", "install", f"{PEER}=={PEER_VERSION}"]
            subprocess.run(install, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    return commands
