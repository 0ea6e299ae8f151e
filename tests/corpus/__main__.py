"""`make corpus`: a table of real documents, each generated from, imported, type-checked and held to the laws."""

from __future__ import annotations

import argparse
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from .judging import Row, judge
from .specifications import SPECIFICATIONS, Specification
from .speed import compare

_HEAD = ("spec", "schemas", "operations", "seconds", "MB", "lines", "verdict")
_FORM = "{:24} {:>8} {:>11} {:>8} {:>6} {:>8}  {}"


def main() -> int:
    """Print the table; return 1 when a row is neither passed nor refused as expected."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SPEC", help="only these documents, by their names in the table")
    parser.add_argument("--jobs", type=int, default=1, help="documents at a time; seconds are comparable with 1 only")
    parser.add_argument("--details", type=int, default=10, metavar="N", help="lines that explain a failure")
    parser.add_argument("--speed", action="store_true", help="measure beside openapi-python-client instead")
    options = parser.parse_args()
    if options.speed:
        return compare(options.names)
    chosen = [each for each in SPECIFICATIONS if not options.names or each.name in options.names]
    if not chosen:
        parser.error(f"no such document; there are {', '.join(each.name for each in SPECIFICATIONS)}")
    print(_FORM.format(*_HEAD), flush=True)
    with ThreadPoolExecutor(options.jobs, thread_name_prefix="worker") as pool:
        rows = [_printed(row, options.details) for row in pool.map(_judged, chosen)]
    bad = [row.name for row in rows if not row.good]
    refused = sum(row.good and row.verdict != "passed" for row in rows)
    print(f"{len(rows) - len(bad) - refused} passed, {refused} refused as expected, {len(bad)} failed", flush=True)
    return 1 if bad else 0


def _judged(specification: Specification) -> Row:
    return judge(specification, threading.current_thread().name)


def _printed(row: Row, details: int) -> Row:
    cells = (row.schemas, row.operations, f"{row.seconds:.1f}", f"{row.megabytes:.0f}", row.lines or "-", row.verdict)
    print(_FORM.format(row.name, *cells), flush=True)
    if not row.good:
        for line in row.details.splitlines()[:details]:
            print(f"    {line}", flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main())
