"""`generate` and `check`: the package of a document."""

from __future__ import annotations

import argparse
import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..changelog import Changelog, ChangelogError
from ..files import difference, is_foreign, package_files, write
from ..naming.history import read_past, settle
from ..naming.memory import NamesError
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
    try:
        package = _prepared(options, Path(options.out, options.package))
    except SpecError as error:
        return refuse(options, error)
    except (ChangelogError, ForeignError, NamesError) as error:
        print(error, file=sys.stderr)
        return 2
    for note in package.notes:
        print(note, file=sys.stderr)
    code: int = options.finish(options, package)
    return code


class Package(NamedTuple):
    """A package, complete before anything of it is written."""

    target: Path
    document: Document
    files: dict[str, str]
    changelog: Changelog
    listed: str | None
    """The text of the changelog, if that changes."""
    notes: list[str]


class ForeignError(Exception):
    """The package's folder holds files of somebody else."""


def _prepared(options: argparse.Namespace, target: Path) -> Package:
    if is_foreign(target):
        raise ForeignError(f"{target}: holds files that were not generated; choose another --out or --package")
    past = read_past(target)
    document = checked(Path(options.spec), shown(options.spec), past, strict=options.strict)
    warn(options, document)
    own = (options.spec, options.out, options.package) == (SPEC, OUT, PACKAGE)
    beside = Path(options.spec).parent / "CHANGELOG.md"
    changelog = Changelog(Path(options.changelog or beside), target, past, asked=own or bool(options.changelog))
    settled = settle(document, past)
    lost = [f"{past.document.path}: {past.defect}, so no name is kept"] if past and past.defect else []
    listed = changelog.updated(document, settled.api)
    return Package(target, document, package_files(document, settled), changelog, listed, [*lost, *changelog.notes])


def _write(options: argparse.Namespace, package: Package) -> int:
    target, files = package.target, package.files
    try:
        names = write(target, files, {package.changelog.path: package.listed} if package.listed else None)
    except NotWrittenError as error:
        print(error, file=sys.stderr)
        return 2
    text = f"{target}: {len(files)} files, {len(names)} changed" + "".join(f"\n  {name}" for name in names)
    answer(options, text, problems=package.document.warnings.records, files=len(files), changed=names)
    return 0


def _compare(options: argparse.Namespace, package: Package) -> int:
    parts = (difference(package.target, package.files), package.changelog.difference(package.listed))
    found = "\n".join(filter(None, parts))
    text = found or f"{package.target}: up to date"
    answer(options, text, problems=package.document.warnings.records, difference=found)
    return 1 if found else 0


def _identifier(name: str) -> str:
    if not name.isidentifier() or iskeyword(name):
        raise argparse.ArgumentTypeError(f"{name!r} cannot be the name of a package")
    return name
