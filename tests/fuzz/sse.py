"""Differential fuzz of the event decoder: `python -m tests.fuzz.sse --cases 1000000`.

Every case depends on the seed and its own number only, so that a divergence is repeated by the command
that is printed with it, whatever the number of processes was.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from random import Random
from typing import NamedTuple

from brickserve.sse import EventDecoder
from tests.client import sse_reference as reference
from tests.fuzz import streams

BATCH = 10_000
SHOWN = 5

Outcome = tuple[Sequence[tuple[str, str, str, int | None]], str | None, int | None]
"""Events; last event id and reconnection time, or None and None where the decoder gave up."""


class Tally(NamedTuple):
    """What a batch of cases did; the counts show that the fuzz is not idle."""

    cases: int
    events: int
    too_large: int
    diverging: list[int]


def actual(chunks: Iterable[bytes], limit: int) -> Outcome:
    """Return what the decoder under test makes of the chunks."""
    from brickserve.errors import ResponseTooLarge

    decoder = EventDecoder(max_event_bytes=limit)
    seen: list[tuple[str, str, str, int | None]] = []
    try:
        for chunk in chunks:
            seen += [(event.event, event.data, event.id, event.retry) for event in decoder.feed(chunk)]
        decoder.close()
    except ResponseTooLarge:
        return seen, None, None
    return seen, decoder.last_id, decoder.retry


def expected(stream: bytes, limit: int) -> Outcome:
    """Return what the reference makes of the whole stream."""
    result = reference.decode(stream)
    allowed = reference.blank_lines_before_too_large(stream, limit)
    if allowed is None:
        return result.events, result.last_event_id_string, result.reconnection_time
    pairs = zip(result.events, result.ordinals, strict=True)
    return [event for event, ordinal in pairs if ordinal < allowed], None, None


def case(seed: int, number: int) -> tuple[list[bytes], int]:
    """Return the chunks of a case and its limit, which a third of the cases can reach."""
    random = Random(f"{seed}/{number}")
    data = streams.stream(random)
    limit = random.randrange(1, 2 * len(data) + 2) if random.random() < 0.3 else 1 << 20
    return streams.chunks(data, random), limit


def run(seed: int, numbers: range) -> Tally:
    """Run some cases and return what happened."""
    events = too_large = 0
    diverging: list[int] = []
    for number in numbers:
        chunks, limit = case(seed, number)
        want = expected(b"".join(chunks), limit)
        events += len(want[0])
        too_large += want[1] is None
        if outcome_of(chunks, limit) != want:
            diverging.append(number)
    return Tally(len(numbers), events, too_large, diverging)


def outcome_of(chunks: list[bytes], limit: int) -> Outcome | str:
    """Return the outcome, or the exception that must never happen."""
    try:
        return actual(chunks, limit)
    except Exception as error:
        return repr(error)


def smallest(chunks: list[bytes], diverges: Callable[[list[bytes]], bool]) -> list[bytes]:
    """Take away chunks and bytes for as long as the divergence stays."""
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        for shorter in [[], *([chunk[:cut] + chunk[cut + 1 :]] for cut in range(len(chunk)))]:
            candidate = [*chunks[:at], *shorter, *chunks[at + 1 :]]
            if diverges(candidate):
                chunks, at = candidate, -1
                break
        at += 1
    return chunks


def explain(seed: int, number: int) -> str:
    """Return how to repeat a divergence, and its smallest form."""
    chunks, limit = case(seed, number)
    small = smallest(chunks, lambda some: outcome_of(some, limit) != expected(b"".join(some), limit))
    return "\n".join(
        (
            f"case {number}: python -m tests.fuzz.sse --seed {seed} --first {number} --cases 1",
            f"  chunks   {small!r}, max_event_bytes={limit}",
            f"  expected {expected(b''.join(small), limit)!r}",
            f"  actual   {outcome_of(small, limit)!r}",
        )
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the cases on several processes; return 1 if any diverges."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.sse", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    start, last = time.monotonic(), options.first + options.cases
    batches = [range(at, min(at + BATCH, last)) for at in range(options.first, last, BATCH)]
    with ProcessPoolExecutor(options.jobs) as pool:
        tallies = list(pool.map(run, repeat(options.seed), batches))
    diverging = [number for tally in tallies for number in tally.diverging]
    for number in diverging[:SHOWN]:
        print(explain(options.seed, number))
    print(
        f"sse: {sum(tally.cases for tally in tallies):,} cases (seed {options.seed}), "
        f"{sum(tally.events for tally in tallies):,} events, "
        f"{sum(tally.too_large for tally in tallies):,} too large, "
        f"{len(diverging):,} divergences, {time.monotonic() - start:.0f} s"
    )
    return 1 if diverging else 0


if __name__ == "__main__":
    sys.exit(main())
