"""Is every key one that OpenAPI or JSON Schema knows? A misspelled one would be left out without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..places import (
    METHODS,
    content_pointers,
    operation_pointers,
    parameter_pointers,
    response_pointers,
    schema_pointers,
)
from ..problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..load import Document
    from ..problems import Pointer


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROOT = _set("openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs")
_INFO = _set("title summary description termsOfService contact license version")
_COMPONENTS = _set(
    "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems"
)
_OPERATION = _set(
    "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security"
    " servers"
)
_PARAMETER = _set(
    "name in description required deprecated allowEmptyValue style explode allowReserved schema example examples"
    " content $ref summary"
)
_BODY = _set("description content required $ref summary")
_RESPONSE = _set("description headers content links $ref summary")
_MEDIA = _set("schema example examples encoding")
_SCHEMA = _set(
    "$schema $vocabulary $id $anchor $dynamicAnchor $ref $dynamicRef $defs $comment $recursiveRef $recursiveAnchor"
    " definitions dependencies additionalItems id"
    " allOf anyOf oneOf not if then else dependentSchemas prefixItems items contains properties patternProperties"
    " additionalProperties propertyNames unevaluatedItems unevaluatedProperties type enum const multipleOf maximum"
    " exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains"
    " minContains maxProperties minProperties required dependentRequired format contentEncoding contentMediaType"
    " contentSchema title description default deprecated readOnly writeOnly example examples nullable discriminator"
    " xml externalDocs"
)


def keywords(document: Document) -> Iterator[Problem]:
    """Report every key that nothing reads and that is no extension."""
    yield from _unknown(document, (), _ROOT, "a document")
    yield from _unknown(document, ("info",), _INFO, "info")
    yield from _unknown(document, ("components",), _COMPONENTS, "components")
    parameters: dict[Pointer, None] = {}
    for operation in operation_pointers(document):
        yield from _unknown(document, operation, _OPERATION, "an operation")
        parameters |= dict.fromkeys(parameter_pointers(document, operation))
        yield from _body(document, document.follow((*operation, "requestBody")), _BODY, "a request body")
        for response in response_pointers(document, operation):
            yield from _body(document, document.follow(response), _RESPONSE, "a response")
    for parameter in parameters:
        yield from _unknown(document, parameter, _PARAMETER, "a parameter")
    is_later = not str(document.root.get("openapi")).startswith("3.0")
    for schema in schema_pointers(document):
        yield from _unknown(document, schema, _SCHEMA, "a schema")
        if is_later and "nullable" in document.mapping(schema):
            yield Problem("E128", "'nullable' is no keyword of OpenAPI 3.1", (*schema, "nullable"), at_key=True)


def _body(document: Document, holder: Pointer, known: frozenset[str], what: str) -> Iterator[Problem]:
    yield from _unknown(document, holder, known, what)
    for media in content_pointers(document, holder):
        yield from _unknown(document, media, _MEDIA, "a media type")


def _unknown(document: Document, pointer: Pointer, known: frozenset[str], what: str) -> Iterator[Problem]:
    for key in document.mapping(pointer):
        if key not in known and not key.startswith("x-"):
            hint = did_you_mean(key, known - set(METHODS))
            yield Problem("E123", f"{key!r} is no keyword of {what}", (*pointer, key), at_key=True, hint=hint)
