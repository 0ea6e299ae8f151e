"""Answers of embedding models: unit vectors that depend on the text alone."""

from __future__ import annotations

import base64
import math
import random
import struct
from typing import Any

from . import tokenizer
from .problems import bad_query
from .values import Object, as_list, is_list


def texts(body: Object) -> list[str]:
    """Return the inputs of a query: a text, texts, or the token numbers of one or several."""
    value = body.get("input")
    if isinstance(value, str):
        return [value]
    items = as_list(value)
    if items and all(isinstance(item, int) for item in items):
        return [_numbers(items)]
    if not items or not all(isinstance(item, str) or is_list(item) for item in items):
        raise bad_query("input must be a string or a list of strings.")
    return [item if isinstance(item, str) else _numbers(as_list(item)) for item in items]


def _numbers(tokens: list[Any]) -> str:
    return " ".join(map(str, tokens))


def vector(text: str, dimension: int) -> list[float]:
    """Return the embedding of `text`, the same in every run."""
    source = random.Random(text)
    values = [source.gauss(0.0, 1.0) for _ in range(dimension)]
    length = math.sqrt(math.fsum(value * value for value in values)) or 1.0
    return [value / length for value in values]


def document(model: str, vectors: list[list[float]], body: Object) -> Object:
    """Return the embeddings as a list object."""
    data = [
        {"object": "embedding", "index": index, "embedding": _encoded(values, body)}
        for index, values in enumerate(vectors)
    ]
    prompt = sum(tokenizer.count(text) for text in texts(body))
    used = {"prompt_tokens": prompt, "total_tokens": prompt}
    return {"object": "list", "model": model, "data": data, "usage": used}


def _encoded(values: list[float], body: Object) -> list[float] | str:
    # The OpenAI clients ask for base64 unless told otherwise.
    if body.get("encoding_format") != "base64":
        return values
    return base64.b64encode(struct.pack(f"<{len(values)}f", *values)).decode()
