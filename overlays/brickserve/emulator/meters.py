"""Counts of the queries that an endpoint has answered, and their text for Prometheus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

_BUCKETS_MS = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)


@dataclass
class _Latency:
    count: int = 0
    total_ms: float = 0.0
    buckets: Counter[int] = field(default_factory=Counter[int])


@dataclass
class Meter:
    """The counters of one endpoint, by served entity."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict[str, Counter[int]](Counter))
    latencies: dict[str, _Latency] = field(default_factory=lambda: defaultdict[str, _Latency](_Latency))

    def record(self, entity: str, status: int, milliseconds: float) -> None:
        """Count one answered query."""
        self.statuses[entity][status] += 1
        latency = self.latencies[entity]
        latency.count += 1
        latency.total_ms += milliseconds
        latency.buckets.update(limit for limit in _BUCKETS_MS if milliseconds <= limit)

    def text(self, endpoint: str, entities: list[str]) -> str:
        """Return the exposition in the Prometheus text format."""
        labels = {name: f'endpoint_name="{endpoint}",served_model_name="{name}"' for name in entities}
        lines: list[str] = []
        for metric, low, high in (
            ("request_count_total", 0, 1000),
            ("request_4xx_count_total", 400, 500),
            ("request_5xx_count_total", 500, 600),
        ):
            lines += [f"# HELP {metric} Queries answered.", f"# TYPE {metric} counter"]
            lines += [f"{metric}{{{labels[name]}}} {self._count(name, low, high)}" for name in entities]
        lines += list(self._histogram(labels))
        for metric in ("cpu_usage_percentage", "mem_usage_percentage"):
            lines += [f"# HELP {metric} Always zero here.", f"# TYPE {metric} gauge"]
            lines += [f"{metric}{{{labels[name]}}} 0" for name in entities]
        return "\n".join(lines) + "\n"

    def _count(self, entity: str, low: int, high: int) -> int:
        counts = self.statuses.get(entity, Counter[int]())
        return sum(count for status, count in counts.items() if low <= status < high)

    def _histogram(self, labels: dict[str, str]) -> Iterator[str]:
        yield "# HELP request_latency_ms Time to answer a query."
        yield "# TYPE request_latency_ms histogram"
        for name, text in labels.items():
            latency = self.latencies.get(name, _Latency())
            for limit in _BUCKETS_MS:
                yield f'request_latency_ms_bucket{{{text},le="{limit}"}} {latency.buckets[limit]}'
            yield f'request_latency_ms_bucket{{{text},le="+Inf"}} {latency.count}'
            yield f"request_latency_ms_sum{{{text}}} {latency.total_ms:.3f}"
            yield f"request_latency_ms_count{{{text}}} {latency.count}"
