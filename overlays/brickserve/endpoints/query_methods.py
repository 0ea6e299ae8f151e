"""The method that queries an endpoint: one answer, or a stream of chunks."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal, Unpack, overload

    from .._api import models
    from ..executors import BlockingExecutor
    from ..frames import Frame
    from .queries import QueryStream
    from .query_types import QueryArguments


class Queries:
    """Queries an endpoint through the executor of the service that it is part of."""

    _calls: BlockingExecutor

    if TYPE_CHECKING:

        @overload
        def query(self, name: str, *, stream: Literal[True], **arguments: Unpack[QueryArguments]) -> QueryStream: ...
        @overload
        def query(
            self, name: str, *, stream: Literal[False] | None = None, **arguments: Unpack[QueryArguments]
        ) -> models.QueryEndpointResponse: ...
        @overload
        def query(
            self, name: str, *, stream: bool | None = None, **arguments: Unpack[QueryArguments]
        ) -> models.QueryEndpointResponse | QueryStream: ...

    def query(
        self,
        name: str,
        *,
        client_request_id: str | None = None,
        dataframe_records: list[Any] | None = None,
        dataframe_split: models.DataframeSplitInput | Frame | None = None,
        extra_params: dict[str, str] | None = None,
        input: Any | None = None,
        inputs: Any | None = None,
        instances: list[Any] | None = None,
        max_tokens: int | None = None,
        messages: list[models.ChatMessage] | None = None,
        n: int | None = None,
        prompt: Any | None = None,
        stop: list[str] | None = None,
        stream: bool | None = None,
        temperature: float | None = None,
        usage_context: dict[str, str] | None = None,
        served_model_name: str | None = None,
        extra_body: Mapping[str, Any] | None = None,
    ) -> models.QueryEndpointResponse | QueryStream:
        """Send a query to an endpoint and return its answer.

        Which arguments apply depends on what is served: `dataframe_split`, `dataframe_records`, `instances` or
        `inputs` for a custom model, `messages` for chat, `prompt` for completions, `input` for embeddings and
        for agents. `ServingEndpointsAPI.query` describes each of them.

        Args:
            name: The endpoint's name.
            dataframe_split: The rows to predict for; a frame of pandas or polars is sent as `brickserve.frames`
                says: what is missing as `null`.
            stream: Whether to answer piece by piece; the result is then a stream of chunks.
            served_model_name: The served model that has to answer, whatever the traffic split says.
            extra_body: Further fields of the request that no argument stands for, such as
                `{"top_k": 5, "reasoning_effort": "low"}`; they are sent as they are.

        Raises:
            ValueError: `extra_body` has a field that an argument gives as well.
            AmbiguousOutcome: The connection broke after the query was sent. It is not sent again, because the
                model may have answered it; `with_options(retry_ambiguous=True)` sends it again all the same.
        """
        from .queries import query_call, streamed

        call = query_call(
            name,
            served_model_name,
            extra_body,
            {
                "client_request_id": client_request_id,
                "dataframe_records": dataframe_records,
                "dataframe_split": dataframe_split,
                "extra_params": extra_params,
                "input": input,
                "inputs": inputs,
                "instances": instances,
                "max_tokens": max_tokens,
                "messages": messages,
                "n": n,
                "prompt": prompt,
                "stop": stop,
                "stream": stream,
                "temperature": temperature,
                "usage_context": usage_context,
            },
        )
        return streamed(self._calls, call) if stream else self._calls.execute(call)
