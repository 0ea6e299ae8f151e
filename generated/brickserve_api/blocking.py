"""What blocking service classes are made of: each method sends the request that a function builds."""

from __future__ import annotations

from .pages import iterate
from .shaping import answer_of, following, own, shaped
from .typed import Any, ParamSpec, TypeVar
from .waiting import Wait

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Concatenate

    from .waiting import Waiter
    from .wire import Call, Executor, WaitingExecutor

P = ParamSpec("P")
T = TypeVar("T")
Page = TypeVar("Page")
Item = TypeVar("Item")


class Service:
    """Methods that an executor carries out."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own(cls)


class WaitingService(Service):
    """Methods of which some start what goes on after their answers."""

    _executor: WaitingExecutor

    def __init__(self, executor: WaitingExecutor) -> None:
        super().__init__(executor)


def method(build: Callable[P, Call[T]]) -> Callable[Concatenate[Service, P], T]:
    """Return the method that sends what `build` builds and returns the answer."""

    def send(self: Service, /, *args: P.args, **kwargs: P.kwargs) -> T:
        executor = self._executor  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        return executor.execute(build(*args, **kwargs))

    return shaped(send, build)


def pages(
    build: Callable[P, Call[Page]],
    items: Callable[[Page], Iterable[Item] | None],
    item: str,
    *,
    token: Callable[[Page], Any] | None = None,
    parameter: str = "",
) -> Callable[Concatenate[Service, P], Iterator[Item]]:
    """Return the method that yields the items of every page, each an `item`.

    The `token` of a page is the `parameter` that asks for the next one.
    """

    def send(self: Service, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[Item]:
        executor = self._executor  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        return iterate(executor, build(*args, **kwargs), items, following(build, args, kwargs, token, parameter))

    return shaped(send, build, f"Iterator[{item}]")


def starts(
    build: Callable[P, Call[Any]], waiter: Waiter[T], *bind: str, creates: bool = False, answers: bool = True
) -> Callable[Concatenate[WaitingService, P], Wait[T]]:
    """Return the method that starts something and returns a handle on it, for which `waiter` waits.

    The arguments named in `bind` tell what to poll; `creates` says that it is new, `answers` that the answer shows it.
    """

    def send(self: WaitingService, /, *args: P.args, **kwargs: P.kwargs) -> Wait[T]:
        executor, call = self._executor, build(*args, **kwargs)  # pyright: ignore[reportPrivateUsage]  # a method of its subclasses
        answer = executor.execute(call)
        arguments = {name: call.arguments[name] for name in bind}
        return Wait(executor, waiter, arguments, answer if answers else None, creates=creates)

    return shaped(send, build, f"Wait[{answer_of(waiter.poll)}]")
