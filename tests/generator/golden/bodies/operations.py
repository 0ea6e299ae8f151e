# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Speech: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import json_body, json_value, no_body, raw_body
from .typed import Any
from .wire import Call, Operation, Stream

_SPEAK = Operation(
    "speak",
    "POST",
    "/speech",
    json_body(models.Said, headers={"voice-name": "voice"}),
    idempotence="inference",
    content_type="application/json",
    required=("text",),
    stream=Stream("stream", models.Word, done="[DONE]"),
)


def speak(text: str, *, key: str | None = None, stream: bool | None = None) -> Call[models.Said]:
    """Say something.

    Args:
        text: What to say.
        key: The key.
        stream: Whether to answer word by word.

    Returns:
        Said: What was said.
    """
    return Call(_SPEAK, body={"text": text, "key": key, "stream": stream})


_LISTEN = Operation("listen", "GET", "/speech", raw_body(models.Sound, "contents"), accept="audio/wav")


def listen() -> Call[models.Sound]:
    """Fetch the sound.

    Returns:
        Sound: The sound.
    """
    return Call(_LISTEN)


_HINT = Operation(
    "hint",
    "PATCH",
    "/speech",
    no_body,
    accept=None,
    content_type="application/json",
    required=("voice",),
    optional_body={"kind": "hint"},
)


def hint(*, kind: str | None = None, voice: str | None = None, volume: int | None = None) -> Call[None]:
    """Change the voice, or ask again.

    Args:
        kind: Always `"hint"`.
        voice: The voice. Needed unless the whole body is left out.
        volume
    """
    return Call(_HINT, body={"kind": kind, "voice": voice, "volume": volume})


_FORGET = Operation("forget", "DELETE", "/speech", no_body, accept=None)


def forget() -> Call[None]:
    """Forget everything."""
    return Call(_FORGET)


_WORDS = Operation("words", "GET", "/words", json_value(dict[str, list[models.Word]]))


def words() -> Call[dict[str, list[models.Word]]]:
    """Fetch all words by their languages.

    Returns:
        The words.
    """
    return Call(_WORDS)


_MOOD = Operation("mood", "POST", "/words", json_value(object))


def mood() -> Call[Any]:
    """Ask for anything.

    Returns:
        Anything.
    """
    return Call(_MOOD)
