"""The command line: `python -m generator generate | check | diff | vendor | explain`."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from .commands import comparison, explaining, packages, vendoring


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 on a difference, 2 on an error.

    As in shells, it is 130 when the command was interrupted, and 141 when nobody reads what it prints.
    """
    parser = argparse.ArgumentParser(prog="python -m generator", description="OpenAPI to Python bindings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (packages, comparison, vendoring, explaining):
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("interrupted; nothing was changed", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads the output has seen enough, as `head` has; the end of the program must not write to it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    gc.disable()  # a run is short and makes next to no cycles; looking for them is a third of its time
    sys.exit(main())
