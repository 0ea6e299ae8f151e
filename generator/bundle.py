"""Brings in what a document refers to in other files: as components, so that everything after sees one document."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from .problems import Pointer, Problem, Syntax, did_you_mean
from .sources import Source, entry, parse_reference, unreadable

if TYPE_CHECKING:
    from .load import Document

# Values of the API's data, in which `$ref` is a key like any other.
DATA = frozenset(("example", "examples", "default", "enum", "const", "value"))
# Which kind of component belongs to what stands below these keys; everything else is a schema.
_LISTED = {"parameters": "parameters", "responses": "responses", "headers": "headers", "examples": "examples"}
_LISTED |= {"links": "links", "callbacks": "callbacks", "paths": "pathItems", "securitySchemes": "securitySchemes"}
_LISTED |= {"requestBodies": "requestBodies", "pathItems": "pathItems"}
_NETWORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass
class _File:
    """A file that was read, and by what folder its own references start."""

    path: Path
    shown: str
    root: Any


def bundle(document: Document, path: Path) -> list[Problem]:
    """Move what stands in other files into the document's components; return what is wrong on the way."""
    bundler = _Bundler(document, _File(path, document.path, document.root))
    bundler.visit()
    return bundler.problems


class _Bundler:
    """Follows references from file to file, each target once."""

    def __init__(self, document: Document, first: _File) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._first = first
        self._files: dict[Path, _File] = {_real(first.path): first}
        self._failed: dict[Path, str] = {}
        self._moved: dict[tuple[Path, Pointer], str] = {}
        self._seen: set[int] = set()
        self._todo: list[tuple[Any, Pointer, _File]] = [(first.root, (), first)]

    def visit(self) -> None:
        """Rewrite every reference that leads to another file."""
        while self._todo:
            value, pointer, file = self._todo.pop()
            if id(value) in self._seen:
                continue
            self._seen.add(id(value))
            if isinstance(value, dict):
                self._mapping(value, pointer, file)
            elif isinstance(value, list):
                self._later(enumerate(value), pointer, file)

    def _mapping(self, value: dict[str, Any], pointer: Pointer, file: _File) -> None:
        names = pointer[-1:] in (("properties",), ("schemas",))
        if not names and isinstance(value.get("$ref"), str):
            value["$ref"] = self._resolved(value["$ref"], (*pointer, "$ref"), _kind(pointer), file)
        if pointer[-2:] == ("discriminator", "mapping"):
            for key, target in value.items():
                if isinstance(target, str) and _is_reference(target, file is self._first):
                    value[key] = self._resolved(target, (*pointer, key), "schemas", file)
        self._later(((key, child) for key, child in value.items() if names or key not in DATA), pointer, file)

    def _later(self, children: Any, pointer: Pointer, file: _File) -> None:
        inner = [(child, (*pointer, key), file) for key, child in children if isinstance(child, dict | list)]
        self._todo += reversed(inner)

    def _resolved(self, reference: str, pointer: Pointer, kind: str, file: _File) -> str:
        """Return the reference that leads to the same thing within the document."""
        name, _, fragment = reference.partition("#")
        if file is self._first and not name:
            return reference
        other = self._file(name, pointer, file) if name else file
        if other is None or (fragment and not fragment.startswith("/")):
            if other is not None:
                self._report("E105", f"an anchor in another file: {reference}", pointer)
            return reference
        if other is self._first:
            return f"#{fragment}"
        target = parse_reference(f"#{fragment}") if fragment else ()
        return self._target(other, target, reference, (pointer, kind))

    def _target(self, other: _File, target: Pointer, reference: str, asked: tuple[Pointer, str]) -> str:
        pointer, kind = asked
        key = (_real(other.path), target)
        if key not in self._moved:
            value: Any = other.root
            for step in target:
                found = entry(value, step)
                if found is None:
                    hint = did_you_mean(target[-1], value if isinstance(value, dict) else ())
                    self._report("E105", f"nothing stands at {reference}", pointer, hint)
                    return reference
                value = found[1]
            place = self._free(kind, str(target[-1]) if target else other.path.stem, other.path.stem)
            self._moved[key] = "#/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in place)
            self._document.root.setdefault("components", {}).setdefault(kind, {})[place[-1]] = value
            self._todo.append((value, place, other))
        return self._moved[key]

    def _free(self, kind: str, name: str, stem: str) -> tuple[str, str, str]:
        """Return where a component may stand: under its own name, with its file's name if that one is taken."""
        plain, taken = name.split(".")[0] or stem, self._document.mapping(("components", kind))
        name = plain
        while name in taken:
            name = f"{stem}_{name}"
        if name != plain:
            self._document.made_room["components", kind, name] = "components", kind, plain
        return "components", kind, name

    def _file(self, name: str, pointer: Pointer, file: _File) -> _File | None:
        if _NETWORK.match(name) or name.startswith(("/", "\\")):
            hint = "keep a copy beside the document and refer to it by a relative path"
            self._report("E118", f"{name} is not followed", pointer, hint)
            return None
        relative = unquote(name)
        path = file.path.parent / relative
        real = _real(path)
        if real not in self._files and real not in self._failed:
            self._read(path, os.path.normpath(Path(file.shown).parent / relative).replace(os.sep, "/"))
        if reason := self._failed.get(real):
            self._report("E105", f"{name} cannot be read: {reason}", pointer)
        return self._files.get(real)

    def _read(self, path: Path, shown: str) -> None:
        try:
            root = self._document.read(Source(shown, path.read_text(encoding="utf-8-sig")))
            self._files[_real(path)] = _File(path, shown, root)
        except Syntax as error:
            self.problems += error.problems
            self._failed[_real(path)] = "it has defects"
        except (OSError, UnicodeDecodeError) as error:
            self._failed[_real(path)] = unreadable(error)

    def _report(self, code: str, message: str, pointer: Pointer, hint: str = "") -> None:
        self.problems.append(Problem(code, message, place=self._document.place(pointer), hint=hint))


def _kind(pointer: Pointer) -> str:
    """Return the kind of component that belongs at a place."""
    if pointer[-1:] == ("requestBody",):
        return "requestBodies"
    return _LISTED.get(str(pointer[-2]), "schemas") if len(pointer) > 1 else "schemas"


def _is_reference(text: str, first: bool) -> bool:
    """Tell whether an entry of a discriminator's mapping leads to another file; plain names are schemas."""
    return ("#/" in text and not (first and text.startswith("#"))) or text.endswith((".yaml", ".yml", ".json"))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
