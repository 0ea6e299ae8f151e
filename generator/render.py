"""Templates to text: which template writes which file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .docs import one_line
from .expressions import FILTERS
from .models import declarations

if TYPE_CHECKING:
    from . import ir

TEMPLATES = Path(__file__).parent / "templates"
MARK = "# Generated from "


@dataclass(frozen=True)
class Words:
    """What differs between blocking and asynchronous code."""

    title: str
    prefix: str
    module: str
    """The module that makes its methods."""


BLOCKING = Words("Services of %s.", "", "blocking")
ASYNCHRONOUS = Words("Services of %s, as coroutines.", "Async", "coroutines")


def render(api: ir.Api) -> dict[str, str]:
    """Return the text of every file that a template writes, by its name."""
    hidden = _hidden(api)
    files: dict[str, dict[str, Any]] = {
        "__init__.py": {},
        "models.py": {"classes": declarations(api)},
        "operations.py": {"hidden": hidden},
        "services.py": {"words": BLOCKING},
        "aio.py": {"words": ASYNCHRONOUS},
        "README.md": {},
    }
    if api.waiters:
        files["waiters.py"] = {}
    if api.servers or api.schemes:
        files["access.py"] = {}
    environment = _environment()
    shared = {"api": api, "header": header(api)}
    return {
        name: environment.get_template(f"{'services.py' if name == 'aio.py' else name}.j2").render(**shared, **extra)
        for name, extra in files.items()
    }


def header(api: ir.Api) -> str:
    """Return the first line of every generated file."""
    # One line, whatever the document says: what stands on a second one would be code.
    return one_line(f"{MARK}{api.source} ({api.version}) by `make generate`. Do not edit.")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Python, not HTML
    )
    environment.filters |= FILTERS
    return environment


def _hidden(api: ir.Api) -> frozenset[str]:
    """Return the builtin types that an operation of the same name hides."""
    return frozenset({"list", "dict"} & {operation.name for operation in api.operations})
