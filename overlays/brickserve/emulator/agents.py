"""Answers in the style of the Responses API, as agents give them."""

from __future__ import annotations

from collections.abc import Iterator

from . import tokenizer
from .chat import Stamp
from .said import Said, chat_answers, message_text
from .values import Object, as_list, as_object


def answer(body: Object) -> Said:
    """Return what the built-in agent says."""
    return chat_answers({**body, "messages": _messages(body)})[0]


def document(stamp: Stamp, said: Said, body: Object) -> Object:
    """Return a whole response."""
    prompt = sum(tokenizer.count(message_text(as_object(message))) for message in _messages(body))
    completion = said.token_count()
    return {
        "id": stamp.id,
        "object": "response",
        "created_at": stamp.created,
        "model": stamp.model,
        "status": "completed",
        "output": [_item(stamp, said)],
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": as_list(body.get("tools")),
        "usage": {
            "input_tokens": prompt,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": completion,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": prompt + completion,
        },
    }


def events(stamp: Stamp, said: Said) -> Iterator[Object]:
    """Yield the same answer as deltas, followed by the whole item."""
    where = {"item_id": f"msg_{stamp.id}", "output_index": 0, "content_index": 0}
    for number, piece in enumerate(said.pieces()):
        yield {"type": "response.output_text.delta", "delta": piece, "sequence_number": number, **where}
    yield {"type": "response.output_item.done", "output_index": 0, "item": _item(stamp, said)}


def _messages(body: Object) -> list[Object]:
    value = body.get("input")
    if isinstance(value, str):
        return [{"role": "user", "content": value}]
    return [as_object(item) for item in as_list(value)]


def _item(stamp: Stamp, said: Said) -> Object:
    content: list[Object] = [{"type": "output_text", "text": said.text, "annotations": []}]
    return {
        "type": "message",
        "id": f"msg_{stamp.id}",
        "role": "assistant",
        "status": "completed",
        "content": content,
    }
