"""A long run under random faults: `python -m tests.soak --seconds 600`.

One request in twenty meets a fault. Memory and files must stay level, and retries must not multiply the load.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
import time
from random import Random

from brickserve import WorkspaceClient
from brickserve.errors import BrickserveError
from tests.faults.catalogue import fault
from tests.faults.messages import Answer, Request, json_answer
from tests.faults.server import FaultServer

FAULTS = tuple(
    map(
        fault,
        (
            "RST before apply",
            "RST after apply",
            "FIN after apply",
            "500 JSON",
            "502 HTML",
            "503 empty after apply",
            "a body cut short",
            "a corrupt gzip body",
            "200 with HTML",
            "400",
        ),
    )
)
SHARE = 0.05
WARM_UP = 0.25
"""The part of the run in which memory may still grow: caches fill and pools open."""
LONGEST_SLEEP = 0.02
"""Pauses are shortened to this, so that the run is about requests and not about waiting."""
ANSWER = {"name": "fraud", "id": "1", "state": {"config_update": "NOT_UPDATING"}, "description": "x" * 2000}


class Service:
    """Answers everything with an endpoint, and keeps nothing."""

    def apply(self, request: Request) -> Answer:
        """Return the endpoint."""
        return json_answer(ANSWER)


class Soak:
    """Some threads that call, and what they count."""

    def __init__(self, server: FaultServer, client: WorkspaceClient, end: float, seed: int) -> None:
        self.server, self.client, self.end = server, client, end
        self.calls = self.failures = self.requests = 0
        self.foreign: list[BaseException] = []
        self._random = Random(seed)
        self._lock = threading.Lock()

    def work(self) -> None:
        """Call until time is up."""
        api = self.client.serving_endpoints
        while time.monotonic() < self.end:
            with self._lock:
                self.calls += 1
                if self._random.random() < SHARE:
                    self.server.script(self._random.choice(FAULTS))
                reads = self._random.random() < 0.7
            try:
                api.get("fraud") if reads else api.query("fraud", prompt="hello")
            except BrickserveError:
                self.failures += 1
            except BaseException as error:
                self.foreign.append(error)

    def forget(self) -> None:
        """Count what the server has seen, and let go of it."""
        seen = len(self.server.requests)
        self.requests += seen
        del self.server.requests[:seen], self.server.applied[:]
        self.server.forget_finished_threads()


def memory() -> int:
    """Return how many bytes of memory this process occupies."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def slope(points: list[tuple[int, int]]) -> float:
    """Return the growth per request of the straight line that fits best."""
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def watch(soak: Soak, begun: float) -> tuple[list[tuple[int, int]], list[int]]:
    """Look at memory and files until time is up."""
    points: list[tuple[int, int]] = []
    files: list[int] = []
    while time.monotonic() < soak.end:
        time.sleep(min(0.5, max(0.0, soak.end - time.monotonic())))
        soak.forget()
        if time.monotonic() - begun > WARM_UP * (soak.end - begun):
            gc.collect()
            points.append((soak.calls, memory()))
            files.append(len(os.listdir("/proc/self/fd")))
    return points, files


def main(arguments: list[str] | None = None) -> int:
    """Run and print the figures; return 1 if one of them is out of its bounds."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    pause, time_sleep = LONGEST_SLEEP, time.sleep
    with FaultServer(Service()) as server, WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
        io = client._io

        async def nap(seconds: float) -> None:
            time_sleep(min(seconds, pause))

        io.sleep = nap  # type: ignore[method-assign]  # the backoff has tests of its own
        begun = time.monotonic()
        soak = Soak(server, client, begun + options.seconds, options.seed)
        threads = [threading.Thread(target=soak.work) for _ in range(options.threads)]
        for thread in threads:
            thread.start()
        points, files = watch(soak, begun)
        for thread in threads:
            thread.join()
        soak.forget()
    growth, factor = slope(points), soak.requests / soak.calls
    wander = max(files) - min(files)
    print(
        f"soak: {soak.calls:,} calls in {options.seconds:.0f} s, {soak.failures:,} failed as they should, "
        f"{len(soak.foreign)} foreign exceptions\n"
        f"memory: {growth:+.1f} bytes per call, {points[0][1] >> 20} to {points[-1][1] >> 20} MB\n"
        f"files: {min(files)} to {max(files)}\n"
        f"amplification: {factor:.3f}"
    )
    good = not soak.foreign and growth < 1024 and factor <= 1.1 and wander <= 4 * options.threads
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
