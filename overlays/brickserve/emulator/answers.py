"""From a query to the answer's body: a built-in model says something, or the caller's model does."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator
from typing import Any

from . import agents, chat, completions, embeddings, kinds, tabular
from .calls import Call
from .chat import Stamp
from .predictors import is_stream, is_vectors, predict, take
from .problems import bad_query
from .said import Said, chat_answers, prompt_tokens
from .settings import Model
from .streams import EventStream
from .values import Object, as_list, as_object, is_object
from .web import Response

_INPUT_FIELD = {
    kinds.CHAT: "messages",
    kinds.COMPLETIONS: "prompt",
    kinds.EMBEDDINGS: "input",
    kinds.RESPONSES: "input",
}


async def answer(call: Call, entity: Object, kind: str) -> Response | Object:
    """Return the answer to the query in the call's body."""
    external = as_object(entity.get("external_model"))
    name = str(external.get("name") or entity.get("entity_name"))
    stamp = Stamp(f"{kind}-{call.request_id}", int(time.time()), name)
    model = call.workspace.models.get(name)
    if kind == kinds.TABULAR:
        return await _tabular(call, model)
    if model is None:
        return _built_in(call, stamp, kind)
    result = await predict(call.workspace, model, call.body[_INPUT_FIELD[kind]], call.body)
    return await _of_result(call, stamp, kind, result)


async def _tabular(call: Call, model: Model | None) -> Object:
    if call.body.get("stream"):
        raise bad_query("Dataframe and tensor queries are not answered as a stream.")
    inputs = tabular.decode(call.body)
    if model is None:
        return {"predictions": tabular.total(inputs)}
    result = await predict(call.workspace, model, inputs, call.body)
    return {"predictions": await take(result) if is_stream(result) else result}


def _built_in(call: Call, stamp: Stamp, kind: str) -> Response | Object:
    body = call.body
    match kind:
        case kinds.CHAT:
            return _spoken(call, stamp, kind, chat_answers(body))
        case kinds.COMPLETIONS:
            return _spoken(call, stamp, kind, completions.answers(body))
        case kinds.RESPONSES:
            return _spoken(call, stamp, kind, [agents.answer(body)])
        case _:
            dimension = int(body.get("dimensions") or call.workspace.settings.embedding_dimension)
            vectors = [embeddings.vector(text, dimension) for text in embeddings.texts(body)]
            return embeddings.document(stamp.model, vectors, body)


async def _of_result(call: Call, stamp: Stamp, kind: str, result: Any) -> Response | Object:
    if is_stream(result):
        return await _of_pieces(call, stamp, kind, result)
    if isinstance(result, str):
        return _spoken(call, stamp, kind, [Said(result)])
    if is_object(result):
        return EventStream(call, [as_object(result)]) if call.body.get("stream") else as_object(result)
    if kind == kinds.EMBEDDINGS and is_vectors(result):
        return embeddings.document(stamp.model, as_list(result), call.body)
    return {"predictions": result}


async def _of_pieces(call: Call, stamp: Stamp, kind: str, pieces: Iterator[Any]) -> Response | Object:
    first = await take(pieces, 1)
    if first and is_object(first[0]) and call.body.get("stream"):
        # Whole events come from the model itself, as agents send them.
        return EventStream(call, itertools.chain(first, pieces), blocking=True)
    everything = first + await take(pieces)
    if first and is_object(first[0]):
        return {"output": everything}
    texts = [str(piece) for piece in everything]
    return _spoken(call, stamp, kind, [Said("".join(texts), parts=texts)])


def _spoken(call: Call, stamp: Stamp, kind: str, said: list[Said]) -> Response | Object:
    body = call.body
    streamed = bool(body.get("stream"))
    items: Iterable[Object]
    match kind:
        case kinds.COMPLETIONS:
            if not streamed:
                return completions.document(stamp, said, body)
            items = completions.chunks(stamp, said, body)
        case kinds.RESPONSES:
            if not streamed:
                return agents.document(stamp, said[0], body)
            items = agents.events(stamp, said[0])
        case _:
            tokens = prompt_tokens([as_object(message) for message in as_list(body.get("messages"))])
            if not streamed:
                return chat.document(stamp, said, tokens, body)
            items = chat.chunks(stamp, said, tokens, body)
    return EventStream(call, items)
