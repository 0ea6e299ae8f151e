"""What a caller of the emulator can choose."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

Model = Callable[[Any], Any] | str | os.PathLike[str]
"""A callable that maps decoded inputs to predictions, or the path of a local MLflow model."""


@dataclass(frozen=True)
class Settings:
    """The choices that stay the same while an emulator runs."""

    deploy_seconds: float = 0.0
    """How long a deployment takes, on the emulator's clock."""

    stream_delay: float = 0.0
    """Real seconds between two events of a stream."""

    token_seconds: float = 3600.0
    """Lifetime of the tokens that the emulator issues, on its clock."""

    embedding_dimension: int = 1024
    """Length of the vectors of the built-in embedding model."""

    tokens: tuple[str, ...] = ()
    """The bearer tokens that are accepted; empty means any."""

    clients: Mapping[str, str] | None = None
    """The OAuth clients that are accepted, ID to secret; None means any."""

    workspace_queries: bool = True
    """Whether a route-optimized endpoint also answers at the workspace's own URL."""

    def __post_init__(self) -> None:
        for name in ("deploy_seconds", "stream_delay", "token_seconds", "embedding_dimension"):
            number: object = getattr(self, name)
            if not isinstance(number, (int, float)):
                raise TypeError(f"{name} must be a number, not {type(number).__name__}")
            if not 0 <= number < inf:
                raise ValueError(f"{name} must be a number of zero or more, not {number}")
