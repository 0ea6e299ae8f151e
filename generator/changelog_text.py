"""The text of a changelog: sections by version, and in each the breaking changes before the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import ir
    from .changes.change import Change

_BREAKING, _COMPATIBLE = "Breaking", "Compatible"


@dataclass
class Section:
    """What changed in one version."""

    version: str
    text: str = ""
    """What stands before the lists."""
    lists: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_content(self) -> bool:
        """Whether anything is said about the version."""
        return bool(self.text) or any(self.lists.values())

    def add(self, title: str, entry: str) -> None:
        """Add an entry; the end of something that began in the same version takes both away."""
        subject = re.match(r"- `[^`]*` was ", entry)
        if subject and entry.startswith(f"{subject[0]}removed"):
            for lines in self.lists.values():
                for line in lines:
                    if line.startswith(f"{subject[0]}added"):
                        lines.remove(line)
                        return
        lines = self.lists.setdefault(title, [])
        if entry not in lines:
            lines.append(entry)

    def show(self) -> str:
        """Return the section as Markdown."""
        parts = [f"## {self.version}"] + ([self.text] if self.text else [])
        for title in (_BREAKING, _COMPATIBLE):
            if lines := self.lists.get(title):
                parts += [f"### {title}", "\n".join(lines)]
        return "\n\n".join(parts) + "\n"


def entries(change: Change) -> tuple[str, str]:
    """Return the list that a change belongs to, and its line."""
    text = f"- `{change.subject}` {' '.join(change.message.split())}"
    if change.impact.is_breaking:
        return _BREAKING, f"{text} (breaks {change.impact.broken})"
    return _COMPATIBLE, text


def first_version(api: ir.Api) -> str:
    """Say what the first version holds."""
    methods, classes = len(api.operations), len(api.models) + len(api.enums)
    return f"The first version: {methods} operations, {classes} models and enums."


def split(text: str) -> tuple[str, list[Section]]:
    """Take a changelog apart: what comes before its sections, and the sections."""
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return head.rstrip("\n") + "\n", [_section(part) for part in parts]


def _section(part: str) -> Section:
    version, _, rest = part.partition("\n")
    text, *lists = re.split(r"^### ", rest, flags=re.MULTILINE)
    section = Section(version.strip(), text.strip())
    for each in lists:
        title, _, lines = each.partition("\n")
        section.lists[title.strip()] = [line for line in lines.splitlines() if line.startswith("- ")]
    return section


def join(head: str, sections: list[Section]) -> str:
    """Put a changelog together."""
    return "\n".join([head, *(section.show() for section in sections)])
