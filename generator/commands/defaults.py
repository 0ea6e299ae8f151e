"""What the commands work on when nothing else is asked for: the only file that knows of this very project."""

from __future__ import annotations

SPEC, OUT, PACKAGE = "spec/serving.yaml", "generated", "brickserve_api"
LIBRARY = "overlays/brickserve"
