"""The command line: `python -m generator generate | check | diff | vendor | explain`."""

from __future__ import annotations

import argparse
import gc
import sys

from .commands import comparison, explaining, packages, vendoring


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 on a difference, 2 on an error, 130 when it was interrupted."""
    parser = argparse.ArgumentParser(prog="python -m generator", description="OpenAPI to Python bindings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (packages, comparison, vendoring, explaining):
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("interrupted; nothing was changed", file=sys.stderr)
        return 130


if __name__ == "__main__":
    gc.disable()  # a run is short and makes next to no cycles; looking for them is a third of its time
    sys.exit(main())
