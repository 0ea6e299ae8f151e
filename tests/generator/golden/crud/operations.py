# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Pets."""

from __future__ import annotations

from . import models
from .bodies import json_body, json_value, no_body
from .parameters import integer_segment
from .typed import List
from .wire import Call, Operation

_LIST = Operation(
    "list", "GET", "/pets", decode=json_body(models.PetList), idempotence="read", accept="application/json"
)


def list(*, kind: models.Kind | None = None) -> Call[models.PetList]:
    """Yield the pets of the shop."""
    return Call(_LIST, query={"kind": kind})


_CREATE = Operation(
    "create",
    "POST",
    "/pets",
    decode=json_body(models.Pet),
    idempotence="create",
    accept="application/json",
    content_type="application/json",
    required=("name",),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def create(name: str, *, kind: models.Kind | None = None) -> Call[models.Pet]:
    """Take a pet into the shop."""
    return Call(_CREATE, body={"name": name, "kind": kind})


_GET = Operation(
    "get", "GET", "/pets/{name}", decode=json_body(models.Pet), idempotence="read", accept="application/json"
)


def get(name: str) -> Call[models.Pet]:
    """Fetch a pet."""
    return Call(_GET, path={"name": name})


_PATCH = Operation(
    "patch",
    "PATCH",
    "/pets/{name}",
    decode=json_body(models.Pet),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
)


def patch(name: str, *, tags: List[str] | None = None) -> Call[models.Pet]:
    """Change a pet."""
    return Call(_PATCH, path={"name": name}, body={"tags": tags})


_DELETE = Operation("delete", "DELETE", "/pets/{name}", decode=no_body, idempotence="idempotent")


def delete(name: str) -> Call[None]:
    """Give a pet away."""
    return Call(_DELETE, path={"name": name})


_GET_TOY = Operation(
    "get_toy",
    "GET",
    "/pets/{name}/toys/{number}",
    decode=json_value(str),
    idempotence="read",
    accept="application/json",
)


def get_toy(name: str, number: int) -> Call[str]:
    """Fetch the name of a toy."""
    return Call(_GET_TOY, path={"name": name, "number": integer_segment("number", number)})
