"""The output depends on the specification alone: not on hash seed, place, machine or settings nearby."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from generator.files import LINE_LENGTH

from .test_goldens import GOLDEN

ROOT = Path(__file__).parents[2]


def _generated(work: Path, *, seed: str) -> dict[str, bytes]:
    work.mkdir(parents=True)
    (work / "spec.yaml").write_bytes((GOLDEN / "crud" / "spec.yaml").read_bytes())
    subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "generate",
            "--spec",
            "spec.yaml",
            "--out",
            ".",
            "--package",
            "p",
        ],
        cwd=work,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in (work / "p").iterdir()}


def test_the_output_is_the_same_for_every_hash_seed_and_place(tmp_path: Path) -> None:
    first = _generated(tmp_path / "a", seed="0")

    assert _generated(tmp_path / "b" / "c", seed="1") == first
    assert _generated(tmp_path / "d", seed="4242") == first


def test_settings_of_the_surroundings_do_not_matter(tmp_path: Path) -> None:
    plain = _generated(tmp_path / "a", seed="0")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "pyproject.toml").write_text("[tool.ruff]\nline-length = 60\n[tool.black]\nline-length = 60\n")

    assert _generated(tmp_path / "b" / "c", seed="0") == plain


def test_the_output_names_no_folder_of_the_machine(tmp_path: Path) -> None:
    for name, text in _generated(tmp_path / "a", seed="0").items():
        assert str(tmp_path).encode() not in text, name
        assert str(ROOT).encode() not in text, name


def test_the_generator_knows_no_particular_api() -> None:
    for path in sorted((ROOT / "generator").rglob("*")):
        if path.suffix in (".py", ".j2", ".jinja2", ".md"):
            assert "databricks" not in path.read_text(encoding="utf-8").lower(), path


def test_generated_code_has_the_line_length_of_the_project() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert settings["tool"]["ruff"]["line-length"] == LINE_LENGTH
