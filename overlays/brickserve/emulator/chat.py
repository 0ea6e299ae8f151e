"""Answers of chat models, whole and as a stream of chunks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .said import Said
from .tokenizer import usage
from .values import Object, as_object

_LOGPROB = -0.125


@dataclass(frozen=True)
class Stamp:
    """What identifies an answer."""

    id: str
    created: int
    model: str


def document(stamp: Stamp, answers: list[Said], prompt: int, body: Object) -> Object:
    """Return a whole chat completion."""
    choices: list[Object] = []
    for index, said in enumerate(answers):
        choice: Object = {"index": index, "message": _message(said), "finish_reason": said.finish}
        if body.get("logprobs"):
            choice["logprobs"] = {"content": [logprob(piece, body) for piece in said.pieces()]}
        choices.append(choice)
    return {
        "id": stamp.id,
        "object": "chat.completion",
        "created": stamp.created,
        "model": stamp.model,
        "choices": choices,
        "usage": _usage(answers, prompt),
    }


def chunks(stamp: Stamp, answers: list[Said], prompt: int, body: Object) -> Iterator[Object]:
    """Yield the same answer piece by piece; the usage comes last, if it is asked for."""
    for index, said in enumerate(answers):
        yield _chunk(stamp, index, {"role": "assistant", "content": None if said.tool_calls else ""})
        if said.reasoning:
            yield _chunk(stamp, index, {"content": [_reasoning(said.reasoning)]})
        for delta, piece in _deltas(said):
            chunk = _chunk(stamp, index, delta)
            if body.get("logprobs"):
                chunk["choices"][0]["logprobs"] = {"content": [logprob(piece, body)]}
            yield chunk
        yield _chunk(stamp, index, {}, said.finish)
    if as_object(body.get("stream_options")).get("include_usage"):
        yield {**_head(stamp), "choices": [], "usage": _usage(answers, prompt)}


def logprob(piece: str, body: Object) -> Object:
    """Return the log probability of a token, which is the same for all."""
    entry: Object = {"token": piece, "logprob": _LOGPROB, "bytes": list(piece.encode())}
    most = int(body.get("top_logprobs") or 0)
    return {**entry, "top_logprobs": [dict(entry)] if most else []}


def _usage(answers: list[Said], prompt: int) -> dict[str, int]:
    return usage(prompt, sum(said.token_count() for said in answers))


def _message(said: Said) -> Object:
    if said.tool_calls:
        return {"role": "assistant", "content": None, "tool_calls": said.tool_calls}
    if said.reasoning is None:
        return {"role": "assistant", "content": said.text}
    return {"role": "assistant", "content": [_reasoning(said.reasoning), {"type": "text", "text": said.text}]}


def _reasoning(text: str) -> Object:
    return {"type": "reasoning", "summary": [{"type": "summary_text", "text": text}]}


def _deltas(said: Said) -> Iterator[tuple[Object, str]]:
    if not said.tool_calls:
        yield from (({"content": piece}, piece) for piece in said.pieces())
    for index, call in enumerate(said.tool_calls):
        function = as_object(call["function"])
        opening = {**call, "index": index, "function": {"name": function["name"], "arguments": ""}}
        yield {"tool_calls": [opening]}, ""
        for piece in Said(str(function["arguments"])).pieces():
            yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}, piece


def _head(stamp: Stamp) -> Object:
    return {"id": stamp.id, "object": "chat.completion.chunk", "created": stamp.created, "model": stamp.model}


def _chunk(stamp: Stamp, index: int, delta: Object, finish: str | None = None) -> Object:
    return {**_head(stamp), "choices": [{"index": index, "delta": delta, "finish_reason": finish}]}
