"""A copy of the project in which a module may be broken, and a quick way to run tests there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.util import Finalize
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
PARTS = ("generated", "overlays", "tests", "spec", "generator", "pyproject.toml", "README.md", "LICENSE", "Makefile")
PRELOADED = (
    *("pytest", "hypothesis", "hypothesis.strategies", "hypothesis.internal.conjecture.engine", "hypothesis.stateful"),
    *("urllib3", "urllib3.connection", "urllib3.util", "email.utils", "asyncio", "configparser", "html", "base64"),
    *(
        "certifi",
        "concurrent.futures.thread",
        "http.client",
        "json",
        "logging",
        "pickle",
        "subprocess",
        "unittest.mock",
    ),
)


class Bench:
    """The copy; tests run in forked children, so that nothing of one mutant is left for the next."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="mutants-"))
        self._changes = 0
        # Processes of a pool end without leaving the `with` statement.
        Finalize(self, shutil.rmtree, (self.root, True), exitpriority=1)
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, self.root / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, self.root / part)

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def red(self, file: str, text: bytes, tests: list[str], seconds: float) -> str:
        """Return "red" if a test fails with the file's new text, "green" if none does, "late" if none ends."""
        path = self.root / file
        honest = path.read_bytes()
        self._write(path, text)
        try:
            return self.outcome(tests, seconds)
        finally:
            self._write(path, honest)

    def outcome(self, tests: list[str], seconds: float) -> str:
        """Run the tests up to the first failure."""
        child = os.fork()
        if not child:
            self._run(tests)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                return {0: "green", 5: "nothing", 4: "nothing"}.get(code, "red")
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "late"

    def _run(self, tests: list[str]) -> None:
        code = 3
        try:
            os.setpgid(0, 0)
            os.chdir(self.root)
            paths = [str(self.root / "generated"), str(self.root / "overlays"), str(self.root)]
            sys.path[:0] = paths
            # This very package was imported from the honest project.
            for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
                del sys.modules[name]
            os.environ["PYTHONPATH"] = os.pathsep.join(paths)
            # Whatever else is installed may bring plugins, and those take longer to load than most tests to run.
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            import pytest

            without_shrinking()
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
        finally:
            os._exit(code)

    def _write(self, path: Path, text: bytes) -> None:
        path.write_bytes(text)
        # Python tells compiled modules apart by their second of change, and two changes may fall into one.
        self._changes += 1
        moment = time.time() - 10**6 + self._changes * 2
        os.utime(path, (moment, moment))


def preload() -> None:
    """Import what every test run needs and no mutant touches."""
    for name in PRELOADED:
        __import__(name)
    assert not any(name.partition(".")[0] in ("brickserve", "brickserve_api") for name in sys.modules)


def without_shrinking() -> None:
    """Let properties end with the first counterexample: here it only matters whether there is one."""
    from hypothesis import Phase, settings

    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None)
    settings.load_profile("mutants")


def collected(*arguments: str) -> list[str]:
    """Return the ids of the project's tests, without parameters."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = (line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line)
    return list(dict.fromkeys(lines))
