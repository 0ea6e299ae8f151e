# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Models and enums of Nested."""

from __future__ import annotations

from .codec import Model
from .enums import OpenEnum
from .typed import Any


class House(Model):
    """A house."""

    rooms: list[HouseRoomsItem]
    """The rooms."""

    owner: Person | None
    """Whose house it is."""

    scores: dict[str, int] | None = None

    notes: Any | None = None
    """Anything."""

    number: str | int | None = None
    neighbour: House | None = None
    built: int | None = None
    aliases: list[str | None] | None = None
    tenants: dict[str, Tenant | None] | None = None
    since: str | None = None


class HouseRoomsItem(Model):
    """A room."""

    colour: HouseRoomsItemColour | None = None


class HouseRoomsItemColour(OpenEnum):
    WHITE = "white"
    WARM_GREY = "warm grey"


class Person(Model):
    """Somebody."""

    name: str


class Tenant(Model):
    """Somebody who pays."""

    name: str
    rent: float
    names: list[str] | None = None


class Empty(Model):
    """An object without properties of its own."""


class Dog(Model):
    size: AnimalSize | None = None
    breed: str | None = None


class AnimalSize(OpenEnum):
    SMALL = "small"
    LARGE = "large"


class Animal(Model):
    size: AnimalSize | None = None


class FeedRequestFood(Model):
    name: str | None = None
