"""Generates from one document and judges the outcome."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.problems import CODES

from .fetching import CACHE, fetched
from .processes import ROOT, Run, run
from .specifications import Specification

_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    name: str
    schemas: int
    operations: int
    seconds: float
    megabytes: float
    lines: int
    verdict: str
    good: bool
    details: str = ""


def judge(specification: Specification, worker: str) -> Row:
    """Generate, import, type-check, hold to the laws and count; say how it went."""
    path = fetched(specification)
    schemas, operations = _counts(path)
    package = "corpus_" + specification.name.replace("-", "_").replace(".", "_")
    folder = CACHE / "packages-made"
    shutil.rmtree(folder / package, ignore_errors=True)
    made = run(
        [
            sys.executable,
            "-m",
            "generator",
            "generate",
            "--spec",
            str(path),
            "--out",
            str(folder),
            "--package",
            package,
            "--format",
            "json",
        ],
        path=str(ROOT),
    )
    verdict, good, details = _verdict(specification, made, path, folder, package, operations, worker)
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in (folder / package).glob("*.py"))
    return Row(specification.name, schemas, operations, made.seconds, made.megabytes, lines, verdict, good, details)


def _counts(path: Path) -> tuple[int, int]:
    """Count schemas and operations without any help of the generator."""
    text = path.read_text(encoding="utf-8")
    root = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=_LOADER)
    items = root.get("paths") or {}
    operations = sum(len(_METHODS & set(item)) for item in items.values() if isinstance(item, dict))
    return len((root.get("components") or {}).get("schemas") or {}), operations


def _verdict(
    specification: Specification, made: Run, path: Path, folder: Path, package: str, operations: int, worker: str
) -> tuple[str, bool, str]:
    if made.code == 2:
        return _refusal(specification, made)
    if made.code:
        return f"FAILED: the generator ended with {made.code}", False, _end(made.out)
    if specification.refused:
        return "FAILED: was expected to be refused", False, ""
    for check in (_proof, _types):
        problem, details = check(path, folder, package, operations, worker)
        if problem:
            return f"FAILED: {problem}", False, details
    return "passed", True, ""


def _end(text: str) -> str:
    """Return the last lines of a traceback, the innermost first."""
    return "\n".join(reversed(text.splitlines()[-12:]))


def _refusal(specification: Specification, made: Run) -> tuple[str, bool, str]:
    """A refusal is honest if each of its problems has a place, a source line and a code, and the code is expected."""
    try:
        problems: list[dict[str, Any]] = json.loads(made.out)["problems"]
    except (ValueError, KeyError):
        return "FAILED: refused without saying why", False, made.out[-3000:]
    problems = [problem for problem in problems if problem["severity"] == "error"]
    lines = [f"{each['line']}:{each['column']}: error[{each['code']}]: {each['message']}" for each in problems]
    codes = sorted({problem["code"] for problem in problems})
    honest = bool(problems) and all(each["source"].strip() and each["code"] in CODES for each in problems)
    expected = honest and codes == sorted(specification.refused)
    word = "refused" if expected else "FAILED: refused"
    return f"{word}: {len(problems)} × {', '.join(codes)}", expected, "\n".join(lines)


def _proof(path: Path, folder: Path, package: str, operations: int, worker: str) -> tuple[str, str]:
    proof = run(
        [sys.executable, "-m", "tests.corpus.proving", str(folder), package, str(path)], path=f"{folder}:{ROOT}"
    )
    if proof.code:
        return "does not import", _end(proof.out)
    found = json.loads(proof.out.splitlines()[-1])
    if found["failures"]:
        return f"{found['failures']} of {found['classes']} classes break a law", "\n".join(found["first"])
    if found["operations"] != operations:
        return f"{found['operations']} of {operations} operations came out", ""
    return "", ""


def _types(path: Path, folder: Path, package: str, operations: int, worker: str) -> tuple[str, str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    cache = CACHE / "mypy" / worker
    checked = run([*command, f"--cache-dir={cache}", "-p", package], path=str(folder), folder=CACHE)
    if checked.code:
        return f"{len(checked.out.splitlines())} lines of mypy", checked.out[:3000]
    return "", ""
