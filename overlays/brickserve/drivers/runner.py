"""Drives a flow whose IO never suspends, so that one flow serves blocking and asynchronous callers."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any, TypeVar

    from ..config import Config
    from .blocking import BlockingIO

    T = TypeVar("T")


def run(flow: Coroutine[Any, Any, T]) -> T:
    """Carry `flow` out to its end in this thread and return its result; its exceptions pass unchanged."""
    try:
        flow.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    flow.close()
    raise RuntimeError("a flow awaited something other than its io, which a blocking client cannot do")


def blocking_io(config: Config) -> BlockingIO:
    """Return the IO for what a configuration does without a client, such as fetching a token."""
    from .blocking import BlockingIO

    return BlockingIO(config)
