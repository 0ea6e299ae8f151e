"""Where the time of a query goes: `python -m tests.bench.profiling [--seconds N]`.

A timer interrupts the program a thousand times a second and notes which part of brickserve is at work.
Unlike a tracer it costs the same everywhere, so that many small functions do not look slower than they are.
What a library does counts for the part of brickserve that called it.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from .local import local_server
from .queries import _brickserve as _query
from .server import EVENTS
from .streams import _brickserve as _stream

INTERVAL = 0.001
_SOCKET = {("connections.py", "send"), ("connections.py", "receive")}
_MESSAGES = {"http1.py", "bodies.py", "codings.py"}
_PARTS = {
    "network": "transport: pool, deadline, guards",
    "drivers": "transport: pool, deadline, guards",
    "streams": "events",
}
_BINDINGS = "bindings: building the request, decoding the answer"
_FLOWS = "flows: call, credentials, retries, verdict, log"
_WAITING = "socket: sending, waiting for the server"
_ELSEWHERE = "the program that asks"


class Sampler:
    """Counts in which part and in which function the program is, whenever the timer fires."""

    def __init__(self) -> None:
        self.parts: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()

    def note(self, _signal: int, frame: FrameType | None) -> None:
        """Count the innermost function of brickserve."""
        while frame is not None:
            path, function = Path(frame.f_code.co_filename), frame.f_code.co_qualname
            part = part_of(path, frame.f_code.co_name)
            if part is not None:
                self.parts[part] += 1
                self.functions[f"{path.stem}.{function}" if path.suffix else f"compiled {function}"] += 1
                return
            frame = frame.f_back
        self.parts[_ELSEWHERE] += 1

    @contextmanager
    def running(self) -> Iterator[None]:
        """Sample until the `with` statement ends."""
        before = signal.signal(signal.SIGALRM, self.note)
        signal.setitimer(signal.ITIMER_REAL, INTERVAL, INTERVAL)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def part_of(path: Path, function: str) -> str | None:
    """Return the part of brickserve that a function belongs to; None for everything else."""
    if path.parent.name == "brickserve_api" or str(path) == "<string>":
        return _BINDINGS
    if "brickserve" not in (path.parent.name, path.parent.parent.name):
        return None
    if (path.name, function) in _SOCKET:
        return _WAITING
    if path.name in _MESSAGES:
        return "HTTP/1.1 messages"
    return "events" if path.name == "sse.py" else _PARTS.get(path.parent.name, _FLOWS)


def table(heading: str, counts: Iterable[tuple[str, int]], total: int, microseconds: float) -> str:
    """Return shares of the whole as a Markdown table."""
    lines = [f"| {heading} | share | µs |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {count / total:.1%} | {count / total * microseconds:.1f} |" for name, count in counts]
    return "\n".join(lines)


def profile(what: str, work: Callable[[], object], seconds: float, share: int = 1) -> str:
    """Repeat the work for some seconds and return where its time went; one piece of work is `share` things."""
    for _ in range(50 if share == 1 else 5):
        work()
    sampler = Sampler()
    times = 0
    cpu, start = time.process_time(), time.perf_counter()
    with sampler.running():
        while time.perf_counter() - start < seconds:
            work()
            times += share
    each = (time.perf_counter() - start) / times * 1e6
    busy = (time.process_time() - cpu) / times * 1e6
    total = sampler.parts.total()
    return "\n\n".join(
        (
            f"{what}: {each:.1f} µs by the clock, {busy:.1f} µs of CPU time; {times:,} of them, {total:,} samples.",
            table("part", sampler.parts.most_common(), total, each),
            table("function, with the libraries it calls", sampler.functions.most_common(15), total, each),
        )
    )


def main() -> int:
    """Print the profile of a query, and of a stream's event."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.profiling", description="Where a query's time goes.")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to repeat each of them")
    seconds = parser.parse_args().seconds
    with local_server() as url:
        print(profile("A chat query", _query(url), seconds))
        print(f"\n{profile('An event of a stream', _stream(url), seconds, EVENTS)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
