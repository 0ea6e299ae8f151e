"""A client that prefers the data plane queries route-optimized endpoints at their own host, and others as ever."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from databricks.sdk.core import Config as OfficialConfig

from brickserve import AsyncWorkspaceClient, WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.errors import ConfigError, NotFound
from brickserve.service.serving import ChatMessage, ChatMessageRole, EndpointCoreConfigInput, ServedEntityInput

HELLO = [ChatMessage(role=ChatMessageRole.USER, content="hello")]


def credentials(emulator: Emulator) -> dict[str, Any]:
    return {"host": emulator.url, "client_id": emulator.client_id, "client_secret": emulator.client_secret}


def create(w: WorkspaceClient, name: str, *, routed: bool) -> None:
    entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1", name="m")
    config = EndpointCoreConfigInput(name, served_entities=[entity])
    w.serving_endpoints.create_and_wait(name, config=config, route_optimized=routed)


@pytest.fixture
def w(emulator: Emulator) -> Iterator[WorkspaceClient]:
    with WorkspaceClient(**credentials(emulator), prefer_data_plane=True) as client:
        create(client, "own", routed=True)
        create(client, "plain", routed=False)
        yield client


def counts(emulator: Emulator) -> tuple[int, int]:
    """Return how many queries came to endpoints' own hosts, and to the front door."""
    return emulator.state.count("query_data_plane"), emulator.state.count("query")


def test_a_route_optimized_endpoint_is_queried_at_its_own_host(w: WorkspaceClient, emulator: Emulator) -> None:
    w.serving_endpoints.query("own", messages=HELLO)
    w.with_options(deadline=20).serving_endpoints.query("own", messages=HELLO)
    with w.serving_endpoints.query("own", messages=HELLO, stream=True) as stream:
        assert "".join(stream.text_deltas())

    assert counts(emulator) == (3, 0)


def test_any_other_endpoint_is_queried_through_the_front_door(w: WorkspaceClient, emulator: Emulator) -> None:
    looks = emulator.state.count("get")
    for _ in range(3):
        w.serving_endpoints.query("plain", messages=HELLO)
    with w.serving_endpoints.query("plain", messages=HELLO, stream=True) as stream:
        assert "".join(stream.text_deltas())

    assert counts(emulator) == (0, 4)
    assert emulator.state.count("get") == looks + 1


def test_one_served_model_is_queried_through_the_front_door(w: WorkspaceClient, emulator: Emulator) -> None:
    w.serving_endpoints.query("own", messages=HELLO, served_model_name="m")

    assert counts(emulator)[0] == 0


def test_an_endpoint_that_was_made_anew_is_looked_up_again(w: WorkspaceClient, emulator: Emulator) -> None:
    w.serving_endpoints.query("plain", messages=HELLO)
    w.serving_endpoints.delete("plain")
    with pytest.raises(NotFound):
        w.serving_endpoints.query("plain", messages=HELLO)
    create(w, "plain", routed=True)

    w.serving_endpoints.query("plain", messages=HELLO)

    assert counts(emulator)[0] == 1


def test_nothing_is_preferred_unless_asked_for(w: WorkspaceClient, emulator: Emulator) -> None:
    with WorkspaceClient(**credentials(emulator)) as plain:
        plain.serving_endpoints.query("plain", messages=HELLO)

    assert counts(emulator) == (0, 1)


def test_coroutines_prefer_it_as_well(w: WorkspaceClient, emulator: Emulator) -> None:
    async def main() -> None:
        async with AsyncWorkspaceClient(**credentials(emulator), prefer_data_plane=True) as client:
            await client.serving_endpoints.query("own", messages=HELLO)
            await client.with_options(max_attempts=1).serving_endpoints.query("plain", messages=HELLO)
            async with await client.serving_endpoints.query("own", messages=HELLO, stream=True) as stream:
                assert [text async for text in stream.text_deltas()]

    asyncio.run(main())

    assert counts(emulator) == (2, 1)


def test_a_personal_access_token_goes_through_the_front_door(w: WorkspaceClient, emulator: Emulator) -> None:
    looks = emulator.state.count("get")
    with WorkspaceClient(host=emulator.url, token=emulator.token, prefer_data_plane=True) as holder:
        assert holder.serving_endpoints.query("own", messages=HELLO).choices
        with holder.serving_endpoints.query("own", messages=HELLO, stream=True) as stream:
            assert "".join(stream.text_deltas()) == "You said: hello"

    assert counts(emulator) == (0, 2)
    assert emulator.state.count("get") == looks


@pytest.mark.parametrize("auth_type", ["pat", "oauth-m2m"])
def test_the_official_configuration_decides_by_what_it_holds(
    w: WorkspaceClient, emulator: Emulator, auth_type: str
) -> None:
    held: dict[str, Any] = {"token": emulator.token} if auth_type == "pat" else credentials(emulator)
    source = OfficialConfig(**{"host": emulator.url, "auth_type": auth_type, **held})
    with WorkspaceClient(credentials=source, prefer_data_plane=True) as holder:
        assert holder.serving_endpoints.query("own", messages=HELLO).choices

    assert counts(emulator) == ((0, 1) if auth_type == "pat" else (1, 0))


def test_the_data_plane_service_streams(w: WorkspaceClient, emulator: Emulator) -> None:
    with w.serving_endpoints_data_plane.query("own", messages=HELLO, stream=True) as stream:
        assert "".join(stream.text_deltas()) == "You said: hello"
    final = w.serving_endpoints_data_plane.query("own", messages=HELLO, stream=True).final()

    async def main() -> Any:
        async with AsyncWorkspaceClient(**credentials(emulator)) as client:
            return await (await client.serving_endpoints_data_plane.query("own", messages=HELLO, stream=True)).final()

    assert final.choices is not None
    assert asyncio.run(main()).choices == final.choices
    assert counts(emulator) == (3, 0)


def test_copies_of_a_client_find_an_endpoint_s_own_host_out_once(emulator: Emulator, w: WorkspaceClient) -> None:
    looks, tokens = emulator.state.count("get"), emulator.state.count("oauth_token")

    async def main() -> None:
        async with AsyncWorkspaceClient(**credentials(emulator)) as client:
            for _ in range(3):
                await client.with_options(deadline=20).serving_endpoints_data_plane.query("own", messages=HELLO)

    with WorkspaceClient(**credentials(emulator)) as client:
        for _ in range(3):
            client.with_options(deadline=20).serving_endpoints_data_plane.query("own", messages=HELLO)
    asyncio.run(main())

    assert counts(emulator) == (6, 0)
    # For each client: a look-up, a token of its own and one in exchange for it.
    assert (emulator.state.count("get") - looks, emulator.state.count("oauth_token") - tokens) == (2, 4)


def test_the_data_plane_service_refuses_what_its_hosts_do_not_take(w: WorkspaceClient, emulator: Emulator) -> None:
    with pytest.raises(ValueError, match="served_model_name"):
        w.serving_endpoints_data_plane.query("own", messages=HELLO, served_model_name="m", stream=True)
    with (
        WorkspaceClient(host=emulator.url, token=emulator.token) as holder,
        pytest.raises(ConfigError, match="no OAuth token"),
    ):
        holder.serving_endpoints_data_plane.query("own", messages=HELLO)

    assert counts(emulator) == (0, 0)


def test_tokens_that_were_revoked_are_renewed(w: WorkspaceClient, emulator: Emulator) -> None:
    w.serving_endpoints.query("own", messages=HELLO)
    emulator.revoke_tokens()

    w.serving_endpoints.query("own", messages=HELLO)

    assert counts(emulator)[1] == 0
