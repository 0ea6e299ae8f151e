"""Importing the library loads nothing that only a request needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"urllib3", "ssl", "http", "socket", "certifi", "json", "logging", "email"}
HEAVY |= {"typing", "dataclasses", "enum", "inspect"}


def _modules_after(code: str) -> set[str]:
    probe = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
    # -S: site-packages may load modules of their own at start-up; -I would hide the library itself.
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code",
    ["import brickserve", "from brickserve import WorkspaceClient", "from brickserve.service import serving"],
)
def test_an_import_loads_nothing_heavy(code: str) -> None:
    assert _modules_after(code) & HEAVY == set()


def test_a_client_is_made_without_loading_the_network_stack() -> None:
    code = "from brickserve import WorkspaceClient\nWorkspaceClient(host='https://example.com', token='t')"

    assert _modules_after(code) & {"urllib3", "ssl", "http"} == set()
