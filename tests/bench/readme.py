"""The figures that the README quotes: taken from RESULTS.md, never typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from .report import RESULTS

README = Path(__file__).parents[2] / "README.md"
_BEGIN = "<!-- Written by `python -m tests.bench --readme` from tests/bench/RESULTS.md. -->\n"
_END = "<!-- The end of what that command writes. -->\n"


class Figure(NamedTuple):
    """A line of the README's table, and where in RESULTS.md its figure stands."""

    words: str
    section: str
    what: str
    candidate: str
    unit: str


FIGURES = (
    Figure("CPU time to import the client", "Import", "import the client", "brickserve", "× SDK"),
    Figure("CPU time of a query", "One query", "CPU of a query", "brickserve", "× SDK"),
    Figure("Queries per second, 32 threads", "32 threads", "queries per second", "brickserve", "× SDK"),
    Figure("CPU time to decode an endpoint, with `json`", "Codec", "endpoint", "brickserve, json", "× SDK"),
    Figure("CPU time to decode an endpoint, with `orjson`", "Codec", "endpoint", "brickserve, orjson", "× SDK"),
    Figure(
        "Peak memory of import, a query and a list of 1,000 endpoints",
        *("Memory", "peak of import, query and list of 1,000", "brickserve", "× SDK"),
    ),
    Figure(
        "Queries per second, 32 in flight with `asyncio`",
        "32 in flight",
        "queries per second",
        "brickserve",
        "× openai",
    ),
    Figure("CPU time of a streamed event", "Streams", "CPU of an event", "brickserve", "× openai"),
)


def figures(results: str) -> str:
    """Return the README's table of figures for a RESULTS.md."""
    medians: dict[tuple[str, ...], str] = {}
    for section in results.split("\n## ")[1:]:
        title = section.partition("\n")[0]
        for line in section.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == 7:
                what, candidate, median, _, unit, _, _ = cells
                medians[title, what, candidate, unit] = median
    lines = ["| | brickserve |\n| --- | --- |\n"]
    for figure in FIGURES:
        median = medians.get(figure[1:])
        if median is not None:
            lines.append(f"| {figure.words} | {median} {figure.unit} |\n")
    return "".join(lines)


def refreshed(readme: str, results: str) -> str:
    """Return the README with the figures of a RESULTS.md."""
    place = re.compile(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", re.DOTALL)
    if not place.search(readme):
        raise ValueError(f"README.md has no place for the figures: {_BEGIN}")
    return place.sub(lambda _: f"{_BEGIN}\n{figures(results)}\n{_END}", readme)


def refresh() -> None:
    """Write the figures of RESULTS.md into the README."""
    README.write_text(refreshed(README.read_text("utf-8"), RESULTS.read_text("utf-8")), encoding="utf-8")
