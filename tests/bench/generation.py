"""How long the generator takes, from a cold start."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from .measuring import Row, Section, Settings, Spread

ROOT = Path(__file__).parents[2]


def bench(settings: Settings) -> Section:
    """Generate this package in a fresh process, without writing it."""
    section = Section("Generation", remark="Wall clock of `python -m generator check`: everything but the writing.")
    runs = [_seconds() for _ in range(2 if settings.quick else 5)]
    note = "openapi-python-client is measured by hand; the goal is its time"
    section.rows = [Row("serving bindings", "brickserve", Spread.of(runs), 1.5, unit="s", note=note)]
    return section


def _seconds() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "generator", "check"], cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start
