"""What the emulator reads in the specification: operations, request schemas, secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .values import Object, as_list, as_object, is_object

_VERBS = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation of the specification."""

    id: str
    method: str
    path: str
    body: Object | None
    """The schema of the JSON request body; None if the operation takes none."""

    params: dict[str, Object]
    """The schemas of the path parameters."""


class Spec:
    """The OpenAPI document, as far as the emulator needs it."""

    def __init__(self, document: Object) -> None:
        self.document = document
        self.operations = {operation.id: operation for operation in self._operations()}
        self.secrets = frozenset(_secret_names(as_object(document.get("components")).get("schemas")))
        """Names of the properties that hold a credential in plain text."""

    def resolve(self, schema: Object) -> Object:
        """Follow a local reference."""
        while "$ref" in schema:
            found: Any = self.document
            for part in str(schema["$ref"]).removeprefix("#/").split("/"):
                found = as_object(found)[part]
            schema = as_object(found)
        return schema

    def _operations(self) -> Iterator[Operation]:
        for path, item in as_object(self.document.get("paths")).items():
            for verb in _VERBS:
                if verb in item:
                    yield self._operation(path, verb, as_object(item[verb]))

    def _operation(self, path: str, verb: str, declared: Object) -> Operation:
        content = as_object(as_object(declared.get("requestBody")).get("content"))
        media = as_object(content.get("application/json"))
        parameters = [self.resolve(as_object(item)) for item in as_list(declared.get("parameters"))]
        return Operation(
            id=str(declared["operationId"]),
            method=verb.upper(),
            path=path,
            body=as_object(media["schema"]) if "schema" in media else None,
            params={
                str(parameter["name"]): as_object(parameter.get("schema"))
                for parameter in parameters
                if parameter["in"] == "path"
            },
        )


def _secret_names(node: Any) -> Iterator[str]:
    for name, schema in as_object(as_object(node).get("properties")).items():
        if as_object(schema).get("format") == "password":
            yield name
    for child in node.values() if is_object(node) else as_list(node):
        yield from _secret_names(child)
