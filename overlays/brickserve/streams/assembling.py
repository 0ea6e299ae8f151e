"""Puts the pieces of a streamed answer together to the answer that would have come in one piece; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._api import models
from ..guards import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEPT = ("id", "created", "model", "system_fingerprint", "usage", "custom_outputs", "databricks_output", "finish_reason")
"""Fields of chunks whose last value holds for the whole answer."""


def assembled(
    chunks: Iterable[models.QueryEndpointStreamChunk], headers: Mapping[str, str]
) -> models.QueryEndpointResponse:
    """Return the whole answer; what this version does not know of is kept from the last chunk that has it."""
    answer: dict[str, Any] = {}
    choices: dict[int, dict[str, Any]] = {}
    messages: dict[str, dict[str, Any]] = {}
    for chunk in chunks:
        document = chunk.as_dict()
        answer.update({name: document[name] for name in KEPT if document.get(name) is not None})
        answer.update({name: value for name, value in chunk.unknown_fields.items() if value is not None})
        for place, choice in enumerate(_objects(document.get("choices"))):
            _add_choice(choices.setdefault(choice.get("index", place), {"index": choice.get("index", place)}), choice)
        if is_object(delta := document.get("delta")):
            _merge(messages.setdefault(str(delta.get("id", "")), {}), delta)
        if document.get("type") == "response.output_item.done":
            answer.setdefault("output", []).append(document.get("item"))
    if choices:
        answer["choices"] = [choices[index] for index in sorted(choices)]
        answer["object"] = "chat.completion" if any("message" in c for c in choices.values()) else "text_completion"
    if messages:
        answer["messages"] = list(messages.values())
    if "output" in answer:
        answer["object"] = "response"
    if "served-model-name" in headers:
        answer["served-model-name"] = headers["served-model-name"]
    return models.QueryEndpointResponse.from_dict(answer)


def texts(chunk: models.QueryEndpointStreamChunk) -> list[str]:
    """Return what a chunk adds to the text of the first answer."""
    if isinstance(chunk.delta, str):
        return [chunk.delta] if chunk.delta and chunk.type in (None, "response.output_text.delta") else []
    if is_object(chunk.delta):
        return _plain(chunk.delta.get("content"))
    for choice in chunk.choices or ():
        if not choice.index:
            return _plain(choice.text) or _plain(choice.delta.content if choice.delta else None)
    return []


def _plain(content: Any) -> list[str]:
    if is_array(content):
        parts = [part.get("text") for part in content if is_object(part)]
        return [text for text in parts if isinstance(text, str) and text]
    return [content] if isinstance(content, str) and content else []


def _add_choice(choice: dict[str, Any], piece: dict[str, Any]) -> None:
    if is_object(delta := piece.get("delta")):
        _merge(choice.setdefault("message", {}), delta)
    if isinstance(text := piece.get("text"), str):
        choice["text"] = choice.get("text", "") + text
    if is_object(logprobs := piece.get("logprobs")):
        _merge(choice.setdefault("logprobs", {}), logprobs)
    if piece.get("finish_reason") is not None:
        choice["finish_reason"] = piece["finish_reason"]


GROWING = frozenset({"content", "reasoning_content", "refusal", "arguments"})
"""Texts that come in pieces; of any other one the last value holds."""


def _merge(whole: dict[str, Any], piece: dict[str, Any]) -> None:
    """Add a piece to what there is: texts grow, lists grow item by item, objects field by field."""
    for name, value in piece.items():
        old = whole.get(name)
        if value is None:
            whole.setdefault(name, None)
        elif isinstance(old, str) and isinstance(value, str) and name in GROWING:
            whole[name] = old + value
        elif is_object(old) and is_object(value):
            _merge(old, value)
        elif is_array(value):
            whole[name] = _joined(old if is_array(old) else [], value)
        elif name != "index" or old is None:
            whole[name] = value


def _joined(whole: list[Any], pieces: list[Any]) -> list[Any]:
    """Add list items: one with the `index` of an earlier one is a piece of that one."""
    for piece in pieces:
        place = piece.get("index") if is_object(piece) else None
        known = next(
            (item for item in whole if place is not None and is_object(item) and item.get("index") == place), None
        )
        if known is None:
            whole.append(dict(piece) if is_object(piece) else piece)
        else:
            _merge(known, piece)
    return whole


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if is_object(item)] if is_array(value) else []
