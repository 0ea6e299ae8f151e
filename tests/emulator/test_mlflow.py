"""MLflow's deployment client against the emulator."""

from __future__ import annotations

from typing import Any

import pytest
from mlflow.deployments import get_deploy_client
from requests import HTTPError

from brickserve.emulator import Emulator
from tests.emulator.wire import CHAT, CUSTOM

HELLO = {"messages": [{"role": "user", "content": "Hello!"}]}


@pytest.fixture
def client(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Any:
    """MLflow's client for Databricks, configured by environment variables alone."""
    monkeypatch.setenv("DATABRICKS_HOST", emulator.url)
    monkeypatch.setenv("DATABRICKS_TOKEN", emulator.token)
    return get_deploy_client("databricks")


def test_the_life_of_an_endpoint(client: Any) -> None:
    created = client.create_endpoint(config={"name": "price", "config": {"served_entities": [CUSTOM]}})
    updated = client.update_endpoint_config("price", {"served_entities": [{**CUSTOM, "entity_version": "2"}]})
    client.update_endpoint_tags("price", {"add_tags": [{"key": "team", "value": "shop"}]})
    client.update_endpoint_ai_gateway("price", {"usage_tracking_config": {"enabled": True}})
    shown = client.get_endpoint("price")
    listed = client.list_endpoints()
    client.delete_endpoint("price")

    assert created["state"] == {"ready": "NOT_READY", "config_update": "IN_PROGRESS"}
    assert updated["pending_config"]["config_version"] == 2
    assert shown["config"]["served_entities"][0]["entity_version"] == "2"
    assert shown["tags"] == [{"key": "team", "value": "shop"}]
    assert shown["ai_gateway"] == {"usage_tracking_config": {"enabled": True}}
    assert [endpoint["name"] for endpoint in listed] == ["price"]
    assert client.list_endpoints() == []


def test_predictions(client: Any) -> None:
    client.create_endpoint(config={"name": "price", "config": {"served_entities": [CUSTOM]}})

    answer = client.predict(endpoint="price", inputs={"dataframe_split": {"columns": ["a"], "data": [[1], [2]]}})

    assert answer == {"predictions": [1, 2]}


def test_chat_whole_and_streamed(client: Any) -> None:
    client.create_endpoint(config={"name": "assistant", "config": {"served_entities": [CHAT]}})

    whole = client.predict(endpoint="assistant", inputs=HELLO)
    chunks = list(client.predict_stream(endpoint="assistant", inputs=HELLO))

    assert whole["choices"][0]["message"]["content"] == "You said: Hello!"
    assert "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks) == "You said: Hello!"


def test_an_absent_endpoint_is_an_http_error(client: Any) -> None:
    with pytest.raises(HTTPError, match="404"):
        client.get_endpoint("absent")
