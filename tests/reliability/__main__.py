"""Writes tests/RELIABILITY.md: `python -m tests.reliability`.

Runs the tests of every promise, and then each promise's tests once more on a library that breaks it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.mutants.bench import ROOT, Bench, preload

from .promises import Promise, promises

TABLE = ROOT / "tests" / "RELIABILITY.md"
LONGEST = 90.0
_benches: list[Bench] = []
"""The copy of the project that this process breaks."""
HEAD = """# Reliability: every promise and its proof

Written by `python -m tests.reliability`; do not edit. The promises are those of the reliability document, in short.
"Result" is what the tests said in this run. "Seen red" is a change of the library that breaks the promise, and
whether these tests noticed it in this run.

| # | Promise | Proven by | Result | Seen red |
|---|---|---|---|---|
"""


class Results:
    """Collects what becomes of every test, all its parameters together."""

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a phase that says something: a call, or a set-up or tear-down that went wrong."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid.partition("[")[0]][report.outcome] += 1

    def of(self, tests: Iterable[str]) -> str:
        """Return the result of some tests in words."""
        counts = [self.outcomes.get(f"tests/{test}", Counter()) for test in tests]
        if not all(counts):
            return "a test did not run"
        total = sum(counts, Counter[str]())
        if total["failed"]:
            return f"{total['failed']} of {total.total()} fail"
        skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
        return f"{total['passed']} pass{skipped}"


def seen_red(promise: Promise) -> str:
    """Break the library as the promise says and return whether its tests notice."""
    preload()
    mutant = promise.mutant
    source = (ROOT / mutant.file).read_text("utf-8")
    if source.count(mutant.old) != 1:
        return "the change does not fit the code any more"
    broken = source.replace(mutant.old, mutant.new).encode()
    if not _benches:
        _benches.append(Bench())
    fate = _benches[0].red(mutant.file, broken, [f"tests/{test}" for test in promise.tests], LONGEST)
    return {"red": "yes", "late": "yes, it hangs", "green": "**no**"}.get(fate, "**the tests did not run**")


def row(promise: Promise, result: str, red: str) -> str:
    """Return a line of the table."""
    tests = "<br>".join(f"`{test}`" for test in promise.tests)
    mutant = promise.mutant
    change = f"{red}: {_code(mutant.old)} became {_code(mutant.new)} in `{Path(mutant.file).name}`"
    words = f"{promise.words} Not proven: {promise.note}." if promise.note else promise.words
    return f"| {promise.number} | {words} | {tests} | {result} | {change} |"


def _code(text: str) -> str:
    shown = " ".join(text.split()).replace("|", "\\|")
    return f"`{shown[:77]}...`" if len(shown) > 80 else f"`{shown}`" if shown else "nothing"


def main(arguments: list[str] | None = None) -> int:
    """Run everything and write the table; return 1 if a promise is not kept or not proven."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    rows = promises()
    # The broken libraries first: their processes are forked, and must not inherit the honest one.
    with ProcessPoolExecutor(options.jobs) as pool:
        reds = list(pool.map(seen_red, rows))
    results = Results()
    tests = sorted({f"tests/{test}" for each in rows for test in each.tests})
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=short", *tests], [results])
    lines = [row(each, results.of(each.tests), red) for each, red in zip(rows, reds, strict=True)]
    kept = sum("fail" not in results.of(each.tests) and "not" not in results.of(each.tests) for each in rows)
    noticed = sum(red.startswith("yes") for red in reds)
    summary = f"\n{kept} of {len(rows)} promises pass their tests; {noticed} were seen red.\n"
    TABLE.write_text(HEAD + "\n".join(lines) + "\n" + summary, "utf-8")
    print(summary)
    return 0 if kept == noticed == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
