"""The arguments of a query, for type checkers and editors; never imported at run time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from .._api import models
from ..frames import Frame


class QueryArguments(TypedDict, total=False):
    """What `query` takes besides the endpoint's name and `stream`; None stands for what is not given."""

    client_request_id: str | None
    """The caller's own id for the request."""
    dataframe_records: list[Any] | None
    """A table as a list of rows, each a map from column to value."""
    dataframe_split: models.DataframeSplitInput | Frame | None
    """A table as column names and rows of values, or a frame of pandas or polars."""
    extra_params: dict[str, str] | None
    """Further parameters of an external or foundation model's provider."""
    input: Any | None
    """Embeddings: a text or a list of texts. Agents: their list of input items."""
    inputs: Any | None
    """Tensors in columnar form."""
    instances: list[Any] | None
    """Tensors in row form."""
    max_tokens: int | None
    """The most tokens to generate."""
    messages: list[models.ChatMessage] | None
    """Chat: the conversation so far."""
    n: int | None
    """How many answers to generate."""
    prompt: Any | None
    """Completions: a text or a list of texts to continue."""
    stop: list[str] | None
    """Texts at which generation ends."""
    temperature: float | None
    """How freely to choose words."""
    usage_context: dict[str, str] | None
    """The caller's own notes on the request."""
    served_model_name: str | None
    """The served model that has to answer, whatever the traffic split says."""
    extra_body: Mapping[str, Any] | None
    """Further fields of the request that no argument stands for."""
