"""From a document without defects to the API in Python's terms."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from .. import ir
from .access import lower_schemes, lower_security, lower_servers
from .operations import Operations
from .schemas import Schemas
from .services import lower_services

if TYPE_CHECKING:
    from ..load import Document
    from ..naming.kept import Names


def lower(document: Document, kept: Names | None = None) -> ir.Api:
    """Decide every name, type and class of the package; a name that is kept goes to nothing else."""
    schemas = Schemas(document, kept or {})
    operations = Operations(document, schemas)
    info = document.root["info"]
    return ir.Api(
        title=str(info["title"]),
        version=str(info["version"]),
        doc=str(info.get("description", "")),
        source=_named(document.path),
        models=schemas.finish(),
        enums=tuple(schemas.enums.values()),
        operations=operations.all,
        services=lower_services(document, operations.all),
        waiters=tuple(operations.waiters.values()),
        servers=lower_servers(document),
        schemes=lower_schemes(document),
        security=lower_security(document, ("security",)) or (),
        order=tuple(schemas.origins),
        origins=schemas.origins,
    )


def _named(path: str) -> str:
    """Return a path as generated files name it, which must not depend on the machine."""
    return PurePath(path).name if PurePath(path).is_absolute() else path
