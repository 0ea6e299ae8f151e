"""A lean, typed client of the Databricks Model Serving REST API.

- `WorkspaceClient`, `AsyncWorkspaceClient`: where every program begins
- `Config`: host, credentials and options, from arguments, environment and profiles
- `errors`: everything that is raised
- `service.serving`: every model, enum and service class
- `emulator`: a local server for tests and demos

Names load when they are first used, so that importing brickserve costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from .client import AsyncWorkspaceClient as AsyncWorkspaceClient
    from .client import WorkspaceClient as WorkspaceClient
    from .config import Config as Config

__version__ = "0.1.0"
__all__ = ["AsyncWorkspaceClient", "Config", "WorkspaceClient", "__version__"]

_HOMES = {"AsyncWorkspaceClient": "client", "Config": "config", "WorkspaceClient": "client"}
_MODULES = frozenset({"config", "core", "emulator", "errors", "service", "sse"})


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    elif name in _MODULES:
        return import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
