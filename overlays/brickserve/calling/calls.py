"""The calls, waiters and executors of any generated package, by their shape.

A generated package brings its own classes of these names; what it shares with the others is what they
look like. So nothing here is imported from one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta
    from typing import Any

    from ..io import HttpResponse

T_co = TypeVar("T_co", covariant=True)


class OperationLike(Protocol[T_co]):
    """The constant facts of an operation."""

    @property
    def id(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def idempotence(self) -> str: ...
    @property
    def decode(self) -> Callable[[HttpResponse], T_co]: ...
    @property
    def reconcile(self) -> Callable[[Mapping[str, Any]], CallLike[Any]] | None: ...


class CallLike(Protocol[T_co]):
    """One request of an operation."""

    @property
    def operation(self) -> OperationLike[T_co]: ...
    @property
    def arguments(self) -> Mapping[str, Any]: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def headers(self) -> dict[str, str]: ...
    @property
    def body(self) -> bytes | None: ...


class WaiterLike(Protocol[T_co]):
    """What to poll, and what the states mean."""

    @property
    def name(self) -> str: ...
    @property
    def poll(self) -> Callable[..., CallLike[T_co]]: ...
    @property
    def state(self) -> str: ...
    @property
    def success(self) -> tuple[str, ...]: ...
    @property
    def failure(self) -> tuple[str, ...]: ...
    @property
    def retry(self) -> tuple[str, ...]: ...
    @property
    def messages(self) -> tuple[str, ...]: ...
    @property
    def timeout(self) -> timedelta: ...
    def versions(self, resource: Any, /) -> tuple[int | None, int | None]: ...


class OriginLike(Protocol):
    """What is known of the operation that a wait follows."""

    @property
    def creates(self) -> bool: ...
    @property
    def version(self) -> int | None: ...
