"""Values that must never be seen: planted wherever a secret can stand, and looked for wherever it could show."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

from brickserve_api import document, models, operations
from brickserve_api.wire import Call

SCHEMAS: dict[str, Any] = document.load()["components"]["schemas"]
MARK = "canary"
TOKEN = f"dapi-{MARK}-0token0"
CLIENT_SECRET = f"dose-{MARK}-0client0secret0"
PROMPT = f"{MARK}-in-a-prompt"
USER = f"{MARK}-user"


def secret_fields() -> list[tuple[str, str]]:
    """Return schema and property of everything that the specification calls a password."""
    return [
        (name, field)
        for name, schema in SCHEMAS.items()
        for field, part in schema.get("properties", {}).items()
        if part.get("format") == "password"
    ]


def planted(schema: dict[str, Any], place: str = "", depth: int = 8) -> Any:
    """Return a document of the schema with a canary of its own in every secret field, and little else."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return planted(SCHEMAS[name], name, depth)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object" if depth:
            parts = schema.get("properties", {})
            return {name: planted(part, f"{place}.{name}", depth - 1) for name, part in parts.items()}
        case "array":
            return [planted(schema["items"], place, depth - 1)]
        case "string":
            return f"{MARK}/{place}" if schema.get("format") == "password" else "text"
        case "integer" | "number":
            return 7
        case "boolean":
            return True
        case _:
            return {}


def plain_config() -> models.EndpointCoreConfigInput:
    """Return a configuration of an endpoint with every credential that it can hold."""
    return models.EndpointCoreConfigInput.from_dict(planted({"$ref": "#/components/schemas/EndpointCoreConfigInput"}))


def calls() -> list[Call[Any]]:
    """Return calls that carry canaries: one that creates, one that changes, and queries."""
    config = plain_config()
    message = models.ChatMessage(role=models.ChatMessageRole.USER, content=PROMPT)
    return [
        operations.create("fraud", config=config),
        operations.update_config("fraud", served_entities=config.served_entities),
        operations.query("fraud", prompt=PROMPT),
        operations.query("fraud", messages=[message], inputs=[PROMPT], dataframe_records=[{"text": PROMPT}]),
    ]


class Records(logging.Handler):
    """Keeps everything that is logged, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def texts(self) -> Iterator[str]:
        """Return all that a formatter could write of the records."""
        for record in self.records:
            yield record.getMessage()
            yield repr(record.args)
            yield repr(vars(record))
            if record.exc_info and record.exc_info[1]:
                yield "".join(traceback.format_exception(record.exc_info[1]))


def shown_of(error: BaseException) -> Iterator[str]:
    """Return all that an error says of itself and of its causes, without the variables of its frames."""
    yield "".join(traceback.format_exception(error))
    yield pickle.dumps(error).decode("latin-1")
    seen: list[BaseException] = []
    inner: BaseException | None = error
    while inner is not None and inner not in seen:
        seen.append(inner)
        yield from (str(inner), repr(inner), repr(inner.args), repr(getattr(inner, "__dict__", {})))
        inner = inner.__cause__ or inner.__context__


def shown_of_object(value: object) -> Iterator[str]:
    """Return what printing and debugging tools show of an object and of what it holds."""
    yield from (str(value), repr(value))
    held = getattr(value, "__dict__", {})
    yield repr(held)
    for name in (*held, *(slot for kind in type(value).__mro__ for slot in getattr(kind, "__slots__", ()))):
        yield repr(getattr(value, name, None))
