"""Tags to service classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import ir, names
from .operations import DEFAULT_TAG

if TYPE_CHECKING:
    from ..load import Document


def lower_services(document: Document, operations: tuple[ir.Operation, ...]) -> tuple[ir.Service, ...]:
    """Return a class for every tag that has operations: declared tags first, then others as they occur."""
    declared = {tag["name"]: str(tag.get("description", "")) for tag in document.root.get("tags", ())}
    used = dict.fromkeys(tag for operation in operations for tag in operation.tags)
    tags = [*(tag for tag in declared if tag in used), *(tag for tag in used if tag not in declared)]
    first: dict[str, str] = {}
    for tag in tags:
        # Operations without a tag may meet those of a tag that has the same class.
        first.setdefault(names.class_name(tag), tag)
    return tuple(_service(tag, declared.get(tag, ""), operations) for tag in first.values())


def _service(tag: str, doc: str, operations: tuple[ir.Operation, ...]) -> ir.Service:
    name = names.class_name(tag)
    own = tuple(operation for operation in operations if name in map(names.class_name, operation.tags))
    doc = doc or ("The operations without a tag." if tag == DEFAULT_TAG else f"The operations tagged {tag}.")
    return ir.Service(f"{name}API", tag, doc, own, _common(own))


def _common(operations: tuple[ir.Operation, ...]) -> tuple[ir.Failure, ...]:
    """Return the failures that all operations document in the same words."""
    first, *rest = operations
    if not rest:
        return ()
    return tuple(failure for failure in first.failures if all(failure in other.failures for other in rest))
