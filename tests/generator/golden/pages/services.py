# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Books.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import blocking, operations


class BooksAPI(blocking.Service):
    """The operations tagged Books."""

    list_books = blocking.pages(
        operations.list_books,
        lambda answer: answer.books,
        "models.Book",
        token=lambda answer: answer.next_page_token,
        parameter="page_token",
    )
