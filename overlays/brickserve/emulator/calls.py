"""What a handler is given, and what it returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .connections import Connections
from .faults import Fault
from .spec import Spec
from .state import Workspace
from .tokens import TokenBook
from .values import Object
from .web import Response


def _no_connection() -> None:
    """Stands for a connection that cannot be cut."""


@dataclass(frozen=True)
class Call:
    """One request, authenticated and checked against the specification."""

    operation: str
    workspace: Workspace
    spec: Spec
    tokens: TokenBook
    connections: Connections
    params: Mapping[str, str]
    """Path parameters, percent-decoded."""

    body: Object
    form: Mapping[str, str]
    headers: Mapping[str, str]
    base_url: str
    caller: str
    """Who calls: a user, or the OAuth client that the token was issued to."""

    request_id: str
    fault: Fault | None = None
    cut: Callable[[], None] = field(default=_no_connection)
    """Closes the connection to the client."""


Answer: TypeAlias = Response | Object
Handler = Callable[[Call], Answer | Awaitable[Answer]]
