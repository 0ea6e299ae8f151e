"""Lists that arrive page by page, read lazily."""

from __future__ import annotations

from .typed import TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

    from .wire import AsyncExecutor, Call, Executor

Page = TypeVar("Page")
Item = TypeVar("Item")


def iterate(
    executor: Executor,
    call: Call[Page],
    items: Callable[[Page], Iterable[Item] | None],
    following: Callable[[Page], Call[Page] | None],
) -> Iterator[Item]:
    """Yield the items of every page; the first request leaves when the first item is asked for."""
    upcoming: Call[Page] | None = call
    while upcoming is not None:
        page = executor.execute(upcoming)
        yield from items(page) or ()
        upcoming = following(page)


async def aiterate(
    executor: AsyncExecutor,
    call: Call[Page],
    items: Callable[[Page], Iterable[Item] | None],
    following: Callable[[Page], Call[Page] | None],
) -> AsyncIterator[Item]:
    """Yield the items of every page; the first request leaves when the first item is asked for."""
    upcoming: Call[Page] | None = call
    while upcoming is not None:
        page = await executor.execute(upcoming)
        for item in items(page) or ():
            yield item
        upcoming = following(page)
