"""Queries of every kind, driven by the official SDK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, ResourceDoesNotExist
from databricks.sdk.service.serving import (
    ChatMessage,
    ChatMessageRole,
    DataframeSplitInput,
    EndpointCoreConfigInput,
    ExternalModel,
    ExternalModelProvider,
    ExternalModelUsageElement,
    OpenAiConfig,
    QueryEndpointResponseObject,
    Route,
    ServedEntityInput,
    TrafficConfig,
)

from brickserve.emulator import Emulator
from tests.emulator.conftest import create_ready, official
from tests.emulator.wire import Wire

USER = ChatMessageRole.USER


def serve(w: WorkspaceClient, name: str, *entities: ServedEntityInput, **fields: object) -> None:
    create_ready(w, name, config=EndpointCoreConfigInput(name=name, served_entities=list(entities), **fields))


def custom(version: str = "1") -> ServedEntityInput:
    return ServedEntityInput(entity_name="main.shop.price", entity_version=version)


def language(task: str) -> ServedEntityInput:
    return ServedEntityInput(
        external_model=ExternalModel(
            ExternalModelProvider.OPENAI,
            "gpt-x",
            task,
            openai_config=OpenAiConfig(openai_api_key="{{secrets/a/b}}"),
        )
    )


def test_a_chat_answer_repeats_the_message_and_counts_its_tokens(sdk: WorkspaceClient) -> None:
    serve(sdk, "chat", language("llm/v1/chat"))

    answer = sdk.serving_endpoints.query("chat", messages=[ChatMessage("Hello, world!", USER)])

    assert answer.object is QueryEndpointResponseObject.CHAT_COMPLETION
    assert answer.model == "gpt-x"
    assert answer.served_model_name == "gpt-x"
    assert answer.choices[0].message.content == "You said: Hello, world!"
    assert answer.choices[0].message.role is ChatMessageRole.ASSISTANT
    assert answer.usage == ExternalModelUsageElement(prompt_tokens=4, completion_tokens=7, total_tokens=11)


def test_max_tokens_and_n_are_obeyed(sdk: WorkspaceClient) -> None:
    serve(sdk, "chat", language("llm/v1/chat"))

    answer = sdk.serving_endpoints.query("chat", messages=[ChatMessage("one two three", USER)], max_tokens=4, n=2)

    assert [choice.message.content for choice in answer.choices] == ["You said: one"] * 2
    assert answer.usage.completion_tokens == 8


def test_completions_end_at_a_stop_text(sdk: WorkspaceClient) -> None:
    serve(sdk, "text", language("llm/v1/completions"))

    answer = sdk.serving_endpoints.query("text", prompt="red green blue", stop=[" blue"])

    assert answer.object is QueryEndpointResponseObject.TEXT_COMPLETION
    assert [choice.text for choice in answer.choices] == [" You wrote: red green"]


def test_embeddings_depend_on_the_text_alone(sdk: WorkspaceClient) -> None:
    serve(sdk, "embed", language("llm/v1/embeddings"))

    first, second = sdk.serving_endpoints.query("embed", input=["red", "blue"]).data
    (again,) = sdk.serving_endpoints.query("embed", input="red").data

    assert len(first.embedding) == 8
    assert first.embedding == again.embedding != second.embedding
    assert sum(value * value for value in first.embedding) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("query", "predictions"),
    [
        ({"dataframe_split": DataframeSplitInput(columns=["a", "b"], data=[[1, 2], [3, 4.5]])}, [3, 7.5]),
        ({"dataframe_split": DataframeSplitInput(columns=["a"], data=[[1]], index=["mon"])}, [1]),
        ({"dataframe_records": [{"a": 1, "b": "text"}, {"a": 2, "b": None}]}, [1, 2]),
        ({"inputs": {"a": [1, 2], "b": [[10, 10], [20, 20]]}}, [21, 42]),
        ({"instances": [[1, 2], [3, 4]]}, [3, 7]),
    ],
)
def test_a_custom_model_sums_what_it_is_given(sdk: WorkspaceClient, query: Any, predictions: Any) -> None:
    serve(sdk, "price", custom())

    assert sdk.serving_endpoints.query("price", **query).predictions == predictions


@pytest.mark.parametrize(
    ("query", "decoded"),
    [
        (
            {"dataframe_split": DataframeSplitInput(columns=["a", "b"], data=[[1, None]])},
            [{"a": 1, "b": None}],
        ),
        ({"dataframe_records": [{"a": "x"}]}, [{"a": "x"}]),
        ({"inputs": {"a": [[1]]}}, {"a": [[1]]}),
        ({"instances": [1, 2]}, [1, 2]),
        ({"prompt": "once"}, "once"),
        ({"input": ["a", "b"]}, ["a", "b"]),
        ({"messages": [ChatMessage("hi", USER)]}, [{"content": "hi", "role": "user"}]),
    ],
)
def test_a_callable_gets_the_decoded_inputs(emulator: Emulator, sdk: WorkspaceClient, query: Any, decoded: Any) -> None:
    seen: list[Any] = []
    emulator.models["main.shop.price"] = lambda inputs: seen.append(inputs) or "fine"
    serve(sdk, "price", custom())

    sdk.serving_endpoints.query("price", **query)

    assert seen == [decoded]


def in_pieces(_: Any) -> Iterator[str]:
    yield from ("so", " far")


async def later(_: Any) -> str:
    return "soon"


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (lambda messages: messages[-1]["content"].upper(), "HI"),
        (in_pieces, "so far"),
        (later, "soon"),
    ],
)
def test_text_from_a_callable_becomes_a_chat_answer(
    emulator: Emulator, sdk: WorkspaceClient, model: Callable[[Any], Any], expected: str
) -> None:
    emulator.models["main.shop.price"] = model
    serve(sdk, "price", custom())

    answer = sdk.serving_endpoints.query("price", messages=[ChatMessage("hi", USER)])

    assert answer.choices[0].message.content == expected


def test_an_object_from_a_callable_is_the_answer_itself(emulator: Emulator, wire: Wire) -> None:
    emulator.models["main.shop.price"] = lambda inputs: {
        "output": [{"type": "message"}],
        "custom_outputs": {"n": 1},
    }
    wire.create("agent")

    reply = wire.query("agent", {"input": [{"role": "user", "content": "hi"}]})

    assert reply.json == {"output": [{"type": "message"}], "custom_outputs": {"n": 1}}


def test_vectors_from_a_callable_become_embeddings(emulator: Emulator, sdk: WorkspaceClient) -> None:
    emulator.models["main.shop.price"] = lambda texts: [[float(len(text))] for text in texts]
    serve(sdk, "price", custom())

    answer = sdk.serving_endpoints.query("price", input=["a", "bcd"])

    assert [element.embedding for element in answer.data] == [[1.0], [3.0]]


def test_arrays_from_a_callable_become_lists(emulator: Emulator, sdk: WorkspaceClient) -> None:
    numpy = pytest.importorskip("numpy")
    emulator.models["main.shop.price"] = lambda rows: {
        "score": numpy.array([[1, 2]]),
        "best": (numpy.int64(3),),
    }
    serve(sdk, "price", custom())

    reply = Wire(emulator).query("price", {"dataframe_records": [{"x": 1}]})

    assert reply.json == {"predictions": {"score": [[1, 2]], "best": [3]}}


def test_a_callable_that_raises_is_a_bad_request(emulator: Emulator, sdk: WorkspaceClient) -> None:
    emulator.models["main.shop.price"] = lambda rows: rows[0]["missing"]
    serve(sdk, "price", custom())

    with pytest.raises(BadRequest, match="KeyError: 'missing'"):
        sdk.serving_endpoints.query("price", dataframe_records=[{"x": 1}])


@pytest.mark.parametrize("answer", [float("nan"), {1, 2}, object()])
def test_an_answer_that_is_not_json_is_a_bad_request(emulator: Emulator, wire: Wire, answer: object) -> None:
    emulator.models["main.shop.price"] = lambda rows: [answer]
    wire.create("price")

    assert wire.query("price", {"inputs": [1]}).refusal == (400, "BAD_REQUEST")


def test_traffic_is_split_as_the_routes_say(sdk: WorkspaceClient) -> None:
    routes = [Route(70, served_entity_name="price-1"), Route(30, served_entity_name="price-2")]
    serve(sdk, "price", custom("1"), custom("2"), traffic_config=TrafficConfig(routes))

    answered = Counter(sdk.serving_endpoints.query("price", inputs=[1]).served_model_name for _ in range(20))

    assert answered == {"price-1": 14, "price-2": 6}


def test_a_new_configuration_splits_traffic_from_the_start(sdk: WorkspaceClient) -> None:
    halves = [Route(50, served_entity_name="price-1"), Route(50, served_entity_name="price-2")]
    serve(sdk, "price", custom("1"), custom("2"), traffic_config=TrafficConfig(halves))
    sdk.serving_endpoints.query("price", inputs=[1])

    sdk.serving_endpoints.update_config("price", traffic_config=TrafficConfig(halves))
    answered = [sdk.serving_endpoints.query("price", inputs=[1]).served_model_name for _ in range(3)]

    assert answered == ["price-1", "price-2", "price-1"]


def test_one_served_model_can_be_asked_directly(sdk: WorkspaceClient, wire: Wire) -> None:
    routes = [Route(100, served_entity_name="price-1"), Route(0, served_entity_name="price-2")]
    serve(sdk, "price", custom("1"), custom("2"), traffic_config=TrafficConfig(routes))
    path = "/serving-endpoints/price/served-models"

    second = wire.send("POST", f"{path}/price-2/invocations", {"inputs": [1]})
    absent = wire.send("POST", f"{path}/price-9/invocations", {"inputs": [1]})

    assert second.headers["served-model-name"] == "price-2"
    assert absent.refusal == (404, "RESOURCE_DOES_NOT_EXIST")


def test_an_endpoint_that_does_not_exist_cannot_be_asked(sdk: WorkspaceClient) -> None:
    with pytest.raises(ResourceDoesNotExist):
        sdk.serving_endpoints.query("price", inputs=[1])


def test_a_local_mlflow_model_answers(tmp_path: Any) -> None:
    pytest.importorskip("pandas")
    pyfunc = pytest.importorskip("mlflow.pyfunc")

    class Double(pyfunc.PythonModel):
        def predict(self, context, model_input, params=None):
            return model_input * (params or {}).get("factor", 2)

    path = tmp_path / "model"
    pyfunc.save_model(str(path), python_model=Double())
    with Emulator(models={"main.shop.price": path}) as emulator:
        w = official(emulator)
        serve(w, "price", custom())
        frame = w.serving_endpoints.query("price", dataframe_records=[{"x": 21}])
        tensor = w.serving_endpoints.query("price", instances=[1, 2])

    assert frame.predictions == [{"x": 42}]
    assert tensor.predictions == [2, 4]
