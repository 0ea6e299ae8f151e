"""Handlers: the paths that OpenAI clients use, where the body names the endpoint as `model`."""

from __future__ import annotations

from . import kinds
from .calls import Call
from .queries import query_as
from .web import Response


async def chat_completions(call: Call) -> Response:
    """Answer a chat query."""
    return await query_as(call, kinds.CHAT)


async def text_completions(call: Call) -> Response:
    """Answer a completion query."""
    return await query_as(call, kinds.COMPLETIONS)


async def embeddings(call: Call) -> Response:
    """Answer an embedding query."""
    return await query_as(call, kinds.EMBEDDINGS)


async def responses(call: Call) -> Response:
    """Answer a query to an agent."""
    return await query_as(call, kinds.RESPONSES)
