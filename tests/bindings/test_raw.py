"""The answer that a model was read from stays beside it, and nowhere else."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from brickserve._api import models, operations, wire
from brickserve.endpoints.aio import AsyncServingEndpointsExt
from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.errors import DecodeError
from brickserve.executors import AsyncExecutor, BlockingExecutor
from brickserve.io import HttpResponse
from tests.client.clients import context_over
from tests.client.scripted import ScriptedIO, answer

AGENT = {"output": [{"type": "reasoning", "summary": []}], "plan": {"steps": ["look", "answer"]}}
HEADERS = {"x-request-id": "r-1", "set-cookie": "session=c4nary"}
OPERATIONS: list[wire.Operation[Any]] = [each for each in vars(operations).values() if isinstance(each, wire.Operation)]


def received() -> models.QueryEndpointResponse:
    service = ServingEndpointsExt(BlockingExecutor(context_over(ScriptedIO(HttpResponse(200, HEADERS, body())))))
    return service.query("agent", input="why?")


def body() -> bytes:
    return json.dumps(AGENT).encode()


@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.id for each in OPERATIONS])
def test_every_answer_that_is_a_model_has_it(operation: wire.Operation[Any]) -> None:
    found = operation.decode(HttpResponse(201, {"x-a": "1"}, b"{}"))

    assert found is None or (found.raw.status_code, dict(found.raw.headers), found.raw.content) == (
        *(201, {"x-a": "1"}),
        b"{}",
    )


def test_most_operations_answer_with_a_model() -> None:
    answers = [operation.decode(HttpResponse(200, {}, b"{}")) for operation in OPERATIONS]

    assert len(answers) >= 25
    assert sum(found is None for found in answers) <= 5


def test_what_no_field_describes_can_be_read() -> None:
    raw = received().raw

    assert raw is not None
    assert (raw.json(), raw.text, raw.content) == (AGENT, json.dumps(AGENT), body())
    assert (raw.status_code, raw.headers["X-Request-ID"], raw.headers.get("absent")) == (200, "r-1", None)


def test_coroutines_have_it_too() -> None:
    service = AsyncServingEndpointsExt(AsyncExecutor(context_over(ScriptedIO(answer(200, AGENT, x_request_id="r-2")))))

    found = asyncio.run(service.query("agent", input="why?"))

    assert found.raw is not None
    assert (found.raw.json(), found.raw.headers["x-request-id"]) == (AGENT, "r-2")


def test_the_json_value_is_the_callers_own() -> None:
    found = received()
    assert found.raw is not None

    found.raw.json()["plan"].clear()

    assert found.raw.json() == AGENT


def test_a_model_is_the_same_with_and_without_it() -> None:
    found = received()
    alike = models.QueryEndpointResponse.from_dict(AGENT)

    assert alike.raw is None
    assert found == alike
    assert repr(found) == repr(alike)
    assert found.as_dict() == alike.as_dict()
    assert found.as_shallow_dict() == alike.as_shallow_dict()
    assert asdict(found) == asdict(alike)
    assert "raw" not in {field.name for field in fields(found)}


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m)), replace])
def test_a_copy_has_none(copied: Any) -> None:
    found = received()

    twin = copied(found)

    assert twin.raw is None
    assert found.raw is not None
    if copied is not replace:
        assert twin == found
        assert twin.unknown_fields == found.unknown_fields


def test_nothing_of_the_answer_is_pickled() -> None:
    assert b"c4nary" not in pickle.dumps(received())


def test_parts_of_an_answer_and_models_made_by_hand_have_none() -> None:
    document = {"endpoints": [{"name": "fraud", "state": {"ready": "READY"}}]}
    service = ServingEndpointsExt(BlockingExecutor(context_over(ScriptedIO(answer(200, document)))))

    (endpoint,) = service.list()

    assert endpoint.raw is None
    assert endpoint.state is not None
    assert endpoint.state.raw is None
    assert models.EndpointTag("team").raw is None


def test_no_representation_shows_what_came() -> None:
    found = received()
    assert found.raw is not None

    shown = repr(found) + repr(found.raw) + str(found.raw) + repr(found.raw.headers)

    assert repr(found.raw) == f"<RawResponse 200, {len(body())} bytes>"
    assert "c4nary" not in shown
    assert "look" not in repr(found.raw)


def test_a_binary_answer_has_its_bytes_and_no_json() -> None:
    service = ServingEndpointsExt(BlockingExecutor(context_over(ScriptedIO(HttpResponse(200, {}, b"# metrics")))))

    found = service.export_metrics("fraud")

    assert found.raw is not None
    assert found.raw.content == b"# metrics"
    assert found.contents is not None
    assert found.contents.read() == b"# metrics"
    with pytest.raises(DecodeError):
        found.raw.json()
