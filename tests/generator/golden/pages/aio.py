# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Books, as coroutines.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import coroutines, operations


class AsyncBooksAPI(coroutines.AsyncService):
    """The operations tagged Books."""

    list_books = coroutines.pages(
        operations.list_books,
        lambda answer: answer.books,
        "models.Book",
        token=lambda answer: answer.next_page_token,
        parameter="page_token",
    )
