"""Whether a query costs more than at an earlier commit: `python -m tests.bench.compare REVISION`.

Both clients query the same local server with a deadline, retries and limits on, in processes of their own that
take turns; the ratio of their CPU times is printed, as median (smallest to largest).
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .local import local_server
from .measuring import Spread

ROOT = Path(__file__).parents[2]
PARTS = ("generated", "overlays")
QUERIES = """
import gc, sys, time
from brickserve import WorkspaceClient
from brickserve.service.serving import ChatMessage, ChatMessageRole

client = WorkspaceClient(host=sys.argv[1], token="bench").with_options(deadline=60, max_attempts=4)
messages = [ChatMessage(role=ChatMessageRole.USER, content="How fast are you?")]
ask = client.serving_endpoints.query
for _ in range(200):
    ask("bench", messages=messages)
gc.collect()
gc.freeze()
gc.disable()
for line in sys.stdin:
    begun = time.process_time()
    for _ in range(int(line)):
        ask("bench", messages=messages)
    print(time.process_time() - begun, flush=True)
    gc.collect()
"""


class Client:
    """A process that queries with the library in a folder."""

    def __init__(self, folder: Path, url: str) -> None:
        path = os.pathsep.join(str(folder / part) for part in PARTS)
        self._process = subprocess.Popen(
            [sys.executable, "-c", QUERIES, url],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(self, queries: int) -> float:
        """Return the CPU time of some queries."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{queries}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@contextmanager
def at(revision: str) -> Iterator[Path]:
    """Yield a folder with the library as it was at a commit."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", revision, *PARTS], cwd=ROOT, capture_output=True, check=True
    )
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
        yield Path(folder)


def compare(revision: str, rounds: int, queries: int) -> tuple[Spread, Spread]:
    """Return the CPU time of a query now in microseconds, and as a multiple of what it was."""
    now: list[float] = []
    ratios: list[float] = []
    with ExitStack() as stack:
        url = stack.enter_context(local_server())
        clients = [Client(folder, url) for folder in (stack.enter_context(at(revision)), ROOT)]
        for client in clients:
            stack.callback(client.close)
        for number in range(rounds):
            # Whoever comes first in a round is second in the next: neither gains by its place.
            order = clients if number % 2 else clients[::-1]
            taken = {client: client.seconds(queries) for client in order}
            before, after = (taken[client] for client in clients)
            now.append(after / queries * 1e6)
            ratios.append(after / before)
    return Spread.of(now), Spread.of(ratios)


def main(arguments: list[str] | None = None) -> int:
    """Compare and print; return 1 if the median is above the limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=__doc__)
    parser.add_argument("revision", help="the commit to compare the working tree with")
    parser.add_argument("--rounds", type=int, default=301)
    parser.add_argument("--queries", type=int, default=150, help="how many queries a turn has")
    parser.add_argument("--limit", type=float, default=1.03, help="the largest ratio that is allowed")
    options = parser.parse_args(arguments)
    now, ratio = compare(options.revision, options.rounds, options.queries)
    print(f"CPU of a query: {now.median:.0f} µs ({now.low:.0f} to {now.high:.0f})")
    print(f"against {options.revision}: × {ratio.median:.3f} ({ratio.low:.3f} to {ratio.high:.3f})")
    return 0 if ratio.median <= options.limit else 1


if __name__ == "__main__":
    raise SystemExit(main())
