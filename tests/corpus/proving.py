"""Run in a process of its own: imports a generated package and holds its classes to their laws."""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from generator.load import load
from generator.lower import lower

from ..bindings import laws
from .values import Values

ROUNDS = 8
SHOWN = 5


def main(folder: str, package: str, specification: str) -> None:
    """Print what the package holds and the first of its failures, as JSON."""
    modules = [f"{package}.{path.stem}" for path in sorted(Path(folder, package).glob("*.py")) if path.stem[0] != "_"]
    for name in modules:
        importlib.import_module(name)
    models = importlib.import_module(f"{package}.models")
    codec, errors, enums, wire = (
        importlib.import_module(f"{package}.{n}") for n in ("codec", "errors", "enums", "wire")
    )
    operations = vars(importlib.import_module(f"{package}.operations")).values()
    classes = laws.models_of(models, codec.Model)
    failures = _models(classes, specification, errors.DecodeError)
    failures += _enums(laws.models_of(models, enums.OpenEnum))
    print(
        json.dumps(
            {
                "classes": len(classes),
                "operations": sum(isinstance(value, wire.Operation) for value in operations),
                "failures": len(failures),
                "first": failures[:SHOWN],
            }
        )
    )


def _models(classes: dict[str, Any], specification: str, refusal: type[Exception]) -> list[str]:
    document = load(Path(specification))
    origins = lower(document).origins
    failures = [f"{name}: no schema is known for it" for name in classes if name not in origins]
    for name, cls in classes.items():
        values = Values(document.root, seed=len(name))
        try:
            for _ in range(ROUNDS):
                sample = values.at(origins[name])
                for law in laws.LAWS if isinstance(sample, dict) else ():
                    law(cls, sample)
                laws.nothing_is_lost_silently(cls, values.anything(), refusal)
            laws.absent_fields_stay_absent(cls)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(f"{name}: {type(error).__name__} in {place.name}: {str(error)[:300]}")
    return failures


def _enums(classes: dict[str, Any]) -> list[str]:
    failures = []
    for name, cls in classes.items():
        if any(cls(member.value) is not member or cls[member.name] is not member for member in cls):
            failures.append(f"{name}: a member is not found by its value and name")
        if cls("a value of tomorrow").value != "a value of tomorrow":
            failures.append(f"{name}: an unknown value is lost")
    return failures


if __name__ == "__main__":
    main(*sys.argv[1:])
