"""The list of an API's changes that `generate` keeps: what is new since the package was generated last."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from .accept import accept
from .changelog_text import Section, entries, first_version, join, split
from .changes import differences
from .changes.side import Side
from .naming.history import DOCUMENT
from .problems import SpecError

if TYPE_CHECKING:
    from pathlib import Path

    from . import ir
    from .changes.change import Change
    from .load import Document
    from .naming.history import Past

_MARK = "<!-- Changes of the API of {package}, listed by `python -m generator generate`. Do not edit. -->"


class ChangelogError(Exception):
    """A changelog that was asked for cannot be written, since the file is somebody else's."""


class Changelog:
    """The changelog of one package: a file whose first lines name that package.

    A file beside a document may be anybody's: only one that names the package is written, or one that was asked for.
    """

    def __init__(self, path: Path, package: Path, past: Past | None, *, asked: bool) -> None:
        self.path = path
        self._past = past
        self.notes: list[str] = []
        """What kept changes from being listed."""
        self._package = package
        self._mark = _MARK.format(package=_relative(package, path.parent))
        self._text = path.read_text(encoding="utf-8") if path.is_file() else None
        is_ours = self._text is not None and self._mark in self._text
        self._active = is_ours or (asked and self._text is None)
        if asked and not self._active:
            raise ChangelogError(f"{path}: is not the changelog of {package}; choose another --changelog")

    def updated(self, document: Document, api: ir.Api) -> str | None:
        """Return the changelog with the document's changes; None when there is nothing to write."""
        if not self._active:
            return None
        version = " ".join(str(document.root["info"]["version"]).split())
        if self._past is None:
            is_first = self._text is None and not (self._package / DOCUMENT).exists()
            return join(self._head, [Section(version, first_version(api))]) if is_first else None
        changes = self._changes(self._past, Side(document, api))
        if not changes:
            return None
        head, sections = split(self._text) if self._text is not None else (self._head, [])
        present = next((section for section in sections if section.version == version), None)
        if present is None:
            sections.insert(0, present := Section(version))
        for change in changes:
            present.add(*entries(change))
        return join(head, [section for section in sections if section.has_content])

    def difference(self, text: str | None) -> str:
        """Return how the file would change to a text, as a unified diff; empty when it would not."""
        if text is None:
            return ""
        lines = difflib.unified_diff(
            (self._text or "").splitlines(),
            text.splitlines(),
            f"{self.path}",
            f"{self.path} (generated)",
            lineterm="",
        )
        return "\n".join(lines)

    @property
    def _head(self) -> str:
        return (
            f"# API changes\n\n{self._mark}\n\nNewest first. What breaks programs comes first, with whom it breaks.\n"
        )

    def _changes(self, past: Past, new: Side) -> list[Change]:
        if past.document.root == new.document.root:
            return []
        try:
            # A document may have passed an older generator.
            if not past.defect:
                return differences(Side(accept(past.document), past.api), new)
        except SpecError:
            past.defect = "has defects"
        self.notes.append(f"{self._package / DOCUMENT}: {past.defect}, so {self.path} lists no changes since")
        return []


def _relative(package: Path, folder: Path) -> str:
    return os.path.relpath(package.resolve(), folder.resolve()).replace(os.sep, "/")
