"""The workspace in which the examples of the README and of the docstrings run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from brickserve import WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput

ENDPOINTS = {
    "assistant": "system.ai.assistant",
    "embeddings": "system.ai.gte",
    "fraud": "main.risk.fraud",
    "routed": "system.ai.assistant",
}


@contextmanager
def example_workspace() -> Iterator[Emulator]:
    """Run an emulator with the endpoints that the examples name."""
    models = {"main.risk.fraud": lambda rows: [0.5 for _ in rows]}
    with (
        Emulator(models=models, embedding_dimension=8) as running,
        WorkspaceClient(host=running.url, token=running.token) as w,
    ):
        for name, entity_name in ENDPOINTS.items():
            entity = ServedEntityInput(entity_name=entity_name, entity_version="1", name="small")
            config = EndpointCoreConfigInput(name, served_entities=[entity])
            w.serving_endpoints.create_and_wait(name, config=config, route_optimized=name == "routed")
        yield running
