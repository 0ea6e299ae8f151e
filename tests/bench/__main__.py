"""The command line: `python -m tests.bench [--quick] [--only NAME ...]`, or `--readme`."""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Callable

from . import asynchronous, codec, generation, imports, memory, queries, scaling, streams
from .measuring import Row, Section, Settings
from .readme import README, refresh
from .report import RESULTS, markdown

BENCHES: dict[str, Callable[[Settings], Section]] = {
    "imports": imports.bench,
    "codec": codec.bench,
    "queries": queries.bench,
    "threads": queries.bench_threads,
    "async": asynchronous.bench,
    "streams": streams.bench,
    "memory": memory.bench,
    "generation": generation.bench,
    "scaling": scaling.bench,
}


def main() -> int:
    """Run the benches and write the report; a bench that breaks is reported and does not stop the others."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="brickserve side by side with its peers."
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds: a rough answer in less than a minute; writes nothing"
    )
    parser.add_argument("--only", action="append", choices=BENCHES, help="run this bench and print it; writes nothing")
    parser.add_argument("--readme", action="store_true", help="write the figures of RESULTS.md into README.md, no more")
    options = parser.parse_args()
    if options.readme:
        refresh()
        return 0
    settings = Settings(quick=options.quick)
    sections = [_run(name, settings) for name in options.only or BENCHES]
    text = markdown(sections, quick=options.quick)
    print(text)
    if not options.only and not options.quick:
        RESULTS.write_text(text, encoding="utf-8")
        refresh()
        print(f"Written to {RESULTS}, and from there to {README}")
    return 0


def _run(name: str, settings: Settings) -> Section:
    try:
        return BENCHES[name](settings)
    except Exception as error:  # The others still have something to say.
        traceback.print_exc()
        return Section(name, [Row(name, "brickserve", note=f"the bench failed: {type(error).__name__}")])


if __name__ == "__main__":
    raise SystemExit(main())
