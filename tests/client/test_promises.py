"""Promises of the reliability document that no other module is about."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brickserve import WorkspaceClient
from brickserve._api import models, waiters

from .servers import Server, always, reply


def test_a_body_that_can_be_read_only_once_is_refused_before_anything_is_sent() -> None:
    def pieces() -> Iterator[str]:
        yield "once"

    with Server(always(reply())) as server, WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
        with pytest.raises(TypeError, match="body"):
            client.api_client.do("POST", "/api/2.0/anything", body=pieces())

        assert server.connections == 0


def test_a_netrc_file_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password a-canary\ndefault login x password y\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))

    with Server(always(reply())) as server, WorkspaceClient(host=server.url, token="a-token-for-tests") as client:
        client.api_client.do("GET", "/api/2.0/anything")

    (head,) = server.heads
    assert "Authorization: Bearer a-token-for-tests" in head
    assert "Basic" not in head


def test_every_state_of_a_waiter_has_exactly_one_verdict() -> None:
    waiter = waiters.SERVING_ENDPOINT_NOT_UPDATING
    verdicts = (*waiter.success, *waiter.failure, *waiter.retry)

    assert sorted(verdicts) == sorted(str(member) for member in models.EndpointStateConfigUpdate)
    assert set(waiters.ALL) == {waiter.name}


SCRIPT = """
import sys, threading
from brickserve import WorkspaceClient
from brickserve.errors import BrickserveError
with WorkspaceClient(host=sys.argv[1], token="a-token-for-tests") as client:
    assert client.serving_endpoints.get("fraud").name == "fraud"
    assert client.serving_endpoints.query("fraud", prompt="hello") is not None
    try:
        client.serving_endpoints.get("..")
    except ValueError:
        pass
    assert repr(client) and client.config.debug_string()
assert threading.active_count() == 1, threading.enumerate()
"""


def test_no_warning_and_no_thread_comes_of_importing_and_using_the_library() -> None:
    body = b'{"name": "fraud", "id": "1"}'
    with Server(always(reply(body))) as server:
        command = [sys.executable, "-W", "error", "-bb", "-X", "dev", "-c", SCRIPT, server.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (0, "")
