"""Every code block of the README runs: Python against the emulator, shell commands against what they name."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brickserve import WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """Return the code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    models = {"main.risk.fraud": lambda rows: [0.5 for _ in rows]}
    with Emulator(models=models) as running, WorkspaceClient(host=running.url, token=running.token) as w:
        for name, entity_name in (("assistant", "system.ai.assistant"), ("fraud", "main.risk.fraud")):
            entity = ServedEntityInput(entity_name=entity_name, entity_version="1")
            config = EndpointCoreConfigInput(name, served_entities=[entity])
            w.serving_endpoints.create_and_wait(name, config=config)
        yield running


@pytest.mark.parametrize("code", blocks("python"))
def test_a_python_block_runs(
    code: str, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABRICKS_HOST", emulator.url)
    monkeypatch.setenv("DATABRICKS_TOKEN", emulator.token)

    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})

    for printed in re.findall(r"print\(.*\)  # (\[.*)$", code, re.MULTILINE):
        assert printed in capsys.readouterr().out


@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines()])
def test_a_shell_line_names_a_target_or_command_that_exists(line: str) -> None:
    words = shlex.split(line, comments=True)

    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    else:
        command = [sys.executable, *words[1:], "--help"]
        assert words[0] == "python"
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
