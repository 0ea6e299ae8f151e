# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Pets."""

from __future__ import annotations

from . import operations
from .pages import iterate
from .typed import List, deprecated

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from . import models
    from .wire import Executor


class PetsAPI:
    """The pets of a shop.

    Every method may raise:
        ServerError: The shop is closed.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def list(self, *, kind: models.Kind | None = None) -> Iterator[models.Pet]:
        """Yield the pets of the shop.

        Args:
            kind: Only pets of this kind.

        Returns:
            The items; the request is sent when the first one is asked for.

        Raises:
            ServerError: As every method of this class.
        """
        return iterate(self._executor, operations.list(kind=kind), lambda answer: answer.pets)

    def create(self, name: str, *, kind: models.Kind | None = None) -> models.Pet:
        """Take a pet into the shop.

        Args:
            name: What it is called.
            kind: What it is.

        Returns:
            Pet: The pet.

        Raises:
            Conflict: The name is taken.
            ServerError: As every method of this class.
        """
        return self._executor.execute(operations.create(name, kind=kind))

    def get(self, name: str) -> models.Pet:
        """Fetch a pet.

        Args:
            name: The pet's name.

        Returns:
            Pet: The pet.

        Raises:
            NotFound: There is no such pet.
            ServerError: As every method of this class.
        """
        return self._executor.execute(operations.get(name))

    def patch(self, name: str, *, tags: List[str] | None = None) -> models.Pet:
        """Change a pet.

        Args:
            name: The pet's name.
            tags: Words about the pet.

        Returns:
            Pet: The pet after the change.

        Raises:
            NotFound: There is no such pet.
            ServerError: As every method of this class.
        """
        return self._executor.execute(operations.patch(name, tags=tags))

    @deprecated("delete is deprecated: use patch")
    def delete(self, name: str) -> None:
        """Give a pet away.

        Deprecated: use patch.

        Args:
            name: The pet's name.

        Raises:
            ServerError: As every method of this class.
        """
        self._executor.execute(operations.delete(name))

    def get_toy(self, name: str, number: int) -> str:
        """Fetch the name of a toy.

        Args:
            name: The pet's name.
            number: The toy, counted from 1.

        Returns:
            The toy's name.

        Raises:
            ServerError: As every method of this class.
        """
        return self._executor.execute(operations.get_toy(name, number))
