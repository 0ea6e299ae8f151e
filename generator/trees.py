"""A vendored tree on the disk: what of it is not as it was written, and how it is brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .manifest import NAME, Manifest, digest, read_manifest
from .replacing import NotWrittenError, replace
from .vendor import VendorError, is_cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Tree:
    """A folder, and what it is to hold."""

    folder: Path
    files: dict[str, bytes]
    manifest: Manifest

    def edits(self) -> list[str]:
        """Say what somebody else did to the tree: files that were edited, deleted or put there."""
        before = self._before()
        present = _present(self.folder)
        # A file that is as it shall be was no edit: an interrupted run had got as far as that.
        found = [
            f"{name}: was {'edited' if name in present else 'deleted'}"
            for name, was in before.items()
            if present.get(name) not in (was, self.manifest.files.get(name))
        ]
        extra = [name for name in present if name not in before and present[name] != self.manifest.files.get(name)]
        return found + [f"{name}: does not belong to {self.manifest.package}" for name in extra]

    def changes(self) -> list[str]:
        """Say what a run would write and remove."""
        present = _present(self.folder)
        wanted = self.manifest.files
        updates = [
            f"{name}: {'differs' if name in present else 'is missing'}"
            for name in wanted
            if present.get(name) != wanted[name]
        ]
        stale = [
            f"{name}: is no longer part of {self.manifest.package}" for name in self._before() if name not in wanted
        ]
        current = read_manifest(self.folder)
        return (
            updates
            + [line for line in stale if line.partition(":")[0] in present]
            + ([] if current == self.manifest else [f"{NAME}: {'differs' if current else 'is missing'}"])
        )

    def write(self) -> list[str]:
        """Make the folder hold the files and nothing else, or leave all as it is; return what changed."""
        present = _present(self.folder)
        changed = [name for name in self.files if present.get(name) != self.manifest.files[name]]
        removed = [name for name in present if name not in self.files]
        is_listed = read_manifest(self.folder) == self.manifest
        made = {name: self.files[name] for name in changed}
        if not is_listed:
            made[NAME] = self.manifest.text().encode()
        try:
            replace({self.folder / name: content for name, content in made.items()}, (self.folder / n for n in removed))
        except NotWrittenError as error:
            raise VendorError(str(error)) from None
        for name in removed:
            _prune((self.folder / name).parent, self.folder)
        return [*changed, *removed, *([] if is_listed else [NAME])]

    def _before(self) -> dict[str, str]:
        """Return what was written last."""
        current = read_manifest(self.folder)
        if current is None and _present(self.folder):
            raise VendorError(f"{self.folder}: holds files, and no {NAME} that lists them; choose another folder")
        return dict(current.files) if current else {}


def resolve(destination: Path, name: str) -> Path:
    """Return the folder of the copy: the destination, or `name` in it when other things are there already."""
    is_copy = (destination / NAME).is_file() or destination.name == name
    return destination if is_copy or not _present(destination) else destination / name


def _present(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that are there, without the caches of tools."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: digest(path.read_bytes()) for name, path in names.items() if not is_cache(name) and name != NAME}


def _prune(folder: Path, above: Path) -> None:
    """Remove folders that became empty, up to but without `above`."""
    while folder != above and folder.is_dir() and not any(_left(folder)):
        for cache in sorted(folder.rglob("*"), reverse=True):
            remove = cache.rmdir if cache.is_dir() else cache.unlink
            remove()
        folder.rmdir()
        folder = folder.parent


def _left(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not is_cache(path.relative_to(folder).as_posix()))
