# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Speech."""

from __future__ import annotations

from . import models
from .bodies import json_body, json_value, no_body, raw_body
from .typed import Any
from .wire import Call, Operation, Stream

_SPEAK = Operation(
    "speak",
    "POST",
    "/speech",
    decode=json_body(models.Said, headers={"voice-name": "voice"}),
    idempotence="inference",
    accept="application/json",
    content_type="application/json",
    required=("text",),
    stream=Stream("stream", models.Word, done="[DONE]"),
)


def speak(text: str, *, key: str | None = None, stream: bool | None = None) -> Call[models.Said]:
    """Say something."""
    return Call(_SPEAK, body={"text": text, "key": key, "stream": stream})


_LISTEN = Operation(
    "listen", "GET", "/speech", decode=raw_body(models.Sound, "contents"), idempotence="read", accept="audio/wav"
)


def listen() -> Call[models.Sound]:
    """Fetch the sound."""
    return Call(_LISTEN)


_HINT = Operation(
    "hint",
    "PATCH",
    "/speech",
    decode=no_body,
    idempotence="idempotent",
    content_type="application/json",
    required=("voice",),
    optional_body={"kind": "hint"},
)


def hint(*, kind: str | None = None, voice: str | None = None, volume: int | None = None) -> Call[None]:
    """Change the voice, or ask again."""
    return Call(_HINT, body={"kind": kind, "voice": voice, "volume": volume})


_FORGET = Operation("forget", "DELETE", "/speech", decode=no_body, idempotence="idempotent")


def forget() -> Call[None]:
    """Forget everything."""
    return Call(_FORGET)


_WORDS = Operation(
    "words",
    "GET",
    "/words",
    decode=json_value(dict[str, list[models.Word]]),
    idempotence="read",
    accept="application/json",
)


def words() -> Call[dict[str, list[models.Word]]]:
    """Fetch all words by their languages."""
    return Call(_WORDS)


_MOOD = Operation("mood", "POST", "/words", decode=json_value(object), idempotence="create", accept="application/json")


def mood() -> Call[Any]:
    """Ask for anything."""
    return Call(_MOOD)
