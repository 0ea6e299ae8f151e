# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Pets: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import json_body, json_value, no_body
from .parameters import integer_segment
from .typed import List, deprecated
from .wire import Call, Operation

_LIST = Operation("list", "GET", "/pets", json_body(models.PetList))


def list(*, kind: models.Kind | None = None) -> Call[models.PetList]:
    """Yield the pets of the shop.

    Args:
        kind: Only pets of this kind.

    Returns:
        The items; the request is sent when the first one is asked for.

    Raises:
        ServerError: As every method of this class.
    """
    return Call(_LIST, query={"kind": kind})


_CREATE = Operation(
    "create",
    "POST",
    "/pets",
    json_body(models.Pet),
    content_type="application/json",
    required=("name",),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def create(name: str, *, kind: models.Kind | None = None) -> Call[models.Pet]:
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
    return Call(_CREATE, body={"name": name, "kind": kind})


_GET = Operation("get", "GET", "/pets/{name}", json_body(models.Pet))


def get(name: str) -> Call[models.Pet]:
    """Fetch a pet.

    Args:
        name: The pet's name.

    Returns:
        Pet: The pet.

    Raises:
        NotFound: There is no such pet.
        ServerError: As every method of this class.
    """
    return Call(_GET, path={"name": name})


_PATCH = Operation("patch", "PATCH", "/pets/{name}", json_body(models.Pet), content_type="application/json")


def patch(name: str, *, tags: List[str] | None = None) -> Call[models.Pet]:
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
    return Call(_PATCH, path={"name": name}, body={"tags": tags})


_DELETE = Operation("delete", "DELETE", "/pets/{name}", no_body, accept=None)


@deprecated("delete is deprecated: use patch")
def delete(name: str) -> Call[None]:
    """Give a pet away.

    Deprecated: use patch.

    Args:
        name: The pet's name.

    Raises:
        ServerError: As every method of this class.
    """
    return Call(_DELETE, path={"name": name})


_GET_TOY = Operation("get_toy", "GET", "/pets/{name}/toys/{number}", json_value(str))


def get_toy(name: str, number: int) -> Call[str]:
    """Fetch the name of a toy.

    Args:
        name: The pet's name.
        number: The toy, counted from 1.

    Returns:
        The toy's name.

    Raises:
        ServerError: As every method of this class.
    """
    return Call(_GET_TOY, path={"name": name, "number": integer_segment("number", number)})
