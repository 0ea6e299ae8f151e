"""A method of a service class is to everybody what a function written by hand would be."""

from __future__ import annotations

import asyncio
import inspect
import pickle
from typing import Any
from unittest.mock import create_autospec

import pytest

from brickserve_api import operations
from brickserve_api.aio import AsyncServingEndpointsAPI
from brickserve_api.services import ServingEndpointsAPI, ServingEndpointsDataPlaneAPI
from brickserve_api.wire import Call

NAMES = [
    name for name, value in vars(operations).items() if inspect.isfunction(value) and name in dir(ServingEndpointsAPI)
]


class Echo:
    """Answers every call with itself."""

    def execute(self, call: Call[Any], /) -> Any:
        """Return the call."""
        return call


class AsyncEcho:
    """Answers every call with itself, in time."""

    async def execute(self, call: Call[Any], /) -> Any:
        """Return the call."""
        await asyncio.sleep(0)
        return call


def _service() -> Any:
    executor: Any = Echo()
    return ServingEndpointsAPI(executor)


def _coroutines() -> Any:
    executor: Any = AsyncEcho()
    return AsyncServingEndpointsAPI(executor)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("service", [ServingEndpointsAPI, AsyncServingEndpointsAPI])
def test_a_method_has_the_words_and_parameters_of_its_operation(service: type, name: str) -> None:
    method, build = getattr(service, name), getattr(operations, name)

    assert inspect.isfunction(method)
    assert (method.__name__, inspect.getdoc(method)) == (name, inspect.getdoc(build))
    first, *others = inspect.signature(method).parameters.values()
    assert (first.name, others) == ("self", [*inspect.signature(build).parameters.values()])
    assert inspect.getsource(method).startswith(("def ", "@deprecated"))


def test_every_operation_has_been_looked_at() -> None:
    assert len(NAMES) >= 25


@pytest.mark.parametrize(
    ("service", "name", "returned"),
    [
        (ServingEndpointsAPI, "get", "models.ServingEndpointDetailed"),
        (ServingEndpointsAPI, "delete", "None"),
        (ServingEndpointsAPI, "list", "Iterator[models.ServingEndpoint]"),
        (ServingEndpointsAPI, "create", "Wait[models.ServingEndpointDetailed]"),
        (AsyncServingEndpointsAPI, "get", "models.ServingEndpointDetailed"),
        (AsyncServingEndpointsAPI, "list", "AsyncIterator[models.ServingEndpoint]"),
        (AsyncServingEndpointsAPI, "create", "AsyncWait[models.ServingEndpointDetailed]"),
    ],
)
def test_a_method_says_what_it_returns(service: type, name: str, returned: str) -> None:
    assert inspect.signature(getattr(service, name)).return_annotation == returned


def test_a_bound_method_is_called_and_asked_without_its_object() -> None:
    get = _service().get

    assert inspect.ismethod(get)
    assert list(inspect.signature(get).parameters) == ["name"]
    assert get("a").path == get(name="a").path == "/api/2.0/serving-endpoints/a"


@pytest.mark.parametrize(("args", "named"), [((), {}), (("a", "b"), {}), (("a",), {"name": "b"}), ((), {"nme": "a"})])
def test_wrong_arguments_are_refused_in_the_name_of_the_method(args: tuple[str, ...], named: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"^get\(\) "):
        _service().get(*args, **named)


@pytest.mark.parametrize("service", [ServingEndpointsAPI, AsyncServingEndpointsAPI, ServingEndpointsDataPlaneAPI])
def test_a_method_is_named_after_its_class_and_found_by_that_name(service: type) -> None:
    for name in ("query", "put", "list", "create"):
        method = getattr(service, name, None)
        if method is not None:
            assert (method.__module__, method.__qualname__) == (service.__module__, f"{service.__name__}.{name}")
            assert pickle.loads(pickle.dumps(method)) is method


def test_a_method_under_another_name_in_a_subclass_stays_what_it_was() -> None:
    class Renamed(ServingEndpointsAPI):
        fetch = ServingEndpointsAPI.get

    assert Renamed.fetch.__qualname__ == "ServingEndpointsAPI.get"


def test_coroutines_are_known_as_such() -> None:
    assert inspect.iscoroutinefunction(AsyncServingEndpointsAPI.get)
    assert asyncio.run(_coroutines().get("a")).path == "/api/2.0/serving-endpoints/a"


def test_a_mock_of_a_service_checks_arguments() -> None:
    mocked = create_autospec(ServingEndpointsAPI, instance=True)

    mocked.get("a")
    mocked.get.assert_called_once_with("a")
    with pytest.raises(TypeError, match="name"):
        mocked.get()


@pytest.mark.parametrize("service", [_service, _coroutines])
def test_a_deprecated_method_warns_where_it_is_called(service: Any) -> None:
    put = service().put
    with pytest.warns(DeprecationWarning, match="put is deprecated: use put_ai_gateway") as caught:
        answer = put("a")

    call = asyncio.run(_awaited(answer)) if inspect.isawaitable(answer) else answer
    assert call.operation.id == "put"
    assert [each.filename for each in caught] == [__file__]
    assert "put_ai_gateway" in put.__deprecated__


async def _awaited(answer: Any) -> Any:
    return await answer


def test_a_deprecated_request_can_be_built_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    operations.put("a")

    assert not recwarn.list
