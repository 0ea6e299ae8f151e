"""Runs programs and measures them."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    """A program that has ended."""

    code: int
    out: str
    seconds: float
    megabytes: float
    """Peak memory of the largest of its processes."""


def run(command: list[str], *, path: str = "", folder: Path = ROOT) -> Run:
    """Run a program to its end; `path` is what it finds modules by."""
    environment = {**os.environ, "PYTHONPATH": path, "MYPYPATH": path}
    with TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode(errors="replace")
    return Run(process.returncode, text, seconds, usage.ru_maxrss / 1024)
