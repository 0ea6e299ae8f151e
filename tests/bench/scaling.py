"""Time and memory against size: twice as much should cost twice as much."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from . import samples
from .generation import ROOT
from .measuring import Row, Section, Settings, Spread, frozen_garbage_collection

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


def bench(settings: Settings) -> Section:
    """Decode longer and longer lists, and generate from larger and larger specifications."""
    section = Section(
        "Scaling", remark="Cost per item, in units of the cost per item at the smallest size; 1 is perfectly linear."
    )
    sizes = (250, 500, 1000, 2000) if settings.quick else (250, 500, 1000, 2000, 4000, 8000)
    section.rows += _rows("decode, time", "endpoints", sizes, _decode_time)
    section.rows += _rows("decode, peak memory", "endpoints", sizes, _decode_memory)
    section.rows += _rows(
        "generate, time",
        "schemas and operations",
        (200, 400) if settings.quick else (200, 400, 800, 1600),
        _generate_time,
    )
    return section


def _rows(what: str, unit: str, sizes: tuple[int, ...], measure: Callable[[int], float]) -> list[Row]:
    each = {size: measure(size) / size for size in sizes}
    first = each[sizes[0]]
    return [
        Row(what, f"{size:,} {unit}", Spread.of([cost / first]), unit="× the smallest") for size, cost in each.items()
    ]


def _decode_time(size: int) -> float:
    from brickserve_api import models

    data = samples.text(samples.listing(size))
    best = float("inf")
    with frozen_garbage_collection():
        for _ in range(5):
            start = time.thread_time()
            models.ListEndpointsResponse.from_json(data)
            best = min(best, time.thread_time() - start)
    return best


def _decode_memory(size: int) -> float:
    from brickserve_api import models

    data = samples.text(samples.listing(size))
    tracemalloc.start()
    try:
        models.ListEndpointsResponse.from_json(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _generate_time(size: int) -> float:
    operations = "".join(_OPERATION.format(n=number) for number in range(size))
    schemas = "".join(_SCHEMA.format(n=number) for number in range(size))
    with TemporaryDirectory() as folder:
        specification = Path(folder, "sizes.yaml")
        specification.write_text(f"{_HEAD}{operations}components:\n  schemas:\n{schemas}", encoding="utf-8")
        command = [sys.executable, "-m", "generator", "generate", "--spec", str(specification)]
        start = time.perf_counter()
        subprocess.run([*command, "--out", folder, "--package", "sizes"], cwd=ROOT, capture_output=True, check=True)
        return time.perf_counter() - start
