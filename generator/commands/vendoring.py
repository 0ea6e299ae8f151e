"""`vendor`: a copy of the library, or of the bindings alone, in another package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..manifest import read_manifest
from ..trees import Tree, resolve
from ..vendor import VendorError, bindings_only, library, manifest
from .defaults import LIBRARY, OUT, PACKAGE
from .specifications import add_format, answer

if TYPE_CHECKING:
    import argparse

HELP = "copy the library into another package, or bring such a copy up to date"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("vendor", help=HELP, description=HELP)
    command.add_argument(
        "destination",
        metavar="DEST",
        type=Path,
        help="the folder that becomes the package; where it holds other things already, the package is put into it",
    )
    command.add_argument("--bindings-only", action="store_true", help="copy the generated package alone")
    command.add_argument("--without", action="append", metavar="PART", help="leave a module or folder out: emulator")
    command.add_argument("--check", action="store_true", help="write nothing; 1 when a run would change something")
    command.add_argument("--force", action="store_true", help="overwrite and remove what was edited in the copy")
    command.add_argument("--library", default=LIBRARY, type=Path, help="the hand-written package")
    command.add_argument("--bindings", default=f"{OUT}/{PACKAGE}", type=Path, help="the generated package")
    add_format(command)
    command.set_defaults(run=_vendor)


def _vendor(options: argparse.Namespace) -> int:
    """Return 0 when the copy is as it should be, 1 when not, 2 when nothing can be copied."""
    try:
        tree = _tree(options)
        edits, changes = tree.edits(), tree.changes()
        if options.check:
            edited = {line.partition(":")[0] for line in edits}
            others = [line for line in changes if line.partition(":")[0] not in edited]
            return _report(options, tree, [*edits, *others])
        if edits and not options.force:
            lines = "".join(f"\n  {line}" for line in edits)
            print(f"{tree.folder}: was edited; --force discards the edits{lines}", file=sys.stderr)
            return 1
        changed = tree.write()
    except VendorError as error:
        print(error, file=sys.stderr)
        return 2
    text = f"{tree.folder}: {tree.manifest.package} {tree.manifest.version}, {len(tree.files)} files"
    names = "".join(f"\n  {name}" for name in changed) if len(changed) < len(tree.files) else ""
    answer(options, f"{text}, {len(changed)} changed{names}", folder=str(tree.folder), changed=changed)
    return 0


def _tree(options: argparse.Namespace) -> Tree:
    """Return what the copy is to be; a copy that is there already goes on being of the same kind."""
    wanted = options.bindings if options.bindings_only else options.library
    folder = resolve(options.destination, wanted.name)
    present = read_manifest(folder)
    source = options.bindings if present and present.package == options.bindings.name else wanted
    if present and present.package != source.name:
        raise VendorError(f"{folder}: is a copy of {present.package}; choose another folder for {source.name}")
    if source is options.bindings:
        return _described(folder, bindings_only(options.bindings), options, source, ())
    without = tuple(options.without or (present.without if present else ()))
    files = library(options.library, options.bindings, without=without)
    return _described(folder, files, options, source, without)


def _described(
    folder: Path, files: dict[str, bytes], options: argparse.Namespace, source: Path, without: tuple[str, ...]
) -> Tree:
    if (licence := Path("LICENSE")).is_file():
        # The copy has to carry the licence under which it may be copied.
        files["LICENSE"] = licence.read_bytes()
    return Tree(folder, files, manifest(files, source, options.bindings, without))


def _report(options: argparse.Namespace, tree: Tree, drift: list[str]) -> int:
    found = "".join(f"\n  {line}" for line in drift)
    text = f"{tree.folder}: differs from {tree.manifest.package} {tree.manifest.version}{found}"
    answer(options, text if drift else f"{tree.folder}: up to date", folder=str(tree.folder), drift=drift)
    return 1 if drift else 0
