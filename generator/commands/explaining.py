"""`explain`: what the code of a diagnosis means."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..problems import CODES, did_you_mean
from .specifications import add_format, answer

if TYPE_CHECKING:
    import argparse

HELP = "say what the code of a diagnosis means; without one, list them"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("explain", help=HELP, description=HELP)
    command.add_argument("code", nargs="?", metavar="CODE", help="such as E104")
    add_format(command)
    command.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    """Return 0, or 2 when there is no such code."""
    if options.code is None:
        text = "\n".join(f"{code}  {entry.summary}" for code, entry in CODES.items())
        answer(options, text, codes=[_record(code) for code in CODES])
        return 0
    code = options.code.upper()
    if code not in CODES:
        hint = did_you_mean(code, CODES) or "`python -m generator explain` lists all"
        print(f"there is no code {options.code}; {hint}", file=sys.stderr)
        return 2
    entry = CODES[code]
    why = f"\n\n{entry.reason}" if entry.reason else ""
    answer(options, f"{code}: {entry.summary}{why}\n\nWhat to do: {entry.hint}.", codes=[_record(code)])
    return 0


def _record(code: str) -> dict[str, str]:
    return {"code": code, **CODES[code]._asdict()}
