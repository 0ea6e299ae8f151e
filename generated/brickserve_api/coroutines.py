"""What asynchronous service classes are made of: each coroutine sends the request that a function builds."""

from __future__ import annotations

from .pages import aiterate
from .shaping import answer_of, following, own, shaped
from .typed import Any, ParamSpec, TypeVar
from .waiting import AsyncWait

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
    from typing import Concatenate

    from .waiting import Waiter
    from .wire import AsyncExecutor, AsyncWaitingExecutor, Call

P = ParamSpec("P")
T = TypeVar("T")
Page = TypeVar("Page")
Item = TypeVar("Item")


class AsyncService:
    """Coroutines that an executor carries out."""

    def __init__(self, executor: AsyncExecutor) -> None:
        self._executor = executor

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own(cls)


class AsyncWaitingService(AsyncService):
    """Coroutines of which some start what goes on after their answers."""

    _executor: AsyncWaitingExecutor

    def __init__(self, executor: AsyncWaitingExecutor) -> None:
        super().__init__(executor)


def method(build: Callable[P, Call[T]]) -> Callable[Concatenate[AsyncService, P], Coroutine[Any, Any, T]]:
    """Return the coroutine function that sends what `build` builds and returns the answer."""

    async def send(self: AsyncService, /, *args: P.args, **kwargs: P.kwargs) -> T:
        executor = self._executor  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        return await executor.execute(build(*args, **kwargs))

    return shaped(send, build)


def pages(
    build: Callable[P, Call[Page]],
    items: Callable[[Page], Iterable[Item] | None],
    item: str,
    *,
    token: Callable[[Page], Any] | None = None,
    parameter: str = "",
) -> Callable[Concatenate[AsyncService, P], AsyncIterator[Item]]:
    """Return the method that yields the items of every page, each an `item`.

    The `token` of a page is the `parameter` that asks for the next one.
    """

    def send(self: AsyncService, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[Item]:
        executor = self._executor  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        return aiterate(executor, build(*args, **kwargs), items, following(build, args, kwargs, token, parameter))

    return shaped(send, build, f"AsyncIterator[{item}]")


def starts(
    build: Callable[P, Call[Any]], waiter: Waiter[T], *bind: str, creates: bool = False, answers: bool = True
) -> Callable[Concatenate[AsyncWaitingService, P], Coroutine[Any, Any, AsyncWait[T]]]:
    """Return the coroutine function that starts something and returns a handle on it, for which `waiter` waits.

    The arguments named in `bind` tell what to poll; `creates` says that it is new, `answers` that the answer shows it.
    """

    async def send(self: AsyncWaitingService, /, *args: P.args, **kwargs: P.kwargs) -> AsyncWait[T]:
        executor, call = self._executor, build(*args, **kwargs)  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        answer = await executor.execute(call)
        arguments = {name: call.arguments[name] for name in bind}
        return AsyncWait(executor, waiter, arguments, answer if answers else None, creates=creates)

    return shaped(send, build, f"AsyncWait[{answer_of(waiter.poll)}]")
