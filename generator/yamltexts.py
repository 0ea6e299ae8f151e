"""YAML text to JSON values, with the place of each: one pass over the parser's events."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .problems import Problem, Syntax
from .sources import Atlas, Source, Spots

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
# The plain words of YAML's JSON schema and core schema; `yes`, dates and `0o7` stay strings.
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_NUMERIC = frozenset("+-.0123456789")
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))

DEPTH = 200
"""How deeply values may be nested: far more than any API needs, far less than Python can follow."""
EXPANDED = 5_000_000
"""How many values there may be once every alias is replaced by what it stands for."""


def read_yaml(source: Source, atlas: Atlas) -> Any:
    """Return the values of a text and note their places; raise `Syntax` with everything that is wrong."""
    builder = _Builder(source, atlas)
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        parts = [part for part in (error.context, error.problem) if part]
        builder.report("E101", "not YAML or JSON: " + ", ".join(parts), mark.index if mark else 0)
    except yaml.YAMLError as error:
        odd = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
        if odd is None:
            builder.report("E101", f"not YAML or JSON: {' '.join(str(error).split())}", 0)
        else:
            builder.report("E101", f"the control character U+{ord(odd[0]):04X}", odd.start())
    except _Stop:
        pass  # what stopped it has been reported
    if builder.problems:
        raise Syntax(builder.problems)
    return builder.root


class _Stop(Exception):
    """There is no point in reading on."""


class _Open:
    """A mapping or list that has not ended yet."""

    __slots__ = ("anchor", "key", "key_at", "merges", "size", "spots", "value")

    def __init__(self, value: Any, spots: Spots, anchor: str | None) -> None:
        self.value = value
        self.spots = spots
        self.anchor = anchor
        self.key: Any = None
        """The key whose value comes next; False for one that is left out."""
        self.key_at = 0
        self.merges: list[Any] = []
        self.size = 1


class _Builder:
    """Takes events and builds values."""

    def __init__(self, source: Source, atlas: Atlas) -> None:
        self.root: Any = None
        self.problems: list[Problem] = []
        self._source = source
        self._atlas = atlas
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._documents = 0

    def report(self, code: str, message: str, offset: int) -> None:
        """Note a defect of the text."""
        self.problems.append(Problem(code, message, place=self._source.place(offset)))

    def take(self, event: Any) -> None:
        """Take the parser's next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._begin({}, event)
        elif kind is yaml.SequenceStartEvent:
            self._begin([], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents == 2:
                self.report("E101", "a second document in one file", event.start_mark.index)
                raise _Stop

    def _scalar(self, event: Any) -> None:
        text, offset = event.value, event.start_mark.index
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and type(top.value) is dict:
            self._take_key(top, text, offset, plain=not event.style)
            return
        self._check_tag(event, offset)
        quoted = event.style or (event.tag is not None and event.tag.endswith(":str"))
        value = text if quoted else _plain(text)
        if event.anchor:
            self._anchors[event.anchor] = value, 1
        self._add(value, offset, 1)

    def _take_key(self, top: _Open, text: str, offset: int, *, plain: bool) -> None:
        if text in top.value:
            self.report("E102", f"the key {text!r} occurs twice in this mapping", offset)
            top.key = False
        else:
            top.key = _MERGE if plain and text == "<<" else text
        top.key_at = offset

    def _begin(self, value: Any, event: Any) -> None:
        offset = event.start_mark.index
        self._check_tag(event, offset)
        if len(self._open) >= DEPTH:
            self.report("E101", f"values nested more than {DEPTH} levels deep", offset)
            raise _Stop
        if event.anchor:
            self._anchors[event.anchor] = _UNFINISHED, 0
        spots = self._atlas[id(value)] = Spots(self._source, offset)
        self._open.append(_Open(value, spots, event.anchor))

    def _end(self) -> None:
        done = self._open.pop()
        for merged in done.merges:
            self._merge(done, merged)
        if done.anchor:
            self._anchors[done.anchor] = done.value, done.size
        self._add(done.value, done.spots.start, done.size)

    def _alias(self, event: Any) -> None:
        offset = event.start_mark.index
        value, size = self._anchors.get(event.anchor, (_UNKNOWN, 0))
        if value is _UNKNOWN:
            self.report("E101", f"there is no anchor {event.anchor!r}", offset)
        elif value is _UNFINISHED:
            self.report("E101", "an alias inside its own anchor", offset)
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and type(top.value) is dict and isinstance(value, str):
            self._take_key(top, value, offset, plain=False)
            return
        self._add(None if value in (_UNKNOWN, _UNFINISHED) else value, offset, size)

    def _add(self, value: Any, offset: int, size: int) -> None:
        if not self._open:
            self.root = value
            return
        top = self._open[-1]
        top.size += size
        if top.size > EXPANDED:
            self.report("E101", f"aliases that stand for more than {EXPANDED:,} values", offset)
            raise _Stop
        if type(top.value) is list:
            top.value.append(value)
            top.spots.add(offset, offset)
        elif top.key is None:
            self.report("E101", "a key that is not a string", offset)
            top.key = False
        else:
            self._fill(top, value, offset)
            top.key = None

    def _fill(self, top: _Open, value: Any, offset: int) -> None:
        if top.key is _MERGE:
            sources = value if type(value) is list else [value]
            if all(type(each) is dict for each in sources):
                top.merges += sources
            else:
                self.report("E101", "the merge key << takes a mapping or a list of mappings", offset)
        elif top.key is not False:
            top.value[top.key] = value
            top.spots.add(top.key_at, offset)

    def _merge(self, target: _Open, source: dict[str, Any]) -> None:
        """Add what a mapping lacks from the one that it merges, each entry at its own place."""
        spots = self._atlas[id(source)]
        for index, (key, value) in enumerate(source.items()):
            if key not in target.value:
                target.value[key] = value
                target.spots.add(spots.keys[index], spots.values[index])

    def _check_tag(self, event: Any, offset: int) -> None:
        if event.tag is not None and event.tag != "!" and event.tag not in _TAGS:
            self.report("E101", f"the tag {event.tag!r}, which JSON cannot say", offset)


_MERGE, _UNKNOWN, _UNFINISHED = object(), object(), object()


def _plain(text: str) -> Any:
    """Return the JSON value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.fullmatch(text) and len(text) < 400:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
