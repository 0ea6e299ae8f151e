"""Starting and stopping: as an object, from the command line, and without the extra's packages."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import closing
from math import inf
from typing import Any

import pytest

from brickserve import WorkspaceClient
from brickserve.emulator import Emulator, ManualClock
from brickserve.emulator.__main__ import main
from brickserve.errors import BrickserveError
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput
from tests.emulator.wire import Wire


def listening(url: str) -> bool:
    host, _, port = url.removeprefix("http://").partition(":")
    with closing(socket.socket()) as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_an_emulator_listens_on_loopback_only_while_it_runs() -> None:
    with Emulator() as emulator:
        url = emulator.url
        assert url.startswith("http://127.0.0.1:")
        assert listening(url)

    assert not listening(url)
    with pytest.raises(RuntimeError, match="not running"):
        _ = emulator.url


def test_an_emulator_can_be_started_again_and_keeps_its_state() -> None:
    emulator = Emulator()
    with emulator:
        Wire(emulator).create("price")
        with pytest.raises(RuntimeError, match="already running"):
            emulator.start()
    with emulator:
        assert Wire(emulator).get("price")["name"] == "price"


def test_emulators_run_side_by_side_and_share_nothing() -> None:
    with Emulator() as first, Emulator() as second:
        Wire(first).create("price")

        assert first.url != second.url
        assert second.state.endpoints == {}


def test_a_port_that_is_taken_is_reported_at_once() -> None:
    with Emulator() as emulator, pytest.raises(OSError, match="in use"):
        Emulator(port=int(emulator.url.rpartition(":")[2])).start()


def test_a_connection_made_while_the_emulator_stops_is_closed_too() -> None:
    for _ in range(20):
        emulator = Emulator().start()
        with closing(socket.create_connection(("127.0.0.1", int(emulator.url.rpartition(":")[2])))):
            emulator.stop()

    # A transport that was left open says so when it is collected, and pytest turns that into a failure.
    gc.collect()


def test_an_emulator_that_stops_during_a_request_reports_nothing(caplog: pytest.LogCaptureFixture) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(rows: list[dict[str, int]]) -> list[int]:
        begun.set()
        go_on.wait(60)
        return [0 for _ in rows]

    def ask() -> None:
        with pytest.raises(BrickserveError):
            w.serving_endpoints.query("slow", dataframe_records=[{"x": 1}])

    entity = ServedEntityInput(entity_name="main.test.slow", entity_version="1")
    config = EndpointCoreConfigInput("slow", served_entities=[entity])
    with (
        Emulator(models={"main.test.slow": slow}) as emulator,
        WorkspaceClient(host=emulator.url, token=emulator.token) as w,
    ):
        w.serving_endpoints.create_and_wait("slow", config=config)
        asking = threading.Thread(target=ask)
        asking.start()
        assert begun.wait(60)
        emulator.stop()
        asking.join(60)
        go_on.set()

    assert caplog.text == ""


def test_a_stopped_emulator_leaves_no_thread() -> None:
    before = set(threading.enumerate())

    with Emulator() as emulator:
        Wire(emulator).create("price")

    assert set(threading.enumerate()) <= before


def test_reset_forgets_everything(emulator: Emulator, wire: Wire) -> None:
    wire.create("price")

    emulator.reset()

    assert emulator.state.endpoints == {}
    assert list(emulator.state.requests) == []


def test_requests_are_recorded_as_they_came(emulator: Emulator, wire: Wire) -> None:
    wire.send("GET", "/api/2.0/serving-endpoints?a=b%20c", headers={"Authorization": "Bearer t", "X-Trace": "1"})
    wire.send("PATCH", "/api/2.0/serving-endpoints/price/tags", {"add_tags": []})

    first, second = emulator.state.requests
    assert (first.operation, first.method, first.status) == ("list", "GET", 200)
    assert first.path == "/api/2.0/serving-endpoints?a=b%20c"
    assert first.headers["x-trace"] == "1"
    assert (second.operation, second.status, second.body) == ("patch", 404, b'{"add_tags": []}')


def test_a_manual_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="go back"):
        ManualClock().advance(-1)


def test_the_command_prints_its_url_and_serves() -> None:
    command = [sys.executable, "-m", "brickserve.emulator", "--port", "0", "--token", "dapi-only"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            url = line.removeprefix("Listening on ").strip()
            request = urllib.request.Request(
                f"{url}/api/2.0/serving-endpoints", headers={"Authorization": "Bearer dapi-only"}
            )
            with urllib.request.urlopen(request, timeout=10) as answer:
                body = answer.read()
        finally:
            process.terminate()
        last, _ = process.communicate(timeout=30)

    assert line.startswith("Listening on http://127.0.0.1:")
    assert body == b'{"endpoints":[]}'
    assert (last, process.returncode) == ("Stopped.\n", 0)


def test_the_command_says_when_its_port_is_taken(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", emulator.url.rpartition(":")[2]]) == 1
    assert "Cannot listen on 127.0.0.1:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value"),
    [("port", 65536), ("port", -1), ("deploy_seconds", -1.0), ("stream_delay", float("nan")), ("token_seconds", inf)],
)
def test_a_number_that_cannot_be_is_refused(option: str, value: Any) -> None:
    with pytest.raises(ValueError, match=option):
        Emulator(**{option: value})


def test_what_is_no_number_is_refused() -> None:
    seconds: Any = "2"
    with pytest.raises(TypeError, match="deploy_seconds must be a number, not str"):
        Emulator(deploy_seconds=seconds)


def test_the_command_says_which_option_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--port", "99999"])

    assert "error: port must be a number from 0 to 65535, not 99999" in capsys.readouterr().err


def test_the_command_explains_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    assert ended.value.code == 0
    assert "--deploy-seconds" in capsys.readouterr().out


@pytest.mark.parametrize("package", ["jsonschema", "starlette", "uvicorn"])
def test_a_missing_package_names_the_extra(package: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None\nimport brickserve.emulator"

    failed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert failed.returncode == 1
    assert f"ImportError: The emulator needs the package '{package}'." in failed.stderr
    assert "pip install 'brickserve[emulator]'" in failed.stderr
