"""Reads a specification: plain JSON values, and for every one of them its place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .bundle import bundle
from .jsontexts import NotJSONError, place_json, read_json
from .problems import Pointer, Problem, Report, SpecError, Syntax
from .sources import Atlas, Place, Source, entry, parse_reference, unreadable
from .yamltexts import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from .naming.kept import Names


class Document:
    """A specification as it was read, with the files that it refers to."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.root: Any = None
        self.warnings = Report()
        """What is odd about it but stops nothing."""
        self.unresolved: list[Problem] = []
        """What is wrong with its references to other files."""
        self.kept: Names = {}
        """What was given to it, since its package has it: ids of operations."""
        self.made_room: dict[Pointer, Pointer] = {}
        """Where parts of other files stand, and where they would if another component had not their name."""
        self.memo: dict[tuple[str, Pointer], Any] = {}
        """What was found out about places, as long as nothing is changed."""
        self._source = Source(path, text)
        self._atlas: Atlas = {}
        self._unplaced: list[tuple[Source, Any]] = []

    @property
    def text(self) -> str:
        """The text of the file that everything starts with."""
        return self._source.text

    def locate(self, pointer: Pointer, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value or of its key, or of the nearest thing around it that exists."""
        return self.place(pointer, at_key=at_key)[:2]

    def place(self, pointer: Pointer, *, at_key: bool = False) -> Place:
        """Return the same with the file, which may be one that the document refers to."""
        while self._unplaced:
            place_json(*self._unplaced.pop(), self._atlas)
        container = self.root
        spots = self._atlas.get(id(container))
        found = self._source.place(spots.start) if spots else Place(1, 1, self._source)
        for depth, step in enumerate(pointer, start=1):
            known = entry(container, step)
            if known is None:
                break
            index, container = known
            inner = self._atlas.get(id(container))
            if spots is not None and index < len(spots.values):
                key = at_key or depth < len(pointer)
                found = spots.source.place((spots.keys if key else spots.values)[index])
            elif inner:
                found = inner.source.place(inner.start)
            spots = inner
        return found

    def get(self, pointer: Pointer) -> Any:
        """Return the value at `pointer`, or None when nothing stands there."""
        value = self.root
        try:
            for step in pointer:
                if value.__class__ is str:
                    return None
                value = value[step]
        except (KeyError, IndexError):
            return None
        except TypeError:
            return self._stepwise(pointer)
        return value

    def _stepwise(self, pointer: Pointer) -> Any:
        """Do the same with care: for pointers through what has no entries, and for indexes written as text."""
        value = self.root
        for step in pointer:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and str(step).isdecimal() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value

    def mapping(self, pointer: Pointer) -> dict[str, Any]:
        """Return the mapping at `pointer`, or an empty one."""
        value = self.get(pointer)
        return value if value.__class__ is dict else {}

    def sequence(self, pointer: Pointer) -> list[Any]:
        """Return the list at `pointer`, or an empty one."""
        value = self.get(pointer)
        return value if value.__class__ is list else []

    def follow(self, pointer: Pointer) -> Pointer:
        """Return where the value at `pointer` really stands: the end of its chain of `$ref`s.

        A chain that leads nowhere or in a circle ends at its last reference.
        """
        value = self.get(pointer)
        if value.__class__ is not dict or "$ref" not in value:
            return pointer
        seen: set[Pointer] = set()
        while pointer not in seen:
            seen.add(pointer)
            reference = self.mapping(pointer).get("$ref")
            target = parse_reference(reference) if isinstance(reference, str) else None
            if target is None or self.get(target) is None:
                break
            pointer = target
        return pointer

    def read(self, source: Source) -> Any:
        """Return the values of a file and remember where they stand; raise `Syntax` with all that is wrong."""
        if source.text.lstrip()[:1] in ("{", "["):
            try:
                value = read_json(source)
            except NotJSONError:
                pass  # YAML has braces and brackets too
            else:
                self._unplaced.append((source, value))
                return value
        return read_yaml(source, self._atlas)


def load(path: Path, shown: str | None = None) -> Document:
    """Read a YAML or JSON file and the files that it refers to; `shown` is its name in messages."""
    document = Document(shown or str(path), "")
    try:
        document = Document(document.path, path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SpecError(document, [Problem("E100", f"cannot read the file: {unreadable(error)}")]) from None
    except UnicodeDecodeError as error:
        source = Source(document.path, error.object.decode(errors="replace"))
        place = source.place(len(error.object[: error.start].decode()))
        problem = Problem("E100", f"cannot read the file: {unreadable(error)}", place=place)
        raise SpecError(document, [problem]) from None
    parse(document)
    document.unresolved = bundle(document, path)
    return document


def parse(document: Document) -> Document:
    """Fill in the document's values from its text."""
    try:
        document.root = document.read(document._source)
    except Syntax as error:
        raise SpecError(document, error.problems) from None
    return document
