"""Any sequence of calls, faults and moments: what the client says is what the workspace did."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from brickserve._api import models
from brickserve.calling.context import Context
from brickserve.config import Config
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import (
    AmbiguousOutcome,
    BrickserveError,
    NotFound,
    ResourceConflict,
    TransportError,
    Unauthenticated,
    WaiterError,
    WaitTimeout,
)
from brickserve.executors import BlockingExecutor

from .workspace import FAULTS, HOST, Workspace

names = st.sampled_from(["a", "b"])
faults = st.lists(st.sampled_from(FAULTS), max_size=5)
versions = st.sampled_from(["1", "2"])


def config(version: str) -> models.EndpointCoreConfigInput:
    """Return a configuration that serves a version of a model."""
    entity = models.ServedEntityInput(name="m", entity_name="c.s.m", entity_version=version)
    return models.EndpointCoreConfigInput(name="m", served_entities=[entity])


def facts(workspace: Workspace) -> dict[str, Any]:
    """Return what counts of the workspace: per endpoint its description, tags and what it serves or is to serve."""
    shown = {}
    for name, endpoint in workspace.endpoints.items():
        latest = endpoint["pending"] or endpoint["config"]
        served = latest["served_entities"][0]["entity_version"]
        shown[name] = (endpoint["description"], dict(endpoint["tags"]), served)
    return shown


class Machine(RuleBasedStateMachine):
    """The model is what the client was told; the workspace is what happened."""

    @initialize()
    def start(self) -> None:
        self.workspace = Workspace()
        signed_in = Config(host=HOST, client_id="someone", client_secret="a-secret-for-tests")
        self.context = Context(signed_in, self.workspace)
        self.api = ServingEndpointsExt(BlockingExecutor(self.context))
        self.model: dict[str, Any] = {}

    def carry_out(
        self, call: Callable[[], Any], script: list[str], told: Callable[[dict[str, Any]], Any], most: int
    ) -> Any:
        """Make a call and hold what it says against what happened; `told` changes the model as a success would."""
        before = facts(self.workspace)
        self.workspace.faults = list(script)
        calls_before = set(self.workspace.sent)
        result: Any = None
        try:
            result = call()
        except BrickserveError as error:
            result = error
        finally:
            self.workspace.faults = []
        new = set(self.workspace.sent) - calls_before
        assert all(self.workspace.sent[one] <= 4 for one in new)
        assert all(self.workspace.applied[one] <= most for one in new), "a call was carried out too often"
        wanted = dict(before)
        told(wanted)
        now = facts(self.workspace)
        if not isinstance(result, BrickserveError):
            assert now == wanted, "the client says that it was done"
        elif not result.maybe_applied:
            assert now == before, f"{result!r} says that nothing was done"
        else:
            assert now in (before, wanted), "what may have been done is this call or nothing"
        self.model = now
        return result

    @rule(name=names, script=faults, version=versions, description=st.sampled_from([None, "x", "y"]))
    def create(self, name: str, script: list[str], version: str, description: str | None) -> None:
        taken = self.model.get(name)

        def told(model: dict[str, Any]) -> None:
            model.setdefault(name, (description, {}, version))

        result = self.carry_out(
            lambda: self.api.create(name, config=config(version), description=description).response, script, told, 1
        )
        if taken is not None:
            # After a fault, what shows all that was asked for passes for what this call made: nobody can tell.
            same = taken[2] == version and description in (None, taken[0])
            assert isinstance(result, BrickserveError) or (script and same)
        elif isinstance(result, BrickserveError):
            # Without anybody else in the workspace, a create never finds its name taken.
            assert not isinstance(result, ResourceConflict) or isinstance(result, AmbiguousOutcome)
        if not script:
            assert isinstance(result, ResourceConflict) is (taken is not None)

    @rule(name=names, script=faults)
    def delete(self, name: str, script: list[str]) -> None:
        def told(model: dict[str, Any]) -> None:
            model.pop(name, None)

        there = name in self.model
        result = self.carry_out(lambda: self.api.delete(name), script, told, 1)
        if isinstance(result, NotFound):
            assert not there
        if not script:
            assert isinstance(result, NotFound) is not there

    @rule(name=names, script=faults, key=st.sampled_from("kl"), value=st.sampled_from("12"), away=st.booleans())
    def patch(self, name: str, script: list[str], key: str, value: str, away: bool) -> None:
        def told(model: dict[str, Any]) -> None:
            if name in model:
                description, tags, version = model[name]
                tags = {other: held for other, held in tags.items() if other != key}
                model[name] = (description, tags if away else {**tags, key: value}, version)

        if away:
            self.carry_out(lambda: self.api.patch(name, delete_tags=[key]), script, told, 4)
        else:
            tag = models.EndpointTag(key=key, value=value)
            self.carry_out(lambda: self.api.patch(name, add_tags=[tag]), script, told, 4)

    @rule(name=names, script=faults, version=versions)
    def update(self, name: str, script: list[str], version: str) -> None:
        def told(model: dict[str, Any]) -> None:
            if name in model:
                description, tags, _ = model[name]
                model[name] = (description, tags, version)

        self.carry_out(
            lambda: self.api.update_config(name, served_entities=config(version).served_entities).response,
            script,
            told,
            1,
        )

    @rule(name=names, script=faults)
    def query(self, name: str, script: list[str]) -> None:
        result = self.carry_out(lambda: self.api.query(name, prompt="p"), script, lambda model: None, 1)
        if not isinstance(result, BrickserveError):
            assert result.predictions == ["p"]

    @rule(name=names, script=faults)
    def get(self, name: str, script: list[str]) -> None:
        result = self.carry_out(lambda: self.api.get(name), script, lambda model: None, 0)
        if isinstance(result, NotFound):
            assert name not in self.model
        if len(script) < 3:
            # Three requests are left, of which a revoked token takes one.
            assert isinstance(result, NotFound) or name in self.model
            assert not isinstance(result, TransportError)

    @rule(name=names, script=faults, seconds=st.sampled_from([0, 5, 60]))
    def wait(self, name: str, script: list[str], seconds: int) -> None:
        begun = self.workspace.now
        self.workspace.faults = list(script)
        try:
            found = self.api.wait_get_serving_endpoint_not_updating(name, timeout=timedelta(seconds=seconds))
        except (NotFound, Unauthenticated, WaitTimeout, WaiterError):
            # A token that was revoked is renewed only while the poll has a request left.
            pass
        else:
            self.workspace.settle()
            assert self.workspace.endpoints[found.name or ""]["pending"] is None
        finally:
            self.workspace.faults = []
        assert self.workspace.now - begun <= seconds + 10

    @rule(seconds=st.sampled_from([1.0, 31.0, 400.0, 10_000.0]))
    def time_passes(self, seconds: float) -> None:
        self.workspace.now += seconds

    @rule()
    def tokens_are_revoked(self) -> None:
        self.workspace.revoke_tokens()

    @invariant()
    def the_model_is_the_workspace(self) -> None:
        if hasattr(self, "model"):
            assert self.model == facts(self.workspace)

    @invariant()
    def no_token_was_used_after_its_end(self) -> None:
        if hasattr(self, "workspace"):
            assert self.workspace.expired_tokens_seen == 0

    @invariant()
    def the_budget_stays_in_its_range(self) -> None:
        if hasattr(self, "context"):
            assert 0 <= self.context.budget.available <= 500

    @invariant()
    def every_sleep_is_sane(self) -> None:
        if hasattr(self, "workspace"):
            assert all(0 <= seconds <= 120 for seconds in self.workspace.sleeps)


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=50,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Keep the log out of the reports."""
    logging.getLogger("brickserve").setLevel(logging.ERROR)
