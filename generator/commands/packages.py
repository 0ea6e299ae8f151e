"""`generate` and `check`: the package of a document."""

from __future__ import annotations

import argparse
import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from ..changelog import Changelog, ChangelogError
from ..files import difference, is_foreign, package_files, write
from ..problems import SpecError
from ..replacing import NotWrittenError
from .defaults import OUT, PACKAGE, SPEC
from .specifications import add_format, answer, checked, refuse, shown, warn

if TYPE_CHECKING:
    from ..load import Document


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the two commands."""
    for name, finish, text in (
        ("generate", _write, "write the package, whole or not at all"),
        ("check", _compare, "compare the package with the specification; write nothing"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--spec", default=SPEC, help="the OpenAPI document")
        command.add_argument("--out", default=OUT, help="the folder that holds the package")
        command.add_argument("--package", default=PACKAGE, type=_identifier, help="the package's name")
        command.add_argument(
            "--changelog",
            metavar="FILE",
            help="where the changes of the API are listed; by default CHANGELOG.md beside the document, "
            "if it says that it is the one of this package",
        )
        command.add_argument("--strict", action="store_true", help="let warnings stop the command as errors do")
        add_format(command)
        command.set_defaults(run=_run, finish=finish)


def _run(options: argparse.Namespace) -> int:
    target = Path(options.out, options.package)
    try:
        document, files, changelog = _prepared(options, target)
    except SpecError as error:
        return refuse(options, error)
    except (ChangelogError, ForeignError) as error:
        print(error, file=sys.stderr)
        return 2
    code: int = options.finish(options, target, document, files, changelog)
    return code


def _write(
    options: argparse.Namespace, target: Path, document: Document, files: dict[str, str], changelog: Changelog
) -> int:
    listed = changelog.updated(document)
    for note in changelog.notes:
        print(note, file=sys.stderr)
    try:
        names = write(target, files, {changelog.path: listed} if listed else None)
    except NotWrittenError as error:
        print(error, file=sys.stderr)
        return 2
    text = f"{target}: {len(files)} files, {len(names)} changed" + "".join(f"\n  {name}" for name in names)
    answer(options, text, problems=document.warnings.records, files=len(files), changed=names)
    return 0


def _compare(
    options: argparse.Namespace, target: Path, document: Document, files: dict[str, str], changelog: Changelog
) -> int:
    found = "\n".join(part for part in (difference(target, files), changelog.difference(document)) if part)
    answer(options, found or f"{target}: up to date", problems=document.warnings.records, difference=found)
    return 1 if found else 0


class ForeignError(Exception):
    """The package's folder holds files of somebody else."""


def _prepared(options: argparse.Namespace, target: Path) -> tuple[Document, dict[str, str], Changelog]:
    """Return everything that a command needs, complete before anything is written."""
    if is_foreign(target):
        raise ForeignError(f"{target}: holds files that were not generated; choose another --out or --package")
    document = checked(Path(options.spec), shown(options.spec), strict=options.strict)
    warn(options, document)
    own = (options.spec, options.out, options.package) == (SPEC, OUT, PACKAGE)
    beside = Path(options.spec).parent / "CHANGELOG.md"
    changelog = Changelog(Path(options.changelog or beside), target, asked=own or bool(options.changelog))
    return document, package_files(document), changelog


def _identifier(name: str) -> str:
    if not name.isidentifier() or iskeyword(name):
        raise argparse.ArgumentTypeError(f"{name!r} cannot be the name of a package")
    return name
