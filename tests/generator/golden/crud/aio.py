# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Pets, as coroutines.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import coroutines, operations


class AsyncPetsAPI(coroutines.AsyncService):
    """The pets of a shop.

    Every method may raise:
        ServerError: The shop is closed.
    """

    list = coroutines.pages(operations.list, lambda answer: answer.pets, "models.Pet")
    create = coroutines.method(operations.create)
    get = coroutines.method(operations.get)
    patch = coroutines.method(operations.patch)
    delete = coroutines.method(operations.delete)  # pyright: ignore[reportDeprecated]  # its callers are told
    get_toy = coroutines.method(operations.get_toy)
