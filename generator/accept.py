"""The gate between reading and generating: what passes has no errors left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lint import lint
from .problems import SpecError
from .repair import name_apart, repair

if TYPE_CHECKING:
    from .load import Document
    from .naming.kept import Version


def accept(document: Document, before: Version | None = None, *, strict: bool = False) -> Document:
    """Return the document, repaired where there were warnings; raise `SpecError` if more is wrong with it.

    What was named apart in the version before stays so.
    """
    problems = lint(document)
    if any(strict or problem.severity == "error" for problem in problems):
        raise SpecError(document, problems)
    if problems:
        # First the report, since repairing moves what the warnings point to.
        document.warnings = SpecError(document, problems).report()
        repair(document, before)
    elif before:
        name_apart(document, before)
    return document
