"""Copies the library, or the bindings alone, into another package: the same files, no text rewritten."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING

from .manifest import Manifest, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEAM = "_api"
"""The part of the library that the bindings take the place of."""


class VendorError(Exception):
    """What should be copied cannot be."""


def library(overlays: Path, bindings: Path, *, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the files of the library with the bindings in the place of its seam."""
    own = {
        name: data for name, data in _files(overlays).items() if not _is_inside(name, (SEAM, f"{SEAM}.py", *without))
    }
    if unknown := [part for part in without if not any(_is_inside(name, (part,)) for name in _files(overlays))]:
        raise VendorError(f"{overlays}: has no {unknown[0]} to leave out")
    copied = {**own, **{f"{SEAM}/{name}": data for name, data in _files(bindings).items()}}
    _stands_alone(copied, overlays, bindings)
    return copied


def bindings_only(bindings: Path) -> dict[str, bytes]:
    """Return the files of the bindings."""
    return _files(bindings)


def manifest(files: dict[str, bytes], source: Path, bindings: Path, without: tuple[str, ...] = ()) -> Manifest:
    """Describe a copy: which package it is of, which version, which specification."""
    specification = (bindings / "openapi.json").read_bytes()
    info = json.loads(specification)["info"]
    found = re.search(rb'^__version__ = "([^"]+)"', files.get("__init__.py", b""), re.MULTILINE)
    return Manifest(
        package=source.name,
        version=found[1].decode() if found else str(info["version"]),
        specification={
            "title": str(info["title"]),
            "version": str(info["version"]),
            "hash": digest(specification),
        },
        files={name: digest(data) for name, data in files.items()},
        without=without,
    )


def is_cache(name: str) -> bool:
    """Tell whether a file was left by a tool: bytecode, and whatever stands in a hidden folder."""
    return name.endswith((".pyc", ".pyo")) or any(part == "__pycache__" or part[0] == "." for part in name.split("/"))


def _files(folder: Path) -> dict[str, bytes]:
    if not (folder / "__init__.py").is_file():
        raise VendorError(f"{folder}: is not a package; run this from the root of the repository")
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if not is_cache(name)}


def _is_inside(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in places)


def _stands_alone(files: dict[str, bytes], overlays: Path, bindings: Path) -> None:
    """Raise an error where a copy would fetch the installed library instead of itself."""
    for name, data in files.items():
        if name.endswith(".py"):
            for line, module in _imported(data):
                if module.partition(".")[0] in (overlays.name, bindings.name):
                    raise VendorError(
                        f"{name}:{line}: imports {module} by its full name, so that a copy cannot stand alone"
                    )


def _imported(source: bytes) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""
