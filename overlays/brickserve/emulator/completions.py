"""Answers of completion models, whole and as a stream of chunks."""

from __future__ import annotations

from collections.abc import Iterator

from . import tokenizer
from .chat import Stamp
from .problems import bad_query
from .said import Said, candidates, clipped
from .values import Object, as_list, as_object


def prompts(body: Object) -> list[str]:
    """Return the prompts of a query, which are one text or a list of texts."""
    prompt = body.get("prompt")
    texts = [prompt] if isinstance(prompt, str) else as_list(prompt)
    if not texts or not all(isinstance(text, str) for text in texts):
        raise bad_query("prompt must be a string or a list of strings.")
    return [str(text) for text in texts]


def answers(body: Object) -> list[Said]:
    """Return what the built-in completion model says: it repeats each prompt."""
    return [clipped(f" You wrote: {text}", body) for text in prompts(body) for _ in range(candidates(body))]


def document(stamp: Stamp, said: list[Said], body: Object) -> Object:
    """Return a whole text completion."""
    choices = [
        {"index": index, "text": one.text, "finish_reason": one.finish, "logprobs": None}
        for index, one in enumerate(said)
    ]
    return {**_head(stamp), "choices": choices, "usage": _usage(said, body)}


def chunks(stamp: Stamp, said: list[Said], body: Object) -> Iterator[Object]:
    """Yield the same answer piece by piece."""
    for index, one in enumerate(said):
        for piece in one.pieces():
            yield _chunk(stamp, index, piece, None)
        yield _chunk(stamp, index, "", one.finish)
    if as_object(body.get("stream_options")).get("include_usage"):
        yield {**_head(stamp), "choices": [], "usage": _usage(said, body)}


def _usage(said: list[Said], body: Object) -> dict[str, int]:
    prompt = sum(tokenizer.count(text) for text in prompts(body))
    return tokenizer.usage(prompt, sum(one.token_count() for one in said))


def _head(stamp: Stamp) -> Object:
    return {"id": stamp.id, "object": "text_completion", "created": stamp.created, "model": stamp.model}


def _chunk(stamp: Stamp, index: int, text: str, finish: str | None) -> Object:
    return {
        **_head(stamp),
        "choices": [{"index": index, "text": text, "finish_reason": finish, "logprobs": None}],
    }
