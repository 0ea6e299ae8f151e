"""The fixture of the generator's tests: a folder to generate into, as the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder, so that specifications are named by relative paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
