"""One call over scripted faults, and everything that can be said of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brickserve.calling.context import Context
from brickserve.config import Config
from brickserve.errors import BrickserveError
from brickserve.executors import BlockingExecutor

from .faults import Fault
from .operations import Subject
from .scripted import ScriptedIO
from .world import World

HOST = "https://workspace.example"


def pat(**options: Any) -> Config:
    """Return a configuration with a personal access token."""
    return Config(host=HOST, token="a-token-for-tests", **options)


def oauth(**options: Any) -> Config:
    """Return a configuration with a service principal."""
    return Config(host=HOST, client_id="someone", client_secret="a-secret-for-tests", **options)


def world_for(subject: Subject) -> World:
    """Return a workspace in which the operation can succeed."""
    return World(populated=subject.kind != "create")


@dataclass(frozen=True)
class Run:
    """What became of a call."""

    subject: Subject
    io: ScriptedIO
    world: World
    result: Any
    """The result, or the error."""
    seconds: float
    """How long the call took by the script's clock."""

    @property
    def error(self) -> BrickserveError | None:
        """The error, if there is one."""
        return self.result if isinstance(self.result, BrickserveError) else None

    @property
    def requests(self) -> str:
        """One letter for every request: `o` for the operation's own, `g` for a look at the resource."""
        return "".join("o" if name == self.subject.operation.id else "g" for name in self.io.operations)

    @property
    def applied(self) -> int:
        """How often the operation was carried out."""
        return self.world.applied[self.subject.operation.id]


def carry_out(
    subject: Subject,
    *faults: Fault,
    lasting: Fault | None = None,
    config: Config | None = None,
    world: World | None = None,
    sign_in_faults: Iterable[Fault] = (),
    seed: int = 0,
    **options: Any,
) -> Run:
    """Carry an operation out while the faults strike."""
    behind = world or world_for(subject)
    io = ScriptedIO(behind, *faults, lasting=lasting, sign_in_faults=sign_in_faults, seed=seed)
    executor = BlockingExecutor(Context(config or pat(), io)).with_options(**options)
    begun = io.now
    try:
        result = executor.execute(subject.call())
    except BrickserveError as error:
        result = error
    return Run(subject, io, behind, result, io.now - begun)
