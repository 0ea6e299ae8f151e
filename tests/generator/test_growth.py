"""The normal day: a field, a schema and an operation join the specification; nothing else is edited."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .packages import Answer, Service, load_package, run

ROOT = Path(__file__).parents[2]

OPERATION = """
  /api/2.0/mascots/{name}:
    put:
      operationId: put_mascot
      tags:
        - ServingEndpoints
      description: Give an endpoint a mascot.
      parameters:
        - $ref: '#/components/parameters/EndpointName'
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Mascot'
      responses:
        '200':
          description: The mascot.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Mascot'

components:
"""
SCHEMA = """
  schemas:
    Mascot:
      description: An animal that stands for an endpoint.
      type: object
      required:
        - species
      properties:
        species:
          type: string
          description: What the animal is.
        mood:
          type: string
          description: How it feels.
"""
FIELD = """
    EndpointTag:
      description: A tag.
      type: object
      required:
        - key
      properties:
        colour:
          type: string
          description: The colour in which the tag is shown.
"""
USAGE = """
from brickserve_api import models
from brickserve_api.services import ServingEndpointsAPI


def use(api: ServingEndpointsAPI) -> str | None:
    tag = models.EndpointTag(key="k", colour="red")
    mascot: models.Mascot = api.put_mascot("e", "owl", mood="calm")
    return mascot.mood if tag.colour else None
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate from a copy of the project's specification with one field, schema and operation more."""
    folder = tmp_path_factory.mktemp("grown")
    text = (ROOT / "spec" / "serving.yaml").read_text(encoding="utf-8")
    text = text.replace("\ncomponents:\n", OPERATION, 1).replace("\n  schemas:\n", SCHEMA, 1)
    head, _, rest = text.partition("    EndpointTag:\n")
    assert "      properties:\n" in rest
    colour = FIELD.partition("      properties:\n")[2]
    text = head + "    EndpointTag:\n" + rest.replace("      properties:\n", "      properties:\n" + colour, 1)
    (folder / "serving.yaml").write_text(text, encoding="utf-8")
    assert run("generate", folder / "serving.yaml", folder, "brickserve_api") == 0
    return folder


def _python(grown: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(grown), **extra},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_new_bindings_work(grown: Path) -> None:
    (grown / "renamed").mkdir(exist_ok=True)
    assert run("generate", grown / "serving.yaml", grown / "renamed", "grown_api") == 0
    package: Any = load_package(grown / "renamed", "grown_api")
    service = Service([Answer(b'{"species": "owl", "mood": "sleepy"}')])

    mascot = package.services.ServingEndpointsAPI(service).put_mascot("e", "owl")

    assert (mascot.species, mascot.mood) == ("owl", "sleepy")
    (call,) = service.calls
    assert (call.operation.method, call.path, call.body) == (
        "PUT",
        "/api/2.0/mascots/e",
        b'{"species":"owl"}',
    )
    assert package.models.EndpointTag("k", colour="red").as_dict() == {"key": "k", "colour": "red"}


def test_the_new_bindings_are_typed(grown: Path) -> None:
    (grown / "usage.py").write_text(USAGE)

    done = _python(grown, "-m", "mypy", "--strict", "--config-file=", str(grown / "usage.py"), MYPYPATH=str(grown))

    assert done.returncode == 0, done.stdout


def test_the_new_bindings_are_tested_without_an_edit(grown: Path) -> None:
    done = _python(
        grown,
        "-m",
        "pytest",
        "tests/bindings/test_round_trip.py",
        "-v",
        "-k",
        "Mascot or EndpointTag",
        "-p",
        "no:cacheprovider",
    )

    assert done.returncode == 0, done.stdout
    assert "[Mascot]" in done.stdout


def test_nothing_else_is_renamed(grown: Path) -> None:
    before = _defined(ROOT / "generated" / "brickserve_api" / "models.py")
    after = _defined(grown / "brickserve_api" / "models.py")

    assert after == before | {"Mascot"}


def _defined(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line[6:].partition("(")[0] for line in lines if line.startswith("class ")}
