"""Makes packages from small specifications, imports them, and plays the service that they talk to."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

from generator.__main__ import main


def run(command: str, spec: Path, out: Path, package: str = "pets_api") -> int:
    """Run a command of the generator in this process and return its exit code."""
    return main([command, "--spec", str(spec), "--out", str(out), "--package", package])


def write_spec(folder: Path, text: str, name: str = "spec.yaml") -> Path:
    """Write a specification; a text that has only paths and components gets the usual head."""
    text = dedent(text)
    head = "" if text.startswith("openapi") else "openapi: 3.1.0\ninfo: {title: Pets, version: '1.0'}\n"
    path = folder / name
    path.write_text(head + text, encoding="utf-8")
    return path


def load_package(folder: Path, package: str = "pets_api") -> Any:
    """Import a generated package afresh, with all its modules."""
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        modules = [path.stem for path in (folder / package).glob("*.py") if path.stem != "__init__"]
        for module in sorted(modules):
            importlib.import_module(f"{package}.{module}")
        return importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))


def build(folder: Path, text: str, package: str = "pets_api") -> Any:
    """Generate a package from the text of a specification and import it."""
    assert run("generate", write_spec(folder, text), folder, package) == 0
    return load_package(folder, package)


@dataclass
class Answer:
    """A complete answer."""

    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    status: int = 200


@dataclass
class Service:
    """Answers calls from a script and records them: an executor without a network."""

    script: list[Answer]
    calls: list[Any] = field(default_factory=list)

    def execute(self, call: Any) -> Any:
        """Record the call and decode the next answer of the script."""
        self.calls.append(call)
        return call.operation.decode(self.script.pop(0))

    def wait(
        self,
        waiter: Any,
        arguments: Any,
        *,
        timeout: Any,
        callback: Any = None,
        progress: bool = False,
        origin: Any = None,
    ) -> Any:
        """Poll once."""
        return self.execute(waiter.poll(**arguments))


@dataclass
class AsyncService:
    """The same for coroutines."""

    service: Service

    async def execute(self, call: Any) -> Any:
        """Record the call and decode the next answer of the script."""
        return self.service.execute(call)

    async def wait(
        self,
        waiter: Any,
        arguments: Any,
        *,
        timeout: Any,
        callback: Any = None,
        progress: bool = False,
        origin: Any = None,
    ) -> Any:
        """Poll once."""
        return self.service.wait(waiter, arguments, timeout=timeout, callback=callback)
