"""Mutation testing: `python -m tests.mutants --seconds 600`; prints the score and every survivor.

With too little time for all mutants, those are tried that a seeded draw puts first; the score is theirs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random

from .bench import ROOT, Bench, preload
from .mutations import Mutant, Mutator
from .targets import EQUIVALENT, TARGETS

LONGEST = 60.0
"""How long the tests of one mutant may take; what takes longer hangs, and is noticed."""

Job = tuple[str, Mutant, float]
_benches: list[Bench] = []


def judge(job: Job) -> tuple[str, Mutant, str]:
    """Return the file, the mutant and what became of it."""
    file, mutant, end = job
    if time.time() > end:
        return file, mutant, "not tried"
    text = mutant.apply((ROOT / file).read_bytes())
    try:
        compile(text, file, "exec")
    except SyntaxError:
        return file, mutant, "no module"
    if not _benches:
        preload()
        _benches.append(Bench())
    tests = [test for test in TARGETS[file] if (ROOT / test).exists()]
    return file, mutant, _benches[0].red(file, text, tests, LONGEST)


def check_honest(files: list[str]) -> bool:
    """Tell whether the tests pass as long as nothing is broken: they could not show anything otherwise."""
    preload()
    with Bench() as bench:
        tests = sorted({test for file in files for test in TARGETS[file] if (ROOT / test).exists()})
        return bench.outcome(tests, 300) == "green"


def jobs(files: list[str], seconds: float, seed: int) -> Iterator[Job]:
    """Return the mutants of the files, drawn evenly."""
    end = time.time() + seconds
    found = [(file, mutant, end) for file in files for mutant in Mutator((ROOT / file).read_bytes()).mutants()]
    Random(seed).shuffle(found)
    return iter(found)


def report(file: str, results: list[tuple[Mutant, str]]) -> tuple[int, int]:
    """Print the figures of a file and return how many mutants were noticed, and how many could have been."""
    survivors = [mutant for mutant, fate in results if fate == "green"]
    excused = [mutant for mutant in survivors if f"{file} {mutant}" in EQUIVALENT]
    fates = Counter(fate for _, fate in results)
    noticed = fates["red"] + fates["late"]
    judged = noticed + len(survivors) - len(excused)
    score = 100 * noticed / judged if judged else 100.0
    print(f"{file}: {noticed} of {judged} ({score:.1f} %), {len(excused)} equivalent, {fates['not tried']} not tried")
    for mutant in sorted(survivors):
        print(f"  {'equivalent' if mutant in excused else 'SURVIVED'} {mutant}")
    return noticed, judged


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants; return 1 if fewer than the demanded share are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=90.0, help="the score that is demanded, in per cent")
    parser.add_argument("only", nargs="*", help="parts of the file names")
    options = parser.parse_args(arguments)
    files = [file for file in TARGETS if not options.only or any(part in file for part in options.only)]
    if not check_honest(files):
        print("the tests fail although nothing is broken")
        return 2
    with ProcessPoolExecutor(options.jobs) as pool:
        results = list(pool.map(judge, jobs(files, options.seconds, options.seed)))
    noticed = judged = 0
    for file in files:
        more = report(file, [(mutant, fate) for name, mutant, fate in results if name == file])
        noticed, judged = noticed + more[0], judged + more[1]
    score = 100 * noticed / judged if judged else 0.0
    print(f"mutants: {noticed} of {judged} noticed: {score:.1f} %")
    return 0 if score >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
