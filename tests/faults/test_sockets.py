"""Processes, threads and lifetimes over real sockets: nothing leaks, nothing is swapped, nothing hangs."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

import pytest

from brickserve import WorkspaceClient
from brickserve.errors import BrickserveError

from .catalogue import fault
from .server import FaultServer


@pytest.fixture
def client(server: FaultServer) -> Iterator[WorkspaceClient]:
    with WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
        yield client


def echo(client: WorkspaceClient, word: str) -> str:
    """Return what the server echoes."""
    answer = client.api_client.do("GET", f"/api/echo/{word}", headers={"X-Echo": word})
    assert answer["path"] == f"/api/echo/{word}"
    return str(answer["echo"])


def swaps(client: WorkspaceClient, who: str, count: int) -> int:
    """Return how many of `count` requests got the answer of another one."""
    words = [f"{who}-{number}" for number in range(count)]
    return sum(echo(client, word) != word for word in words)


def fail(client: WorkspaceClient) -> None:
    """Send a request that must not succeed."""
    with pytest.raises(BrickserveError):
        echo(client, "lost")


def open_files() -> int:
    """Return how many file descriptors this process has."""
    return len(os.listdir("/proc/self/fd"))


def test_a_client_that_is_only_made_opens_no_connection(server: FaultServer) -> None:
    with WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
        assert client.serving_endpoints
        assert client.api_client

    assert server.connections == 0


def test_a_thousand_clients_leave_no_file_open(server: FaultServer) -> None:
    def lead_a_life(number: int) -> None:
        with WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
            if number % 5 == 0:
                echo(client, "x")

    for number in range(20):
        lead_a_life(number)
    assert server.wait_until_idle()
    gc.collect()
    files = open_files()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()

    for number in range(1000):
        lead_a_life(number)
    assert server.wait_until_idle()
    # What the fault server itself remembers is not the client's.
    server.requests.clear()
    server.applied.clear()
    server.forget_finished_threads()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert open_files() <= files
    assert after - before < 1 << 20


def test_clients_that_nobody_closes_leave_no_file_open(server: FaultServer) -> None:
    files = open_files()

    for _ in range(20):
        echo(WorkspaceClient(host=server.url, token="a-token-for-tests"), "x")
    gc.collect()

    assert server.wait_until_idle()
    assert open_files() <= files


def test_sixty_four_threads_get_their_own_answers(server: FaultServer) -> None:
    with (
        WorkspaceClient(host=server.url, token="t-for-tests", max_connections_per_pool=16) as client,
        ThreadPoolExecutor(64) as threads,
    ):
        results = list(threads.map(lambda who: swaps(client, f"thread{who}", 12), range(64)))

    assert results == [0] * 64
    assert len(server.requests) == 64 * 12
    assert server.connections <= 16


def test_threads_and_resets_do_not_mix_answers_up(server: FaultServer) -> None:
    server.script(*[fault("RST inside the body"), fault("a body cut short"), fault("FIN after apply")] * 2)

    with (
        WorkspaceClient(host=server.url, token="t-for-tests") as client,
        ThreadPoolExecutor(8) as threads,
    ):
        results = list(threads.map(lambda who: swaps(client.with_options(deadline=20), f"t{who}", 5), range(8)))

    assert results == [0] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_parent_and_child_get_their_own_answers(server: FaultServer, client: WorkspaceClient) -> None:
    # Several idle connections, which a careless child would share with its parent.
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: echo(client, f"warm{number}"), range(8)))
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writable, b"%d" % swaps(client, "child", 150))
        finally:
            os._exit(0)

    mine = swaps(client, "parent", 150)
    os.close(writable)
    with open(readable, "rb") as pipe:
        theirs = pipe.read()
    os.waitpid(child, 0)

    assert (mine, theirs) == (0, b"0")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_forked_during_a_request_is_not_stuck(server: FaultServer, client: WorkspaceClient) -> None:
    server.script(fault("no answer, after apply"))
    cancel = threading.Event()
    busy = threading.Thread(target=fail, args=(client.with_options(deadline=60, cancel=cancel),))
    busy.start()
    assert server.holding.wait(30)
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(30)
            os.write(writable, echo(client, "child").encode())
        finally:
            os._exit(0)
    os.close(writable)
    with open(readable, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    cancel.set()
    busy.join()

    assert said == b"child"


def test_the_wait_for_a_free_connection_ends_with_the_deadline(server: FaultServer) -> None:
    server.script(*[fault("no answer, after apply")] * 2)
    cancel = threading.Event()
    with WorkspaceClient(host=server.url, token="t-for-tests", max_connections_per_pool=2) as client:
        patient = client.with_options(deadline=60, cancel=cancel)
        hogs = [threading.Thread(target=fail, args=(patient,)) for _ in range(2)]
        for hog in hogs:
            hog.start()
        while len(server.requests) < 2:
            time.sleep(0.005)
        # Without a bound the wait would end only when the connections become free.
        release = threading.Timer(5, cancel.set)
        release.start()

        with pytest.raises(TimeoutError) as caught:
            echo(client.with_options(deadline=0.15), "late")
        free = cancel.is_set()
        release.cancel()
        cancel.set()
        for hog in hogs:
            hog.join()

    assert not free
    assert isinstance(caught.value, BrickserveError)
    assert not caught.value.maybe_applied
    assert len(server.requests) == 2


def test_an_interrupt_passes_through_and_the_next_call_works(server: FaultServer, client: WorkspaceClient) -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    main = threading.get_ident()

    def press_the_key() -> None:
        assert server.holding.wait(30)
        signal.pthread_kill(main, signal.SIGALRM)

    echo(client, "first")
    server.script(fault("no answer, after apply"))
    previous = signal.signal(signal.SIGALRM, interrupt)
    finger = threading.Thread(target=press_the_key)
    finger.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            echo(client, "interrupted")
    finally:
        finger.join()
        signal.signal(signal.SIGALRM, previous)

    assert server.wait_until_idle()
    assert echo(client, "next") == "next"
    assert len(server.requests) == 3


def test_a_set_cancel_token_ends_a_sleep_at_once(server: FaultServer, client: WorkspaceClient) -> None:
    cancel = threading.Event()
    server.script(fault("429, Retry-After: 120"))
    timer = threading.Timer(0.1, cancel.set)
    timer.start()
    begun = time.monotonic()

    with pytest.raises(BrickserveError):
        echo(client.with_options(cancel=cancel), "x")

    # The server asks for two minutes.
    assert time.monotonic() - begun < 10
    timer.join()


def test_a_client_is_not_pickled_and_says_what_to_do(client: WorkspaceClient) -> None:
    with pytest.raises(TypeError, match="Make one where it is used"):
        pickle.dumps(client)
