"""Puts the pieces of a streamed answer together to the answer that would have come in one piece; pure."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from .._api import jsontext, models
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
        answer.update(_others(document, chunk))
        for place, choice in enumerate(_objects(document.get("choices"))):
            _add_choice(choices.setdefault(choice.get("index", place), {"index": choice.get("index", place)}), choice)
        if is_object(delta := document.get("delta")):
            _merge(messages.setdefault(str(delta.get("id", "")), {}), delta)
        if document.get("type") == "response.output_item.done":
            answer["output"] = [*answer.get("output", ()), document.get("item")]
    for choice in choices.values():
        _forget_places(choice.get("message"))
    if choices:
        answer["choices"] = [choices[index] for index in sorted(choices)]
        answer["object"] = "chat.completion" if any("message" in c for c in choices.values()) else "text_completion"
    if messages:
        answer["messages"] = list(messages.values())
    if "output" in answer:
        answer["object"] = "response"
    return _read(answer, headers)


def unstreamed(body: bytes, headers: Mapping[str, str]) -> models.QueryEndpointResponse:
    """Return the answer of an endpoint that does not stream."""
    document: dict[str, Any] = jsontext.loads(body, any_depth=True)
    return _read(document, headers)


def _read(answer: dict[str, Any], headers: Mapping[str, str]) -> models.QueryEndpointResponse:
    if "served-model-name" in headers:
        answer["served-model-name"] = headers["served-model-name"]
    return models.QueryEndpointResponse.from_dict(answer)


def _others(document: dict[str, Any], chunk: models.QueryEndpointStreamChunk) -> dict[str, Any]:
    """Return what a chunk has for the whole answer in fields that this version does not know of."""
    if not (chunk.type or "").startswith("response."):
        return {name: value for name, value in chunk.unknown_fields.items() if value is not None}
    # Most fields of such an event tell where its piece belongs; `response` is the answer as far as it has come.
    found = document.get("response")
    return {name: value for name, value in found.items() if name != "output" or value} if is_object(found) else {}


def texts(chunk: models.QueryEndpointStreamChunk) -> list[str]:
    """Return what a chunk adds to the text of the first answer."""
    if isinstance(chunk.delta, str):
        return [chunk.delta] if chunk.delta and chunk.type in (None, "response.output_text.delta") else []
    if is_object(chunk.delta):
        return _plain(chunk.delta.get("content"))
    for choice in chunk.choices or ():
        if not choice.index:
            return _plain(choice.text) or _plain(_content(choice))
    return []


def _content(choice: models.QueryEndpointStreamChoice) -> Any:
    if choice.delta is not None:
        return choice.delta.content
    # An endpoint that does not stream sends the whole message.
    message = choice.unknown_fields.get("message")
    return message.get("content") if is_object(message) else None


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
    # Of everything else, such as the verdict of a content filter, the last value holds.
    choice.update({name: value for name, value in piece.items() if name not in PIECES and value is not None})


PIECES = frozenset({"index", "delta", "text", "logprobs"})
"""Fields of a choice that are put together in their own way."""


def _forget_places(message: Any) -> None:
    """Take away what put the pieces of tool calls in order: a whole message does not have it."""
    for call in _objects(message.get("tool_calls") if is_object(message) else None):
        call.pop("index", None)


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
        elif name == "content" and old and (is_array(old) or is_array(value)):
            whole[name] = _joined_parts(_parts(old), _parts(value))
        elif is_object(old) and is_object(value):
            _merge(old, value)
        elif is_array(value):
            whole[name] = _joined(old if is_array(old) else [], value)
        elif name != "index" or old is None:
            whole[name] = deepcopy(value)


def _joined(whole: list[Any], pieces: list[Any]) -> list[Any]:
    """Add list items: one with the `index` of an earlier one is a piece of that one."""
    for piece in pieces:
        place = piece.get("index") if is_object(piece) else None
        known = next(
            (item for item in whole if place is not None and is_object(item) and item.get("index") == place), None
        )
        if known is None:
            # The pieces themselves stay as they came.
            whole.append(deepcopy(piece))
        else:
            _merge(known, piece)
    return whole


def _parts(content: Any) -> list[Any]:
    """Return the content of a message as a list; a text is one part."""
    if is_array(content):
        return list(content)
    return [{"type": "text", "text": content}] if content else []


def _joined_parts(whole: list[Any], pieces: list[Any]) -> list[Any]:
    """Add parts of a message, such as reasoning and text: the first goes on with the last one of its type."""
    if not whole or not pieces:
        return whole + pieces
    last, first = whole[-1], pieces[0]
    if not (is_object(last) and is_object(first) and "type" in last and last["type"] == first.get("type")):
        return whole + pieces
    return [*whole[:-1], _grown(last, first), *pieces[1:]]


def _grown(part: dict[str, Any], piece: dict[str, Any]) -> dict[str, Any]:
    grown = {**part, **piece}
    for name in part.keys() & piece.keys():
        old, new = part[name], piece[name]
        if name == "text" and isinstance(old, str) and isinstance(new, str):
            grown[name] = old + new
        elif is_array(old) and is_array(new):
            grown[name] = _joined_parts(old, new)
    return grown


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if is_object(item)] if is_array(value) else []
