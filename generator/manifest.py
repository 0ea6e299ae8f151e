"""The list of what was copied into a tree: it tells local edits from what `vendor` wrote."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "vendored.json"


@dataclass(frozen=True)
class Manifest:
    """What a vendored tree was made from, and what each of its files held."""

    package: str
    version: str
    specification: Mapping[str, str]
    """Title, version and hash of the API's document."""
    files: Mapping[str, str]
    """Hashes, by path."""
    without: tuple[str, ...] = ()
    """The parts that were left out."""

    def text(self) -> str:
        """Return the manifest as the file that is written."""
        record = {
            "package": self.package,
            "version": self.version,
            "specification": dict(self.specification),
            "without": list(self.without),
            "files": dict(sorted(self.files.items())),
        }
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a vendored tree; None when the folder has none that can be read."""
    try:
        record: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Manifest(
            package=str(record["package"]),
            version=str(record["version"]),
            specification=dict(record["specification"]),
            files=dict(record["files"]),
            without=tuple(record["without"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digest(data: bytes) -> str:
    """Return a file's hash; line ends do not count, since version control may rewrite them."""
    return "sha256:" + hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
