"""Mutation testing: `python -m tests.mutants --seconds 600 [PART OF A FILE NAME ...]`; prints scores and survivors.

With too little time for all mutants, those are tried that a seeded draw puts first; the score is theirs, and
how many were not tried is printed beside it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from .bench import ROOT, Bench, preload
from .mutations import Mutant, Mutator
from .targets import EQUIVALENT, TARGETS

SLOWEST = 5.0
"""How many times as long as on the honest module tests may take: what takes longer hangs, and is noticed."""
LEAST_SECONDS = 20.0

Job = tuple[str, Mutant, float, float]
_benches: list[Bench] = []


def bench() -> Bench:
    """Return this process's copy of the project."""
    if not _benches:
        preload()
        _benches.append(Bench())
    return _benches[0]


def judge(job: Job) -> tuple[str, Mutant, str]:
    """Return the file, the mutant and what became of it."""
    file, mutant, limit, end = job
    if time.time() > end:
        return file, mutant, "not tried"
    text = mutant.apply((ROOT / file).read_bytes())
    try:
        compile(text, file, "exec")
    except SyntaxError:
        return file, mutant, "no module"
    return file, mutant, bench().red(file, text, list(TARGETS[file]), limit)


def honest_seconds(file: str) -> float | None:
    """Return how long the tests of a module take as it is; None if they fail, and could not show anything."""
    begun = time.monotonic()
    passed = bench().outcome(list(TARGETS[file]), 300) == "green"
    return time.monotonic() - begun if passed else None


def jobs(limits: dict[str, float], end: float, seed: int) -> list[Job]:
    """Return the mutants of the files, drawn evenly."""
    found = [
        (file, mutant, limit, end)
        for file, limit in limits.items()
        for mutant in Mutator((ROOT / file).read_bytes()).mutants()
    ]
    Random(seed).shuffle(found)
    return found


def excused(file: str, mutant: Mutant) -> bool:
    """Tell whether no test can tell the mutant from the original."""
    return f"{Path(file).name} {mutant.change}" in EQUIVALENT


def report(file: str, results: list[tuple[Mutant, str]]) -> tuple[int, int]:
    """Print the figures of a file and return how many mutants were noticed, and how many could have been."""
    survivors = [mutant for mutant, fate in results if fate == "green"]
    equivalent = [mutant for mutant in survivors if excused(file, mutant)]
    fates = Counter(fate for _, fate in results)
    noticed = fates["red"] + fates["late"]
    judged = noticed + len(survivors) - len(equivalent)
    score = 100 * noticed / judged if judged else 100.0
    print(
        f"{file}: {noticed} of {judged} ({score:.1f} %), {len(equivalent)} equivalent, {fates['not tried']} not tried"
    )
    for mutant in sorted(survivors):
        print(f"  {'equivalent' if mutant in equivalent else 'SURVIVED'} {mutant}")
    return noticed, judged


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants; return 1 if fewer than the demanded share are noticed, of all or of any module's."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=90.0, help="the score that is demanded, in per cent")
    parser.add_argument("only", nargs="*", help="parts of the file names")
    options = parser.parse_args(arguments)
    files = [file for file in TARGETS if not options.only or any(part in file for part in options.only)]
    begun = time.time()
    with ProcessPoolExecutor(options.jobs) as pool:
        times = dict(zip(files, pool.map(honest_seconds, files), strict=True))
        if failing := [file for file, seconds in times.items() if seconds is None]:
            print(f"the tests fail although nothing is broken: {', '.join(failing)}")
            return 2
        limits = {file: max(LEAST_SECONDS, SLOWEST * (seconds or 0)) for file, seconds in times.items()}
        results = []
        for result in pool.map(judge, jobs(limits, begun + options.seconds, options.seed)):
            results.append(result)
            if result[2] == "green":
                print(f"survived: {result[0]} {result[1]}", flush=True)
    scores = {file: report(file, [(mutant, fate) for name, mutant, fate in results if name == file]) for file in files}
    noticed, judged = (sum(figures) for figures in zip(*scores.values(), strict=True))
    worst = min(100 * few / many for few, many in scores.values() if many)
    print(
        f"mutants: {noticed} of {judged} noticed: {100 * noticed / judged:.1f} %, in every module {worst:.1f} % or more"
    )
    return 0 if worst >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
