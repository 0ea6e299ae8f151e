"""The tokens of the built-in language models: words and punctuation, each with the space before it."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")


def pieces(text: str) -> list[str]:
    """Split `text` into tokens that join back to it."""
    return _PIECE.findall(text)


def count(text: str) -> int:
    """Return the number of tokens in `text`."""
    return len(pieces(text))


def usage(prompt: int, completion: int) -> dict[str, int]:
    """Return the usage of a query, in tokens."""
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }
