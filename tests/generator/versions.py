"""Two versions of a small API, and what `diff` says about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.__main__ import main

BASE = """\
openapi: 3.1.0
info: {title: Pets, version: '1.0'}
tags: [{name: Pets}]
paths:
  /pets:
    post:
      operationId: create
      tags: [Pets]
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/CreatePet'}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /pets/{name}:
    get:
      operationId: get
      tags: [Pets]
      x-idempotence: read
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - name: limit
          in: query
          schema: {type: integer}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    delete:
      operationId: delete
      tags: [Pets]
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: d}
components:
  schemas:
    CreatePet:
      x-inline: true
      type: object
      required: [name, kind]
      properties:
        name: {type: string, maxLength: 20}
        kind: {$ref: '#/components/schemas/Kind'}
        owner: {$ref: '#/components/schemas/Owner'}
        age: {type: integer}
    Kind: {type: string, enum: [CAT, DOG]}
    Owner:
      type: object
      required: [id]
      properties:
        id: {type: string}
        phone: {type: string}
        street: {type: string}
    Pet:
      type: object
      required: [name, state]
      properties:
        name: {type: string}
        state: {$ref: '#/components/schemas/State'}
        mood: {type: string}
        weight: {type: number}
    State: {type: string, enum: [AWAKE, ASLEEP]}
"""


def edited(*edits: tuple[str, str]) -> str:
    """Return the next version of the API: each of the texts occurs once and is replaced."""
    text = BASE
    for before, after in edits:
        assert text.count(before) == 1, f"{before!r} occurs {text.count(before)} times"
        text = text.replace(before, after)
    return text


def diff(folder: Path, old: str, new: str, *options: str) -> int:
    """Compare two texts, as `old.yaml` and `new.yaml` of the folder."""
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    (folder / "new.yaml").write_text(new, encoding="utf-8")
    return main(["diff", "old.yaml", "new.yaml", *options])


def changes(folder: Path, capsys: pytest.CaptureFixture[str], new: str, old: str = BASE) -> list[dict[str, Any]]:
    """Return the changes as JSON values, and check the exit code against them."""
    code = diff(folder, old, new, "--format", "json")
    record = json.loads(capsys.readouterr().out)
    assert code == int(record["breaking"]) == int(any(change["breaking"] for change in record["changes"]))
    found: list[dict[str, Any]] = record["changes"]
    return found
