"""Time and memory against size: twice as much should cost twice as much."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from . import samples
from .generation import generated
from .measuring import Row, Section, Settings, Spread, frozen_garbage_collection
from .processes import children_cpu
from .specifications import sized


def bench(settings: Settings) -> Section:
    """Decode longer and longer lists, and generate from larger and larger specifications."""
    section = Section(
        "Scaling",
        remark="Cost per item, in units of the cost per item at the smallest size of the same round; 1 is perfectly "
        "linear. Times are CPU time.",
    )
    lists = (250, 500, 1000, 2000) if settings.quick else (250, 500, 1000, 2000, 4000, 8000)
    specifications = (100, 200) if settings.quick else (200, 400, 800, 1600)
    section.rows += _rows("decode, time", "endpoints", lists, _decode_time, 3 if settings.quick else 9)
    section.rows += _rows("decode, peak memory", "endpoints", lists, _decode_memory, 1)
    section.rows += _rows("generate, time", "schemas and operations", specifications, _generate_time, 1)
    return section


def _rows(what: str, unit: str, sizes: Sequence[int], measure: Callable[[int], float], rounds: int) -> list[Row]:
    ratios: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):
        each = {size: measure(size) / size for size in sizes}
        for size, cost in each.items():
            ratios[size].append(cost / each[sizes[0]])
    return [Row(what, f"{size:,} {unit}", Spread.of(values), unit="× the smallest") for size, values in ratios.items()]


def _decode_time(size: int) -> float:
    from brickserve_api import models

    data = samples.text(samples.listing(size))
    best = float("inf")
    with frozen_garbage_collection():
        for _ in range(3):
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
    with TemporaryDirectory() as folder:
        specification = Path(folder, "sizes.yaml")
        specification.write_text(sized(size), encoding="utf-8")
        before = children_cpu()
        generated(specification, folder)
        return children_cpu() - before
