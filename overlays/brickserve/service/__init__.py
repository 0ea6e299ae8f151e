"""The services of the workspace that brickserve knows: `serving`."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import serving as serving


def __getattr__(name: str) -> object:
    if name == "serving":
        from importlib import import_module

        return import_module(f"{__name__}.serving")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
