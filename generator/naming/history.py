"""What a package was generated from last, and the API of a document in which everything keeps its name from then."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..accept import accept
from ..load import Document, parse
from ..lower import lower
from ..problems import SpecError
from .carried import carried
from .kept import Names, Version, differing, named
from .memory import NAME, NamesError, read_names

if TYPE_CHECKING:
    from pathlib import Path

    from .. import ir

DOCUMENT = "openapi.json"


class Past(Version):
    """A package as it was generated last."""

    defect = ""
    """Why it cannot be told what was in it."""

    @cached_property
    def api(self) -> ir.Api:
        """What it consists of; `SpecError` when its document has defects, since an older generator took it."""
        try:
            return lower(self.document, self.kept)
        except Exception:
            # Only then, since looking for defects takes nearly as long.
            accept(self.document)
            raise


class Settled(NamedTuple):
    """An API in which everything has its name."""

    api: ir.Api
    kept: Names
    """The names that the document alone would give to something else."""


def read_past(package: Path) -> Past | None:
    """Return a package as it was generated last; None when there is none."""
    path = package / DOCUMENT
    kept = read_names(package / NAME)
    past = Past(Document(path.as_posix(), ""), kept)
    try:
        past.document = parse(Document(path.as_posix(), path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        if not kept:
            return None
        past.defect = "is missing"
    except (OSError, ValueError, RecursionError, SpecError):
        past.defect = "cannot be read"
    if past.defect and kept:
        # Their names would be lost without a word.
        raise NamesError(f"{path}: {past.defect}, without which {NAME} says nothing; restore it, or remove both")
    return past


def compact(document: Document) -> str:
    """Return a document as the package holds it."""
    return json.dumps(document.root, ensure_ascii=False, separators=(",", ":")) + "\n"


def settle(document: Document, past: Past | None) -> Settled:
    """Decide every name; what was there before has the first claim on the one that it had."""
    if past is None or past.defect:
        return Settled(lower(document), document.kept)
    if compact(past.document) == compact(document):
        api = lower(document, past.kept)
        if not past.kept or past.kept.keys() <= named(api).keys() | document.kept.keys():
            return Settled(api, past.kept)
        wanted = past.kept
    else:
        wanted = _carried(document, past)
    api = lower(document)
    return _with_names(document, wanted, api) if differing(wanted, named(api)) else Settled(api, document.kept)


def _carried(document: Document, past: Past) -> Names:
    """Return the names that what is still there had before."""
    try:
        return carried(named(past.api), past.document, document)
    except SpecError:
        past.defect = "has defects"
        return {}


def _with_names(document: Document, wanted: Names, plain: ir.Api) -> Settled:
    api = lower(document, wanted)
    chosen = named(api)
    if gone := [key for key in wanted if key.kind == "class" and key not in chosen]:
        # What is no class any more keeps its name from nothing.
        api = lower(document, {key: name for key, name in wanted.items() if key not in gone})
        chosen = named(api)
    kept: Names = {}
    # What is kept may in turn free a name for something that has to keep another one.
    while others := differing(chosen, named(plain)):
        kept |= others
        plain = lower(document, kept)
    return Settled(api, kept | document.kept)
