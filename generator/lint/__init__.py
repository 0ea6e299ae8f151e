"""Finds every defect of a document in one run, before anything is generated from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .access import access
from .components import components
from .discriminators import discriminators
from .extensions import extensions
from .keywords import keywords
from .operations import operations
from .references import references
from .schemas import schemas
from .structure import skeleton, structure

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Problem


def lint(document: Document) -> list[Problem]:
    """Return all problems of a document; from one without problems everything can be generated."""
    if found := list(skeleton(document)):
        return [*document.unresolved, *found]
    checks = (structure, keywords, references, components, schemas, discriminators, operations, access, extensions)
    return [*document.unresolved, *(problem for check in checks for problem in check(document))]
