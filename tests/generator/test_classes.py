"""Large APIs are declared without datamodel-code-generator: in the very text that it would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import models
from generator.accept import accept
from generator.classes import write_classes
from generator.ir import Api, Model
from generator.load import load
from generator.lower import lower

from .test_goldens import CASES, GOLDEN

if TYPE_CHECKING:
    from pathlib import Path

SPECS = [GOLDEN / case / "spec.yaml" for case in CASES] + [GOLDEN.parents[2] / "spec" / "serving.yaml"]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_ways_to_declare_classes_write_the_same(path: Path) -> None:
    api = lower(accept(load(path)))

    assert write_classes(api) == models.declarations(api)


def test_a_large_api_does_without_datamodel_code_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Pet{number}" for number in range(models.LARGE + 1)]
    pets = tuple(Model(name, "A pet.", ()) for name in names)
    monkeypatch.setattr(models, "_generated", None)

    text = models.declarations(Api("Pets", "1", "", "spec.yaml", pets, (), (), (), (), order=tuple(names)))

    assert text.count("class Pet") == len(pets)
