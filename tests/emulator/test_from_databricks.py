"""The services work over a client of the official SDK."""

from __future__ import annotations

from datetime import timedelta

import pytest
from databricks.sdk import WorkspaceClient as Official

from brickserve import errors
from brickserve.emulator import Emulator
from brickserve.service.serving import (
    ChatMessage,
    ChatMessageRole,
    EndpointCoreConfigInput,
    EndpointTag,
    ServedEntityInput,
    ServingEndpointsExt,
)

HELLO = [ChatMessage(role=ChatMessageRole.USER, content="hello there")]
CONFIG = EndpointCoreConfigInput(
    "fraud", served_entities=[ServedEntityInput(entity_name="main.risk.fraud", entity_version="1")]
)


@pytest.fixture
def endpoints(sdk: Official) -> ServingEndpointsExt:
    return ServingEndpointsExt.from_databricks(sdk)


def create_assistant(endpoints: ServingEndpointsExt) -> None:
    entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1", name="m")
    config = EndpointCoreConfigInput("assistant", served_entities=[entity])
    endpoints.create_and_wait("assistant", config=config, timeout=timedelta(seconds=5))


def test_a_life_goes_through_the_official_client(endpoints: ServingEndpointsExt, sdk: Official) -> None:
    assert endpoints.exists("fraud") is False
    made = endpoints.create_or_update_and_wait("fraud", config=CONFIG, timeout=timedelta(seconds=5))
    done = endpoints.create_or_update("fraud", tags=[EndpointTag("team", "ü")])
    answer = endpoints.query("fraud", dataframe_records=[{"x": 20, "y": 1}], extra_body={"top_k": 1})

    assert (made.state.ready, done.changes, answer.predictions) == ("READY", ("tags",), [21.0])
    assert answer.served_model_name == "fraud-1"
    assert [tag.value for tag in sdk.serving_endpoints.get("fraud").tags or []] == ["ü"]
    assert [endpoint.name for endpoint in endpoints.list()] == ["fraud"]
    assert "openapi" in endpoints.get_open_api("fraud").contents.read().decode()
    endpoints.delete("fraud")
    assert endpoints.exists("fraud") is False


def test_its_errors_are_ours(endpoints: ServingEndpointsExt) -> None:
    with pytest.raises(errors.ResourceDoesNotExist) as caught:
        endpoints.get("nothing")
    endpoints.create("fraud", config=CONFIG)
    with pytest.raises(errors.ResourceAlreadyExists):
        endpoints.create("fraud", config=CONFIG)

    assert (caught.value.status, caught.value.error_code) == (404, "RESOURCE_DOES_NOT_EXIST")
    assert "nothing" in str(caught.value)


def test_credentials_are_those_of_the_official_client() -> None:
    with Emulator(tokens=["right"]) as emulator:
        right, wrong = (Official(host=emulator.url, token=token, auth_type="pat") for token in ("right", "wrong"))

        assert list(ServingEndpointsExt.from_databricks(right).list()) == []
        with pytest.raises((errors.Unauthenticated, errors.PermissionDenied)):
            list(ServingEndpointsExt.from_databricks(wrong).list())


def test_what_is_no_official_client_is_refused() -> None:
    with pytest.raises(TypeError, match=r"databricks\.sdk\.WorkspaceClient"):
        ServingEndpointsExt.from_databricks(object())


def test_a_stream_has_typed_chunks_and_a_whole(endpoints: ServingEndpointsExt) -> None:
    create_assistant(endpoints)

    with endpoints.query("assistant", messages=HELLO, stream=True) as stream:
        pieces = list(stream.text_deltas())
    final = endpoints.query("assistant", messages=HELLO, stream=True).final()

    assert len(pieces) > 3
    assert "".join(pieces) == "You said: hello there"
    assert final.choices is not None
    assert final.choices[0].message is not None
    assert final.choices[0].message.content == "You said: hello there"
    assert final.served_model_name == "m"


def test_a_stream_that_is_refused_raises_our_errors(endpoints: ServingEndpointsExt) -> None:
    with pytest.raises(errors.NotFound):
        endpoints.query("nothing", messages=HELLO, stream=True)
