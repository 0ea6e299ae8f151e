"""`python -m brickserve.emulator.demo`: the life of two endpoints, over real HTTP, on the local emulator."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from .. import WorkspaceClient
from ..errors import NotFound, OperationFailed
from ..service.serving import (
    ChatMessage,
    ChatMessageRole,
    DataframeSplitInput,
    EndpointCoreConfigInput,
    EndpointTag,
    Route,
    ServedEntityInput,
    ServingEndpointDetailed,
    TrafficConfig,
)
from . import Emulator

FRAUD_MODEL = "main.risk.fraud"
CHAT_MODEL = "system.ai.assistant"
BROKEN_MODEL = "main.risk.fail-deployment"


def score(rows: list[dict[str, Any]]) -> list[float]:
    """Score payments: the larger the amount, the more suspicious."""
    return [round(min(1.0, row["amount"] / 10_000), 2) for row in rows]


class Narrator:
    """Prints numbered steps and remembers how long each took."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float]] = []

    def step(self, title: str, action: Callable[[], str]) -> None:
        """Run one step and print its outcome."""
        started = time.perf_counter()
        outcome = action()
        elapsed = time.perf_counter() - started
        self.steps.append((title, elapsed))
        print(f"{len(self.steps):2}. {title:<46} {elapsed * 1000:7.1f} ms   {outcome}", flush=True)


def progress(endpoint: ServingEndpointDetailed) -> None:
    """Show one line for every poll of a wait."""
    state = endpoint.state
    update = state.config_update if state else None
    print(f"      … {endpoint.name}: ready={state.ready if state else None}, config_update={update}", flush=True)


def served(entity_name: str, version: str = "1", name: str | None = None) -> ServedEntityInput:
    """Describe one served entity."""
    return ServedEntityInput(
        entity_name=entity_name,
        entity_version=version,
        name=name,
        workload_size="Small",
        scale_to_zero_enabled=True,
    )


class Demo:
    """The steps, in the order in which a user would take them."""

    def __init__(self, client: WorkspaceClient) -> None:
        self.endpoints = client.serving_endpoints

    def create_fraud(self) -> str:
        """Create an endpoint for a Python function and wait until it is ready."""
        config = EndpointCoreConfigInput(name="fraud", served_entities=[served(FRAUD_MODEL, name="v1")])
        pending = self.endpoints.create("fraud", config=config, tags=[EndpointTag("team", "risk")])
        endpoint = pending.result(callback=progress)
        return f"ready: {endpoint.state.ready if endpoint.state else None}"

    def score_payments(self) -> str:
        """Query with a data frame."""
        frame = DataframeSplitInput(columns=["id", "amount"], data=[[1, 120.0], [2, 9800.0]])
        return f"predictions: {self.endpoints.query('fraud', dataframe_split=frame).predictions}"

    def split_traffic(self) -> str:
        """Roll out a second version to a fifth of the traffic."""
        routes = [Route(80, served_model_name="v1"), Route(20, served_model_name="v2")]
        endpoint = self.endpoints.update_config(
            "fraud",
            served_entities=[served(FRAUD_MODEL, "1", "v1"), served(FRAUD_MODEL, "2", "v2")],
            traffic_config=TrafficConfig(routes=routes),
        ).result(callback=progress)
        return f"config version {endpoint.config.config_version if endpoint.config else None}"

    def create_chat(self) -> str:
        """Create a chat endpoint with the one call that also waits."""
        config = EndpointCoreConfigInput(name="assistant", served_entities=[served(CHAT_MODEL)])
        endpoint = self.endpoints.create_and_wait("assistant", config=config)
        return f"ready: {endpoint.state.ready if endpoint.state else None}"

    def chat(self) -> str:
        """Ask a question."""
        messages = [ChatMessage(role=ChatMessageRole.USER, content="Is payment 2 suspicious?")]
        answer = self.endpoints.query("assistant", messages=messages)
        message = answer.choices[0].message if answer.choices else None
        return f"{message.content!r}" if message else "no answer"

    def fail(self) -> str:
        """Show what a failed deployment looks like."""
        config = EndpointCoreConfigInput(name="broken", served_entities=[served(BROKEN_MODEL)])
        try:
            self.endpoints.create_and_wait("broken", config=config)
        except OperationFailed as error:
            return f"{type(error).__name__}: {error}"
        raise SystemExit("the broken deployment was expected to fail")

    def listing(self) -> str:
        """List every endpoint."""
        return ", ".join(sorted(endpoint.name or "" for endpoint in self.endpoints.list()))

    def delete_all(self) -> str:
        """Delete every endpoint, and see that a deleted one is gone."""
        names = [endpoint.name or "" for endpoint in self.endpoints.list()]
        for name in names:
            self.endpoints.delete(name)
        try:
            self.endpoints.get("fraud")
        except NotFound as error:
            return f"{len(names)} deleted; then {error.error_code}"
        raise SystemExit("the deleted endpoint was expected to be gone")


def main() -> int:
    """Run the demo and print a summary."""
    narrator = Narrator()
    with Emulator(models={FRAUD_MODEL: score}, deploy_seconds=1.2) as emulator:
        print(f"The emulator listens on {emulator.url}\n")
        with WorkspaceClient(host=emulator.url, token=emulator.token) as client:
            demo = Demo(client)
            narrator.step("Create 'fraud' (a Python function) and wait", demo.create_fraud)
            narrator.step("Query it with a data frame", demo.score_payments)
            narrator.step("Add version 2 for 20 % of the traffic", demo.split_traffic)
            narrator.step("Create 'assistant' (chat) and wait", demo.create_chat)
            narrator.step("Chat with it", demo.chat)
            narrator.step("Create 'broken', whose deployment fails", demo.fail)
            narrator.step("List the endpoints", demo.listing)
            narrator.step("Delete all of them", demo.delete_all)
    total = sum(elapsed for _, elapsed in narrator.steps)
    print(f"\nDone: {len(narrator.steps)} of {len(narrator.steps)} steps in {total:.1f} s, nothing left behind.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
