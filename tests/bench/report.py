"""The table, on the terminal and in RESULTS.md."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from pathlib import Path

from .measuring import Row, Section

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = """\
# What brickserve costs, side by side with its peers

Written by `make bench`; every figure was measured in this one run. Ratios compare candidates that took turns in the
same rounds: the median of all rounds, with the smallest and the largest beside it. Below 1 is better than the peer,
except for rates. Absolute figures are there to give a sense of scale and mean little on another machine.

"""
_COLUMNS = (
    "| what | candidate | median | min – max | | goal | verdict |\n| --- | --- | ---: | ---: | --- | ---: | --- |\n"
)


def markdown(sections: list[Section], *, quick: bool) -> str:
    """Return the report as Markdown."""
    parts = [_HEAD, f"{_surroundings()}{' Quick run: fewer rounds.' if quick else ''}\n"]
    for section in sections:
        parts.append(f"\n## {section.title}\n\n{section.remark}\n\n{_COLUMNS}")
        parts += [_line(row) for row in section.rows]
    return "".join(parts)


def _line(row: Row) -> str:
    spread = row.spread
    figures = (
        ("–", "") if spread is None else (_figure(spread.median), f"{_figure(spread.low)} – {_figure(spread.high)}")
    )
    goal = "" if row.goal is None else f"{'≥' if row.at_least else '≤'} {row.goal:g}"
    cells = (row.what, row.candidate, *figures, row.unit if spread else "", goal, row.verdict)
    return f"| {' | '.join(cells)} |\n"


def _figure(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def _surroundings() -> str:
    names = ("databricks-sdk", "urllib3", "orjson", "openai", "msgspec", "pydantic", "httpx", "aiohttp")
    versions = ", ".join(f"{name} {_version(name)}" for name in names)
    implementation = f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}"
    return f"{implementation}; {versions}."


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"
