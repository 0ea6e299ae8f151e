"""What the commands share: reading a document that must have no defects, and saying what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..accept import accept
from ..load import Document, load
from ..problems import SpecError

if TYPE_CHECKING:
    import argparse

    from ..naming.kept import Version

SHOWN = 20
"""How many warnings are shown as text."""


def checked(path: Path, shown: str, before: Version | None = None, *, strict: bool = False) -> Document:
    """Read a document; raise `SpecError` with everything that is wrong with it, unless that is only warnings."""
    return accept(load(path, shown), before, strict=strict)


def shown(spec: str) -> str:
    """Return the path as messages name it, for editors to jump to: as it was given, shorter where it is below here."""
    path, here = Path(spec), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def add_format(parser: argparse.ArgumentParser) -> None:
    """Let the user choose what the command prints."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json is one object, on stdout")


def refuse(options: argparse.Namespace, *errors: SpecError) -> int:
    """Report every problem of the documents; return the exit code for it."""
    if options.format == "json":
        answer(options, "", problems=[record for error in errors for record in error.records()])
    else:
        print("\n".join(error.show() for error in errors), file=sys.stderr)
    return 2


def answer(options: argparse.Namespace, text: str, **record: Any) -> None:
    """Print the outcome of a command, in the form that was asked for."""
    print(json.dumps({"problems": [], **record}, ensure_ascii=False, indent=2) if options.format == "json" else text)


def warn(options: argparse.Namespace, document: Document) -> None:
    """Show what is odd about a document; JSON has it in the answer."""
    texts = document.warnings.texts
    if options.format == "json" or not texts:
        return
    rest = len(texts) - SHOWN
    more = [f"{rest} more warnings; --format json lists all"] if rest > 0 else []
    print("\n".join([*texts[:SHOWN], *more]), file=sys.stderr)
