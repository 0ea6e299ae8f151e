# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Models and enums of Pets."""

from __future__ import annotations

from .codec import Model
from .enums import OpenEnum


class Pet(Model):
    """An animal in the shop."""

    name: str
    """What it is called."""

    kind: Kind | None = None
    """What it is."""

    weight: float | None = None
    """In kilograms.

    Deprecated.
    """


class Kind(OpenEnum):
    """What an animal is."""

    CAT = "cat"
    DOG = "dog"


class PetList(Model):
    """Some pets."""

    pets: list[Pet] | None = None
