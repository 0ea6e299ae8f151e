"""What a language model says: the same for chat and completions, streamed or whole."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field

from . import samples, tokenizer
from .values import Object, as_list, as_object, is_object


@dataclass(frozen=True)
class Said:
    """One candidate answer."""

    text: str
    finish: str = "stop"
    tool_calls: list[Object] = field(default_factory=list[Object])
    reasoning: str | None = None
    parts: list[str] | None = None
    """The pieces in which the model gave the text; None lets it be split into tokens."""

    def pieces(self) -> list[str]:
        """Return the pieces of the answer, normally its tokens; a tool call is made of its arguments'."""
        calls = "".join(str(as_object(call["function"])["arguments"]) for call in self.tool_calls)
        return self.parts if self.parts is not None else tokenizer.pieces(calls or self.text)

    def token_count(self) -> int:
        """Return how many tokens were generated."""
        return len(self.pieces()) + tokenizer.count(self.reasoning or "")


def message_text(message: Object) -> str:
    """Return the text of a chat message, whose content is a string or a list of parts."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return " ".join(str(part["text"]) for part in map(as_object, as_list(content)) if "text" in part)


def prompt_tokens(messages: list[Object]) -> int:
    """Return how many tokens the messages have."""
    return sum(tokenizer.count(message_text(message)) for message in messages)


def chat_answers(body: Object) -> list[Said]:
    """Return what the built-in chat model says: it repeats the last message, or calls a tool."""
    messages = [as_object(message) for message in as_list(body.get("messages"))]
    last = messages[-1] if messages else {}
    text = message_text(last)
    if calls := _tool_calls(body, last, text):
        return [Said("", "tool_calls", calls)] * candidates(body)
    thoughts = f"The message has {tokenizer.count(text)} tokens." if _thinks(body) else None
    reply = _structured(body, text) or (
        f"The tool answered: {text}" if last.get("role") == "tool" else f"You said: {text}"
    )
    return [clipped(reply, body, thoughts) for _ in range(candidates(body))]


def candidates(body: Object) -> int:
    """Return how many candidates the query asks for."""
    return int(body.get("n") or 1)


def clipped(text: str, body: Object, reasoning: str | None = None) -> Said:
    """End `text` where the query's `stop` and `max_tokens` say."""
    stop = body.get("stop")
    stops = [stop] if isinstance(stop, str) else as_list(stop)
    for word in filter(None, map(str, stops)):
        text = text.partition(word)[0]
    most = body.get("max_completion_tokens") or body.get("max_tokens")
    pieces = tokenizer.pieces(text)
    if most is not None and len(pieces) > int(most):
        return Said("".join(pieces[: int(most)]), "length", reasoning=reasoning)
    return Said(text, reasoning=reasoning)


def _thinks(body: Object) -> bool:
    return bool(body.get("reasoning_effort") or as_object(body.get("thinking")).get("type") == "enabled")


def _structured(body: Object, text: str) -> str | None:
    wanted = as_object(body.get("response_format"))
    match wanted.get("type"):
        case "json_object":
            return json.dumps({"answer": text})
        case "json_schema":
            return json.dumps(samples.sample(as_object(as_object(wanted["json_schema"]).get("schema")), text))
        case _:
            return None


def _tool_calls(body: Object, last: Object, text: str) -> list[Object]:
    functions = [as_object(as_object(tool).get("function")) for tool in as_list(body.get("tools"))]
    choice = body.get("tool_choice") or "auto"
    if not functions or choice == "none" or (choice == "auto" and last.get("role") == "tool"):
        return []
    if is_object(choice):
        wanted = as_object(as_object(choice).get("function")).get("name")
        chosen = [function for function in functions if function.get("name") == wanted]
    elif choice == "required":
        chosen = functions[:1]
    else:
        # Left to itself, the model calls the tools that the message names.
        chosen = [function for function in functions if str(function.get("name")) in text]
    return [_tool_call(function, text, index) for index, function in enumerate(chosen)]


def _tool_call(function: Object, text: str, index: int) -> Object:
    arguments = json.dumps(samples.sample(as_object(function.get("parameters")) or {"type": "object"}, text))
    name = str(function.get("name"))
    mark = zlib.crc32(f"{index}{name}{arguments}".encode())
    return {"id": f"call_{mark:08x}", "type": "function", "function": {"name": name, "arguments": arguments}}
