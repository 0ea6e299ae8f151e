"""What configurations are made of, in the tests."""

from __future__ import annotations

from pathlib import Path

from brickserve.config import Config
from brickserve.drivers.runner import run

from .scripted import ScriptedIO

HOST = "https://example.cloud.databricks.com"
TOKEN = "dapi-canary-0123456789"
SECRET = "dose-canary-0123456789"


def profile_file(folder: Path, content: str) -> None:
    """Write a profile file that only its owner can read."""
    path = folder / ".databrickscfg"
    path.write_text(content)
    path.chmod(0o600)


def headers_of(config: Config) -> dict[str, str]:
    """Return the headers that authenticate a request."""
    return run(config.credentials.headers(ScriptedIO(), None))
