"""Every fault there is, by name; each is a row of the matrix."""

from __future__ import annotations

from .answers import AMBIGUOUS_STATUSES, FINAL, REDIRECTS, UNAUTHORIZED, UNDECODABLE
from .breaks import BREAKS
from .doors import DOORS
from .faults import Fault
from .hostile import HOSTILE
from .oddities import ODDITIES
from .rejections import REJECTIONS

FAULTS: tuple[Fault, ...] = (
    *DOORS,
    *REJECTIONS,
    *AMBIGUOUS_STATUSES,
    *BREAKS,
    *HOSTILE,
    *FINAL,
    *UNAUTHORIZED,
    *UNDECODABLE,
    *REDIRECTS,
    *ODDITIES,
)


def fault(name: str) -> Fault:
    """Return the fault of that name."""
    return next(each for each in FAULTS if each.name == name)
