"""What a user's type checker makes of the library; checked by mypy and pyright, never run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import assert_type

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.errors import BrickserveError, DatabricksError, NotFound
from brickserve.service.serving import (
    ChatMessage,
    ChatMessageRole,
    EndpointCoreConfigInput,
    EndpointStateConfigUpdate,
    EndpointTag,
    QueryEndpointResponse,
    ServedEntityInput,
    ServingEndpoint,
    ServingEndpointDetailed,
    Wait,
)


def models() -> None:
    tag = EndpointTag("team", value="risk")
    assert_type(tag.key, str)
    assert_type(tag.value, str | None)
    assert_type(EndpointTag.from_dict({"key": "team"}), EndpointTag)
    assert_type(replace(tag, value="fraud"), EndpointTag)
    assert len(fields(tag)) == 2
    assert_type(EndpointStateConfigUpdate("NEW_STATE").is_known, bool)
    match tag:
        case EndpointTag(key):
            assert_type(key, str)


def blocking(w: WorkspaceClient) -> None:
    config = EndpointCoreConfigInput(name="ep", served_entities=[ServedEntityInput(entity_name="c.s.m")])
    pending = w.serving_endpoints.create("ep", config=config, tags=[EndpointTag("team")])
    assert_type(pending, Wait[ServingEndpointDetailed])
    assert_type(pending.result(timeout=timedelta(minutes=5)), ServingEndpointDetailed)
    assert_type(w.serving_endpoints.get("ep"), ServingEndpointDetailed)
    assert_type(w.serving_endpoints.create_and_wait("ep", config=config), ServingEndpointDetailed)
    assert_type(w.serving_endpoints.list(), Iterator[ServingEndpoint])
    answer = w.serving_endpoints.query("ep", messages=[ChatMessage(content="hi", role=ChatMessageRole.USER)])
    assert_type(answer, QueryEndpointResponse)
    if answer.raw is not None:
        assert_type(answer.raw.status_code, int)
        assert_type(answer.raw.headers["x-request-id"], str)
        assert_type(answer.raw.content, bytes)


def failures(w: WorkspaceClient) -> str | None:
    try:
        w.serving_endpoints.delete("ep")
    except NotFound as error:
        return error.request_id
    except DatabricksError as error:
        return error.error_code
    except BrickserveError as error:
        return str(error)
    return None


async def coroutines(w: AsyncWorkspaceClient) -> None:
    assert_type(await w.serving_endpoints.get("ep"), ServingEndpointDetailed)
    async for endpoint in w.serving_endpoints.list():
        assert_type(endpoint, ServingEndpoint)
