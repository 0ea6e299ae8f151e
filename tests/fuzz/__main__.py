"""Fuzz every reader of foreign bytes: `python -m tests.fuzz --seconds 60`.

With atheris, where it is installed, the code's own coverage guides the search, one process per target;
without it, the committed corpus is changed at random. What breaks a promise is written beside the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

CORPUS = Path(__file__).with_name("corpus")
MAX_BYTES = 4096
ALPHABET = b'{}[]",:0123456789.eE+-\\untrfals \r\n\t;=#&?/HTP\x00\x80\xff\xed\xa0\xc3\xf0\x9f'


def seeds(name: str) -> list[bytes]:
    """Return the committed inputs of a target."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def changed(data: bytes, others: list[bytes], random: Random) -> bytes:
    """Return the input with a few bytes replaced, repeated, left out, or taken from another one."""
    made = bytearray(data)
    for _ in range(random.randrange(1, 5)):
        at = random.randrange(len(made) + 1)
        end = min(len(made), at + random.choice((0, 1, 1, 2, 8)))
        other = random.choice(others)
        start = random.randrange(len(other) + 1)
        piece = random.choice(
            (
                b"",
                bytes([random.choice(ALPHABET)]),
                random.randbytes(random.randrange(4)),
                bytes(made[at:end]) * random.randrange(1, 40),
                other[start : start + random.randrange(32)],
            )
        )
        made[at:end] = piece
    return bytes(made[:MAX_BYTES])


def search(target: Callable[[bytes], None], inputs: list[bytes], seconds: float, seed: int) -> tuple[int, bytes | None]:
    """Try inputs until one breaks a promise or time is up; return how many, and the one."""
    random, end, cases = Random(seed), time.monotonic() + seconds, 0
    pool = list(inputs) or [b""]
    for data in inputs:
        if broken(target, data):
            return cases, data
    while time.monotonic() < end:
        cases += 1
        data = changed(random.choice(pool), pool, random)
        if broken(target, data):
            return cases, data
        if len(pool) < 2000 and random.random() < 0.02:
            pool.append(data)
    return cases, None


def broken(target: Callable[[bytes], None], data: bytes) -> bool:
    """Tell whether the input breaks a promise."""
    try:
        target(data)
    except Exception as error:
        print(f"  {type(error).__name__}: {str(error)[:300]}")
        return True
    return False


def guided(name: str, seconds: float) -> int:
    """Let atheris search in a process of its own, and return that process's verdict."""
    command = [sys.executable, "-m", "tests.fuzz", "--guided", name, "--seconds", str(seconds)]
    return subprocess.run(command, check=False).returncode


def run_guided(name: str, seconds: float) -> None:
    """Hand this process over to atheris; it never returns."""
    import atheris

    with atheris.instrument_imports(include=["brickserve", "brickserve_api"]):
        from .targets import TARGETS
    options = [f"-max_total_time={int(seconds)}", f"-max_len={MAX_BYTES}", "-timeout=10", "-print_final_stats=1"]
    # What the search learns goes to the first folder; only what breaks a promise is kept.
    options.append(f"-artifact_prefix={CORPUS / name}/")
    atheris.Setup([sys.argv[0], *options, tempfile.mkdtemp(prefix="fuzz-"), str(CORPUS / name)], TARGETS[name])
    atheris.Fuzz()


def main(arguments: list[str] | None = None) -> int:
    """Search through every target; return 1 if any promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--guided", help=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help="do not use atheris")
    parser.add_argument("only", nargs="*", help="names of targets")
    options = parser.parse_args(arguments)
    if options.guided:
        run_guided(options.guided, options.seconds)
    from .targets import TARGETS

    names = options.only or list(TARGETS)
    each, findings = options.seconds / len(names), 0
    if importlib.util.find_spec("atheris") and not options.plain:
        return max(guided(name, each) for name in names)
    for name in names:
        cases, found = search(TARGETS[name], seeds(name), each, options.seed)
        print(f"{name}: {cases:,} cases, {'nothing found' if found is None else f'BROKEN by {found!r}'}", flush=True)
        if found is not None:
            findings += 1
            (CORPUS / name / hashlib.sha256(found).hexdigest()[:16]).write_bytes(found)
    print(f"fuzz: {findings} findings in {options.seconds:.0f} s (seed {options.seed})")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
