"""The command line: `python -m generator generate | check`."""

from __future__ import annotations

import argparse
import sys
from keyword import iskeyword
from pathlib import Path

from .files import difference, is_foreign, package_files, write
from .lint import lint
from .load import Document, load
from .problems import SpecError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 on a difference, 2 on a defective specification."""
    options = _parser().parse_args(arguments)
    target = Path(options.out, options.package)
    if is_foreign(target):
        print(
            f"{target}: holds modules that were not generated; choose another --out or --package",
            file=sys.stderr,
        )
        return 2
    try:
        document = _checked(options.spec)
        files = package_files(document)
    except SpecError as error:
        print(error.show(), file=sys.stderr)
        return 2
    return int(options.run(target, files))


def _checked(spec: str) -> Document:
    document = load(Path(spec), _shown(spec))
    if problems := lint(document):
        raise SpecError(document, problems)
    return document


def _shown(spec: str) -> str:
    """Return the path as messages and generated files name it: never one that depends on the machine."""
    path = Path(spec)
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else Path(path.name)
    return path.as_posix()


def _generate(target: Path, files: dict[str, str]) -> int:
    changed = write(target, files)
    print(f"{target}: {len(files)} files, {len(changed)} changed" + "".join(f"\n  {name}" for name in changed))
    return 0


def _check(target: Path, files: dict[str, str]) -> int:
    found = difference(target, files)
    print(found or f"{target}: up to date")
    return 1 if found else 0


def _identifier(name: str) -> str:
    if not name.isidentifier() or iskeyword(name):
        raise argparse.ArgumentTypeError(f"{name!r} cannot be the name of a package")
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description="OpenAPI to Python bindings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text in (
        ("generate", _generate, "write the package, whole or not at all"),
        ("check", _check, "compare the package with the specification; write nothing"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--spec", default="spec/serving.yaml", help="the OpenAPI document")
        command.add_argument("--out", default="generated", help="the folder that holds the package")
        command.add_argument("--package", default="brickserve_api", type=_identifier, help="the package's name")
        command.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
