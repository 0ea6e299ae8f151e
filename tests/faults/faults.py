"""What a fault is: a name, the phase it strikes in, and the same harm on a socket and at the transport seam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .messages import Answer
from .steps import Send, Step


class Phase(StrEnum):
    """How far a request came; these are the columns of the retry matrix in the reliability document."""

    NOT_SENT = "P0: nothing was sent"
    UNTRUSTED = "P0: the server is not to be trusted"
    REJECTED = "P1: refused before any work"
    AMBIGUOUS = "P2: nobody knows whether it was applied"
    FINAL = "P3: repeating changes nothing"
    UNAUTHORIZED = "401"
    UNDECODABLE = "200 with a body that the API does not promise"
    REDIRECTED = "sent elsewhere"
    FINE = "odd, and still a good answer"


class Moment(StrEnum):
    """How much of the request the server has read when the fault strikes."""

    CONNECT = "before there is a connection"
    ACCEPT = "as soon as the connection is there"
    HEAD = "after the request's headers"
    BODY = "after the whole request"


@dataclass(frozen=True)
class Fault:
    """One way in which a request can go wrong."""

    name: str
    phase: Phase
    applied: bool = False
    """Whether the server carries the call out before the fault hides it."""
    answer: Callable[[Answer], Answer] | None = None
    """The complete answer that takes the place of the honest one."""
    steps: Callable[[Answer], tuple[Step, ...]] | None = None
    """What happens on the connection when that is not a complete answer."""
    failure: str | None = None
    """The class of the error that a transport reports, if no answer comes of it."""
    body_only: bool = False
    """Whether status and headers arrive whole: an error status is then understood all the same."""
    cause: Exception | None = None
    """What the operating system said, where that makes a difference."""
    moment: Moment = Moment.BODY
    floor: float = 0.0
    """The seconds that the answer asks the client to wait for."""

    def __str__(self) -> str:
        return self.name

    def moves(self, honest: Answer) -> tuple[Step, ...]:
        """Return what happens on the connection, given the honest answer."""
        if self.steps is not None:
            return self.steps(honest)
        if self.answer is not None:
            return (Send(self.answer(honest).encode()),)
        raise ValueError(f"the fault {self.name!r} strikes before there is a connection")


def instead(answer: Answer) -> Callable[[Answer], Answer]:
    """Answer this, whatever the honest answer is."""
    return lambda honest: answer
