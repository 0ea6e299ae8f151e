# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Pets.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import blocking, operations


class PetsAPI(blocking.Service):
    """The pets of a shop.

    Every method may raise:
        ServerError: The shop is closed.
    """

    list = blocking.pages(operations.list, lambda answer: answer.pets, "models.Pet")
    create = blocking.method(operations.create)
    get = blocking.method(operations.get)
    patch = blocking.method(operations.patch)
    delete = blocking.method(operations.delete)  # pyright: ignore[reportDeprecated]  # its callers are told
    get_toy = blocking.method(operations.get_toy)
