"""Paths to operations: what each one is, and how operations refer to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import ir, names
from ..naming.kept import Key
from ..places import operation_id, operation_pointers
from ..runtime.wire import usual_idempotence
from .access import lower_security, own_servers
from .answers import lower_details, lower_failures, lower_paging, lower_result, lower_stream
from .bodies import lower_body, other_content_types
from .requests import lower_parameters
from .waiters import lower_waiter
from .words import deprecated, description

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..load import Document
    from ..problems import Pointer
    from .schemas import Schemas

IDEMPOTENCE_CLASSES = ("read", "idempotent", "create", "inference", "external", "token")
DEFAULT_TAG = "Default"


class Operations:
    """The operations of a document, in its order, and the waiters that poll with them."""

    def __init__(self, document: Document, schemas: Schemas) -> None:
        self._document = document
        self._schemas = schemas
        pointers = {operation_id(document, pointer): pointer for pointer in operation_pointers(document)}
        plain = {id: self._operation(id, pointer) for id, pointer in pointers.items()}
        waiters = document.mapping(("x-waiters",))
        self.waiters = {key: lower_waiter(document, key, plain, name) for key, name in self._constants(waiters).items()}
        self.all = tuple(self._linked(plain[id], pointers[id], plain) for id in pointers)

    def _constants(self, waiters: Iterable[str]) -> dict[str, str]:
        keys = list(waiters)
        kept = [self._schemas.kept.get(Key("waiter", (), key)) for key in keys]
        return dict(zip(keys, names.distinct([names.constant_name(key) for key in keys], keys, kept), strict=True))

    def _operation(self, id: str, pointer: Pointer) -> ir.Operation:
        document, schemas = self._document, self._schemas
        path, method = str(pointer[1]), str(pointer[2])
        source = document.mapping(pointer)
        body = lower_body(document, pointer)
        result, accept = lower_result(document, schemas, id, pointer)
        return ir.Operation(
            name=names.operation_name(id),
            id=id,
            method=method.upper(),
            path=path,
            tags=tuple(source.get("tags") or (DEFAULT_TAG,)),
            doc=f"{_doc(source) or _request(pointer)}\n\n{other_content_types(document, pointer)}".strip(),
            idempotence=source.get("x-idempotence", usual_idempotence(method.upper())),
            parameters=lower_parameters(document, schemas, id, pointer, body),
            result=result,
            body=body,
            accept=accept,
            stream=lower_stream(document, schemas, id, pointer),
            details=lower_details(document, schemas, id, pointer),
            failures=lower_failures(document, pointer),
            security=lower_security(document, (*pointer, "security")),
            servers=own_servers(document, pointer),
            deprecated=deprecated(source),
        )

    def _linked(self, operation: ir.Operation, pointer: Pointer, plain: dict[str, ir.Operation]) -> ir.Operation:
        """Add what refers to other operations and to the models of the answer."""
        source = self._document.mapping(pointer)
        reconcile = source.get("x-reconcile")
        return replace(
            operation,
            waiter=self.waiters.get(source.get("x-waiter", "")),
            paging=lower_paging(self._document, self._schemas, pointer, operation),
            reconcile=_reconcile(reconcile, plain) if reconcile else None,
        )


def _request(pointer: Pointer) -> str:
    return f"Send `{str(pointer[2]).upper()} {pointer[1]}`."


def _doc(source: dict[str, Any]) -> str:
    """Return summary and description as one text, without saying the same twice."""
    summary, text = str(source.get("summary") or "").strip(), description(source)
    if not summary or text.startswith(summary.rstrip(".")):
        return text
    summary = summary if summary.endswith((".", "!", "?")) else summary + "."
    return f"{summary}\n\n{text}".strip()


def _reconcile(source: dict[str, Any], plain: dict[str, ir.Operation]) -> ir.Reconcile:
    target, bind = plain[source["operation"]], source.get("bind", {})
    arguments = [(each.name, bind[each.wire]) for each in target.parameters if each.wire in bind]
    return ir.Reconcile(target.name, tuple(arguments))
