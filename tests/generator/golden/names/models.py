# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Models and enums of Names."""

from __future__ import annotations

from .codec import Model, field
from .enums import OpenEnum


class ModelModel(Model):
    """A path: C:\\new, and \"\"\" quotes"""

    served_model_name: str | None = field(default=None, wire="served-model-name")

    class_: str | None = field(default=None, wire="class")
    """Ends with a "quote\""""

    foo_bar_: str | None = field(default=None, wire="foo-bar")
    foo_bar: str | None = None
    as_dict_: str | None = field(default=None, wire="as_dict")
    raw_: str | None = field(default=None, wire="raw")
    list_: list[str] | None = field(default=None, wire="list")
    field_: str | None = field(default=None, wire="field", secret=True)
    n9lives: int | None = field(default=None, wire="9lives")
    we_ird: int | None = field(default=None, wire='we"ird\\')
    secret: str | None = field(default=None, wire="_secret", secret=True)


class Colour(OpenEnum):
    NAME = "name"
    LIGHT_BLUE = "light-blue"
    EMPTY = ""
    N3D = "3d"


class XRay(OpenEnum):
    A_PLUS = "a+"
    A_MINUS = "a-"
