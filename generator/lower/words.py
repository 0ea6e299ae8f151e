"""What a document says in words: descriptions, deprecations, and what types cannot express."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..flat import form_of, resolve

if TYPE_CHECKING:
    from ..load import Document
    from ..problems import Pointer

_FORMATS = {
    "date-time": "A time in the form of RFC 3339, such as 2026-01-31T12:00:00Z.",
    "date": "A date such as 2026-01-31.",
    "time": "A time of day such as 12:00:00Z.",
    "duration": "A duration in the form of ISO 8601, such as P1DT2H.",
    "byte": "Base64 text.",
    "base64url": "Base64 text with the URL's alphabet.",
    "int64": "A whole number as text.",
    "uint64": "A whole number as text.",
    "int32": "A whole number as text.",
    "decimal": "A decimal number as text.",
    "double": "A number as text.",
    "float": "A number as text.",
}
"""What is said of strings with a format: they stay strings, so that nothing of them is lost."""


def description(source: Any) -> str:
    """Return the description of a part of the document, or an empty text."""
    return str(source.get("description") or "").strip() if isinstance(source, dict) else ""


def deprecated(source: Any) -> str | None:
    """Return what to do instead, "" when nothing is said, None when the part is not deprecated."""
    if not isinstance(source, dict) or not (source.get("deprecated") is True or "x-deprecated" in source):
        return None
    return str(source.get("x-deprecated") or "")


def schema_words(document: Document, pointer: Pointer, around: Any = None) -> str:
    """Return the description of a field or parameter, and what its type does not tell of its values."""
    schema = document.get(pointer)
    target = document.get(document.follow(pointer))
    text = description(around) or description(schema)
    if not isinstance(schema, dict) or not isinstance(target, dict):
        return text
    has_values = ("enum" in target or "const" in target) and form_of(document, resolve(document, pointer)) != "enum"
    notes = [
        _form_note(target),
        _values_note(target) if has_values else "",
        _default_note({**target, **schema}),
        _access_note(schema),
    ]
    # What the description says already is not said again.
    return join(text, *(note for note in notes if note.split()[:1] != ["Base64"] or "base64" not in text.lower()))


def join(*texts: str) -> str:
    """Put sentences behind a text: in the same paragraph, when it is but one."""
    first, *rest = texts
    notes = " ".join(note for note in rest if note)
    if not first or not notes:
        return first or notes
    first = first if first.endswith((".", "!", "?", ":", ")", "`")) else first + "."
    return f"{first}\n\n{notes}" if "\n\n" in first else f"{first} {notes}"


def _form_note(schema: dict[str, Any]) -> str:
    kinds = schema.get("type")
    is_text = kinds == "string" or (isinstance(kinds, list) and "string" in kinds)
    if not is_text or "enum" in schema:
        return ""
    encoding = schema.get("contentEncoding")
    if encoding:
        return _FORMATS["byte"] if encoding == "base64" else f"Text in the encoding {encoding}."
    return _FORMATS.get(str(schema.get("format", "")), "")


def _values_note(schema: dict[str, Any]) -> str:
    given = [schema["const"]] if "const" in schema else schema.get("enum")
    values = [value for value in given if value is not None] if isinstance(given, list) else []
    if len(values) == 1:
        return f"Always {_shown(values[0])}."
    if all(isinstance(value, str) for value in values):
        return ""
    labels = schema.get("x-enum-varnames")
    if isinstance(labels, list) and len(labels) == len(values):
        return f"One of {', '.join(f'{_shown(v)} ({label})' for v, label in zip(values, labels, strict=True))}."
    return f"One of {', '.join(map(_shown, values))}."


def _default_note(schema: dict[str, Any]) -> str:
    if "default" not in schema or schema["default"] is None or "const" in schema:
        return ""
    return f"Default: {_shown(schema['default'])}."


def _access_note(schema: dict[str, Any]) -> str:
    if schema.get("readOnly") is True:
        return "Set by the service; not sent."
    return "Only sent, never received." if schema.get("writeOnly") is True else ""


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}...`"
