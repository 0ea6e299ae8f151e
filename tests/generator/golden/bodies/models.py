# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Models and enums of Speech."""

from __future__ import annotations

from .codec import Model
from .typed import BinaryIO


class Said(Model):
    text: str | None = None
    voice: str | None = None


class Word(Model):
    text: str | None = None


class Sound(Model):
    contents: BinaryIO | None = None
