"""What a wait shows on the terminal, over a scripted IO and clock."""

from __future__ import annotations

import asyncio
import io
import os
import select
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import timedelta
from typing import Any

import pytest

from brickserve._api import waiting
from brickserve.calling import displays
from brickserve.calling.snapshots import elapsed, rows
from brickserve.endpoints.aio import AsyncServingEndpointsExt
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import WaiterError
from brickserve.executors import AsyncExecutor, BlockingExecutor

from .clients import context_over
from .scripted import ScriptedIO, answer

BUILDING = [
    ("fraud-1", "DEPLOYMENT_CREATING", "Building the container"),
    ("fraud-2", "DEPLOYMENT_CREATING", ""),
]
LINES = """\
[0 s] fraud IN_PROGRESS
[0 s] fraud-1 (pending) DEPLOYMENT_CREATING: Building the container
[0 s] fraud-2 (pending) DEPLOYMENT_CREATING
[2 s] fraud-1 (pending) DEPLOYMENT_READY
[4 s] fraud NOT_UPDATING
[4 s] fraud-1 DEPLOYMENT_READY
[4 s] fraud-2 DEPLOYMENT_READY
"""


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        return True


def at(state: str, entities: list[tuple[str, str, str]], place: str = "pending_config") -> Any:
    served = [
        {"name": name, "state": {"deployment": deployment, "deployment_state_message": message}}
        for name, deployment, message in entities
    ]
    document = {"name": "fraud", "state": {"config_update": state}, place: {"served_entities": served}}
    return answer(200, document)


def script() -> ScriptedIO:
    ready = ("fraud-1", "DEPLOYMENT_READY", "")
    done = [ready, ("fraud-2", "DEPLOYMENT_READY", "")]
    return ScriptedIO(
        at("IN_PROGRESS", BUILDING),
        at("IN_PROGRESS", BUILDING),
        at("IN_PROGRESS", [ready, BUILDING[1]]),
        at("NOT_UPDATING", done, "config"),
    )


@pytest.fixture(autouse=True)
def an_ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def terminal(an_ordinary_terminal: None) -> Terminal:
    return Terminal()


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)


def over(script: ScriptedIO) -> ServingEndpointsExt:
    return ServingEndpointsExt(BlockingExecutor(context_over(script)))


@pytest.mark.usefixtures("without_rich")
def test_every_change_is_a_line_where_there_is_no_rich(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        over(script()).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    assert terminal.getvalue() == LINES


@pytest.mark.usefixtures("without_rich")
def test_coroutines_show_the_same(terminal: Terminal) -> None:
    service = AsyncServingEndpointsExt(AsyncExecutor(context_over(script())))

    with redirect_stderr(terminal):
        asyncio.run(service.wait_get_serving_endpoint_not_updating("fraud", progress=True))

    assert terminal.getvalue() == LINES


WAITS: dict[str, Callable[[ServingEndpointsExt], Any]] = {
    "create_and_wait": lambda s: s.create_and_wait("fraud", progress=True),
    "update_config_and_wait": lambda s: s.update_config_and_wait("fraud", served_entities=[], progress=True),
    "start_and_wait": lambda s: s.start_and_wait("fraud", progress=True),
    "stop_and_wait": lambda s: s.stop_and_wait("fraud", timedelta(1), progress=True),
    "result": lambda s: s.create("fraud").result(progress=True),
    "token": lambda s: waiting.Wait.from_token(s, s.create("fraud").to_token()).result(progress=True),
}


@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
@pytest.mark.usefixtures("without_rich")
def test_every_wait_can_be_shown(wait: Callable[[ServingEndpointsExt], Any], terminal: Terminal) -> None:
    scripted = script()
    scripted.answers.insert(0, scripted.answers[0])

    with redirect_stderr(terminal):
        wait(over(scripted))

    assert terminal.getvalue() == LINES


@pytest.mark.usefixtures("without_rich")
def test_creating_or_updating_can_be_shown(terminal: Terminal) -> None:
    scripted = script()
    scripted.answers[:0] = [answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST"}), scripted.answers[0]]

    with redirect_stderr(terminal):
        over(scripted).create_or_update_and_wait("fraud", progress=True)

    assert terminal.getvalue() == LINES


def test_nothing_is_shown_unless_asked_for(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        over(script()).wait_get_serving_endpoint_not_updating("fraud")

    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stderr", [io.StringIO(), None])
def test_nothing_is_shown_where_there_is_no_terminal(stderr: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    seen: list[str] = []

    over(script()).wait_get_serving_endpoint_not_updating(
        "fraud", callback=lambda e: seen.append(e.name), progress=True
    )

    assert seen == ["fraud"] * 4
    assert stderr is None or stderr.getvalue() == ""


def test_a_closed_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)

    assert over(script()).wait_get_serving_endpoint_not_updating("fraud", progress=True).name == "fraud"


def test_rich_keeps_a_table_of_the_last_state(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        over(script()).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    last = terminal.getvalue().rpartition("\x1b[2K")[2]
    assert [line.split() for line in last.splitlines() if "fraud" in line] == [
        ["fraud", "NOT_UPDATING"],
        ["fraud-1", "DEPLOYMENT_READY"],
        ["fraud-2", "DEPLOYMENT_READY"],
    ]
    assert "4 s" in last


def test_brackets_in_a_message_are_no_markup(terminal: Terminal) -> None:
    scripted = ScriptedIO(at("NOT_UPDATING", [("m", "DEPLOYMENT_READY", "see [red]docs[/red] [/]")], "config"))

    with redirect_stderr(terminal):
        over(scripted).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    assert "see [red]docs[/red] [/]" in terminal.getvalue()


def test_a_dumb_terminal_gets_lines(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    with redirect_stderr(terminal):
        over(script()).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    assert terminal.getvalue() == LINES


def test_a_second_wait_writes_lines_beside_the_table_of_the_first(terminal: Terminal) -> None:
    inner = over(script())
    outer = over(ScriptedIO(at("NOT_UPDATING", [("other-1", "DEPLOYMENT_READY", "")], "config")))

    def wait_again(endpoint: Any) -> None:
        inner.wait_get_serving_endpoint_not_updating("fraud", progress=True)

    with redirect_stderr(terminal):
        outer.wait_get_serving_endpoint_not_updating("other", callback=wait_again, progress=True)

    assert "[2 s] fraud-1 (pending) DEPLOYMENT_READY" in terminal.getvalue()
    assert not displays._table_in_use.locked()


def test_a_failure_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    scripted = ScriptedIO(at("UPDATE_FAILED", [("fraud-1", "DEPLOYMENT_FAILED", "no memory")]))

    with redirect_stderr(terminal), pytest.raises(WaiterError, match="no memory"):
        over(scripted).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    assert "DEPLOYMENT_FAILED" in terminal.getvalue()
    # The cursor is shown again.
    assert terminal.getvalue().endswith("\x1b[?25h")
    assert not displays._table_in_use.locked()


@pytest.mark.usefixtures("without_rich")
def test_no_secret_and_no_control_character_reaches_the_terminal(terminal: Terminal) -> None:
    message = "cannot log in with dapi-secret\x1b[2J\r\nat https://x" + "!" * 300
    scripted = ScriptedIO(at("NOT_UPDATING", [("fraud-1", "DEPLOYMENT_READY", message)], "config"))

    with redirect_stderr(terminal):
        over(scripted).wait_get_serving_endpoint_not_updating("fraud", progress=True)

    shown = terminal.getvalue()
    assert "[0 s] fraud-1 DEPLOYMENT_READY: cannot log in with *** [2J  at https://x!!!" in shown
    assert "dapi-secret" not in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) < 250


@pytest.mark.usefixtures("without_rich")
def test_a_real_terminal_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    leader, follower = os.openpty()
    with os.fdopen(follower, "w") as stderr, os.fdopen(leader, "rb", buffering=0) as screen:
        monkeypatch.setattr(sys, "stderr", stderr)
        over(script()).wait_get_serving_endpoint_not_updating("fraud", progress=True)

        shown = b""
        while shown.count(b"\n") < LINES.count("\n") and select.select([screen], [], [], 5)[0]:
            shown += screen.read(4096)
        assert shown.decode().replace("\r\n", "\n") == LINES


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({}, []),
        ({"config": None}, []),
        ({"config": {"served_entities": None}}, []),
        ({"config": {"served_entities": [{"entity_name": "a.b.c"}, 7]}}, [("a.b.c", "unknown", "")]),
        (
            {"config": {"served_entities": [{"name": "e"}], "served_models": [{"name": "e"}]}},
            [("e", "unknown", "")],
        ),
        (
            {"config": {"served_models": [{"name": "m", "state": {"deployment": "DEPLOYMENT_READY"}}]}},
            [("m", "DEPLOYMENT_READY", "")],
        ),
    ],
)
def test_whatever_an_endpoint_looks_like_has_rows(document: Any, found: list[Any]) -> None:
    assert rows(document, "fraud", None, str) == [("fraud", "unknown", ""), *found]


def test_times_are_written_as_people_say_them() -> None:
    assert [elapsed(seconds) for seconds in (0, 59.9, 60, 754)] == ["0 s", "59 s", "1 min 0 s", "12 min 34 s"]
