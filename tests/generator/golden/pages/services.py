# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Books."""

from __future__ import annotations

from . import operations
from .pages import iterate

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from . import models
    from .wire import Executor


class BooksAPI:
    """The operations tagged Books."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def list_books(self, *, author: str | None = None, page_token: str | None = None) -> Iterator[models.Book]:
        """Yield the books.

        Args:
            author: Only books of this author.
            page_token: Where to go on.

        Returns:
            The items, fetched page by page as they are asked for.
        """
        return iterate(
            self._executor,
            operations.list_books(author=author, page_token=page_token),
            lambda answer: answer.books,
            lambda answer: (
                operations.list_books(author=author, page_token=answer.next_page_token)
                if answer.next_page_token
                else None
            ),
        )
