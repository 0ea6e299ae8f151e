"""What a change of an API is, and whom it hurts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer

Verdict = Literal["breaking", "compatible", "unaffected"]


class Impact(NamedTuple):
    """What a change does to programs that were written before it."""

    callers: Verdict
    """Programs that call methods and fill in requests."""
    readers: Verdict
    """Programs that read responses."""

    @property
    def is_breaking(self) -> bool:
        """Whether somebody has to change a program."""
        return "breaking" in self

    @property
    def broken(self) -> str:
        """Name those who have to change a program."""
        return " and ".join(who for who, verdict in zip(self._fields, self, strict=True) if verdict == "breaking")


BREAKS_CALLERS = Impact("breaking", "unaffected")
BREAKS_READERS = Impact("unaffected", "breaking")
FITS_CALLERS = Impact("compatible", "unaffected")
FITS_READERS = Impact("unaffected", "compatible")
FITS_ALL = Impact("compatible", "compatible")


@dataclass(frozen=True)
class Change:
    """One difference between two versions of an API, in the words of its users."""

    kind: str
    """What happened, for tools: `field-removed`."""
    subject: str
    """What it happened to, as users write it: `models.Pet.name`, `PetsAPI.get(name)`."""
    message: str
    """What happened, as the end of a sentence that begins with the subject."""
    impact: Impact
    document: Document
    """Where it shows: the old version for what is gone, else the new one."""
    pointer: Pointer = ()
    at_key: bool = True

    def located(self) -> tuple[int, int]:
        """Return line and column, counted from 1."""
        return self.document.locate(self.pointer, at_key=self.at_key)


def list_of(names: tuple[str, ...] | list[str]) -> str:
    """Write names as a list in a sentence."""
    return ", ".join(repr(name) for name in names)
