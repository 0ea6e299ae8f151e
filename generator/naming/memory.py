"""The file in a package that says which names it keeps: those that its document alone would give to something else."""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections import Counter
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, get_args

from .. import names
from ..places import path_operation_id
from .kept import Key, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .kept import Names

NAME = "names.json"
_ABOUT = "Names that this package had before something else came that would take them."


class NamesError(Exception):
    """The names that a package keeps cannot be read."""


def names_text(kept: Mapping[Key, str]) -> str:
    """Return the text of the file: one name a line."""
    lines = ",\n".join(f"  {json.dumps(_record(key, kept[key]), ensure_ascii=False)}" for key in sorted(kept, key=str))
    return f'{{"about": {json.dumps(_ABOUT)}, "names": [\n{lines}\n]}}\n'


def read_names(path: Path) -> Names:
    """Return the names that a file keeps, nothing when there is none; raise `NamesError` when it cannot be trusted."""
    try:
        return parse_names(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NamesError(f"{path}: is not as it was written; restore it, or remove it to keep no names") from None
    except NamesError as error:
        raise NamesError(f"{path}: {error}") from None


def parse_names(text: str) -> Names:
    """Return the names that a text keeps, without those that the generator never gives to such a thing."""
    found = [_entry(record) for record in json.loads(text)["names"]]
    for _, name in found:
        if not _as_read(name).isidentifier() or iskeyword(_as_read(name)):
            raise NamesError(f"{name[:60]!r} cannot be a name in Python")
    kept = {key: name for key, name in found if _is_ours(key, name)}
    scopes = Counter((key.kind, _scope(key), _as_read(name)) for key, name in kept.items())
    if twice := next((name for (_, _, name), count in scopes.items() if count > 1), None):
        raise NamesError(f"gives the name {twice} to two things")
    return kept


def _as_read(name: str) -> str:
    """Return a name as Python reads it."""
    return unicodedata.normalize("NFKC", name)


def _record(key: Key, name: str) -> dict[str, Any]:
    return {"kind": key.kind, "at": key.place, **({"of": key.part} if key.part else {}), "name": name}


def _entry(record: Any) -> tuple[Key, str]:
    kind, place, part, name = record["kind"], record["at"], record.get("of", ""), record["name"]
    is_place = isinstance(place, list) and all(isinstance(step, str | int) for step in place)
    if kind not in get_args(Kind) or not is_place or not isinstance(part, str) or not isinstance(name, str):
        raise TypeError
    return Key(kind, tuple(place), part), name


def _scope(key: Key) -> tuple[object, ...]:
    """Return where no two names of a kind may be the same."""
    if key.kind in ("field", "parameter"):
        return key.place if key.kind == "field" else key.place[:1]
    return ()


def _is_ours(key: Key, name: str) -> bool:
    """Tell whether the generator may have given the name."""
    match key.kind:
        case "class":
            read = _as_read(name)
            return read[0] not in f"_{string.ascii_lowercase}" and read not in names.CLASS_RESERVED
        case "field":
            plain = names.field_name(key.part)
        case "parameter":
            plain = names.parameter_name(key.part)
        case "waiter":
            plain = names.constant_name(key.part)
        case "operation":
            plain = path_operation_id(key.place) if len(key.place) == 3 else key.part
    return re.fullmatch(f"{re.escape(plain)}_*", name) is not None
