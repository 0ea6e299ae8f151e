"""Files that change together: all of them, or none, whatever fails or interrupts the change."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class NotWrittenError(Exception):
    """Nothing was changed; the message says why."""


def replace(made: Mapping[Path, bytes], removed: Iterable[Path] = ()) -> None:
    """Write and remove files; whatever goes wrong, everything is afterwards as it was before."""
    removed = list(removed)
    before = {path: _content(path) for path in (*made, *removed)}
    new_folders = _missing_folders(made)
    try:
        # All contents are on the disk before the first of them takes its place: a full disk changes nothing.
        for path, content in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _scratch(path).write_bytes(content)
        for path in made:
            os.replace(_scratch(path), path)
        for path in removed:
            path.unlink()
    except BaseException as error:
        _restore(before, new_folders)
        if isinstance(error, OSError):
            reason = f"{error.filename}: cannot be written: {error.strerror}; nothing was changed"
            raise NotWrittenError(reason) from None
        raise


def _restore(before: Mapping[Path, bytes | None], new_folders: Iterable[Path]) -> None:
    for path, content in before.items():
        with suppress(OSError):
            _scratch(path).unlink()
        if _content(path) == content:
            continue
        with suppress(OSError):
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
    for folder in new_folders:
        with suppress(OSError):
            folder.rmdir()


def _missing_folders(paths: Iterable[Path]) -> list[Path]:
    """Return the folders that have to be made, inner ones first."""
    folders = {folder for path in paths for folder in path.parents if not folder.exists()}
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _scratch(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
