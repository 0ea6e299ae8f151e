"""Specifications of any size."""

from __future__ import annotations

_HEAD = """\
openapi: 3.1.0
info:
  title: Sizes
  version: 1.0.0
  description: A specification of any size.
  license:
    name: MIT
    identifier: MIT
servers:
  - url: https://example.com
tags:
  - name: Things
    description: Things.
paths:
"""
_OPERATION = """\
  /things{n}/{{name}}:
    get:
      operationId: get_thing{n}
      tags:
        - Things
      description: Return thing {n}.
      x-idempotence: read
      parameters:
        - name: name
          in: path
          required: true
          description: The name.
          schema:
            type: string
      responses:
        '200':
          description: The thing.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Thing{n}'
"""
_SCHEMA = """\
    Thing{n}:
      description: A thing.
      type: object
      properties:
        name:
          type: string
          description: The name.
        size:
          type: integer
          format: int64
          description: The size.
        parts:
          type: array
          description: The parts.
          items:
            type: string
"""


def sized(count: int) -> str:
    """Return a specification with so many schemas and operations."""
    operations = "".join(_OPERATION.format(n=number) for number in range(count))
    schemas = "".join(_SCHEMA.format(n=number) for number in range(count))
    return f"{_HEAD}{operations}components:\n  schemas:\n{schemas}"
