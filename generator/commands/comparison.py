"""`diff`: what differs between two versions of an API."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..changes import compare
from ..changes.show import records, text
from ..naming.history import DOCUMENT
from ..naming.kept import Version
from ..naming.memory import NAME, NamesError, read_names
from ..problems import SpecError
from .specifications import add_format, answer, checked, refuse

if TYPE_CHECKING:
    import argparse

    from ..load import Document

HELP = "list the changes of an API between two documents, breaking ones first"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("diff", help=HELP, description=HELP)
    command.add_argument("old", metavar="OLD", help="the document as it was")
    command.add_argument("new", metavar="NEW", help="the document as it is")
    add_format(command)
    command.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    """Return 0 when every old program still works, 1 when not, 2 when a document has defects."""
    documents: list[Document] = []
    errors: list[SpecError] = []
    old = Path(options.old)
    try:
        kept = read_names(old.with_name(NAME)) if old.name == DOCUMENT else {}
    except NamesError as error:
        print(error, file=sys.stderr)
        return 2
    for path in (options.old, options.new):
        try:
            documents.append(checked(Path(path), path, Version(documents[0], kept) if documents else None))
        except SpecError as error:
            errors.append(error)
    if errors:
        return refuse(options, *errors)
    try:
        changes = compare(documents[0], documents[1], kept)
    except SpecError as error:
        return refuse(options, error)
    breaking = any(change.impact.is_breaking for change in changes)
    answer(options, text(changes), breaking=breaking, changes=records(changes))
    return 1 if breaking else 0
