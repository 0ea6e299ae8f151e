"""Which kind of query a body is, and whether the served entity takes it."""

from __future__ import annotations

from . import tabular
from .problems import bad_query
from .state import Endpoint
from .values import Object, is_list, is_object
from .views import entity_task

CHAT, COMPLETIONS, EMBEDDINGS, RESPONSES, TABULAR = (
    "chat",
    "completions",
    "embeddings",
    "responses",
    "tabular",
)

_BY_FIELD = {
    "messages": CHAT,
    "prompt": COMPLETIONS,
    "input": EMBEDDINGS,
    **dict.fromkeys(tabular.FIELDS, TABULAR),
}
_BY_TASK = {"llm/v1/chat": CHAT, "llm/v1/completions": COMPLETIONS, "llm/v1/embeddings": EMBEDDINGS}
_FIELD_OF = {CHAT: "messages", COMPLETIONS: "prompt", EMBEDDINGS: "input", RESPONSES: "input"}


def kind_of(body: Object) -> str:
    """Return the kind of query that the fields of the body make it."""
    present = [field for field in _BY_FIELD if body.get(field) is not None]
    if len(present) != 1:
        found = " and ".join(present) or "none of them"
        raise bad_query(f"A query needs exactly one of {', '.join(_BY_FIELD)}; found {found}.")
    return RESPONSES if present == ["input"] and _is_conversation(body["input"]) else _BY_FIELD[present[0]]


def require(kind: str, body: Object) -> None:
    """Refuse a body without the field that `kind` needs."""
    if body.get(_FIELD_OF[kind]) is None:
        raise bad_query(f"A {kind} query needs {_FIELD_OF[kind]}.")


def check_taken(entity: Object, kind: str, endpoint: Endpoint) -> None:
    """Refuse a query that the task of the entity does not take."""
    task = entity_task(entity)
    wanted = _BY_TASK.get(task or "")
    if wanted is not None and wanted != kind:
        raise bad_query(f"Endpoint '{endpoint.name}' of task {task} takes {_FIELD_OF[wanted]}, not a {kind} query.")


def _is_conversation(value: object) -> bool:
    return is_list(value) and any(map(is_object, value))
