"""Generated operations and services at work, over an executor that plays the service."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from .packages import Answer, AsyncService, Service, load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path


def _golden(folder: Path, case: str) -> Any:
    assert run("generate", GOLDEN / case / "spec.yaml", folder, f"pets_{case}") == 0
    return load_package(folder, f"pets_{case}")


def test_a_method_sends_its_operation_and_returns_the_model(folder: Path) -> None:
    package = _golden(folder, "crud")
    service = Service([Answer(b'{"name": "Rex", "kind": "dog", "age": 3}')])

    pet = package.services.PetsAPI(service).get("Rex")

    assert (pet.name, pet.kind, pet.unknown_fields) == ("Rex", package.models.Kind.DOG, {"age": 3})
    (call,) = service.calls
    assert (call.operation.method, call.path, call.body) == ("GET", "/pets/Rex", None)
    assert call.headers == {"Accept": "application/json"}


def test_arguments_become_one_json_object_without_those_that_are_none(folder: Path) -> None:
    package = _golden(folder, "crud")

    call = package.operations.create("Rex", kind=package.models.Kind.CAT)

    assert call.body == b'{"name":"Rex","kind":"cat"}'
    assert call.headers == {"Accept": "application/json", "Content-Type": "application/json"}
    assert package.operations.patch("Rex").body == b"{}"


def test_a_required_argument_that_is_none_is_refused_by_name(folder: Path) -> None:
    package = _golden(folder, "crud")

    with pytest.raises(TypeError, match="create: name is required"):
        package.operations.create(None)


def test_a_path_argument_that_is_a_number_must_be_one(folder: Path) -> None:
    operations = _golden(folder, "crud").operations

    assert operations.get_toy("Rex", 2).path == "/pets/Rex/toys/2"
    with pytest.raises(TypeError, match="number must be an integer, not str"):
        operations.get_toy("Rex", "2")
    with pytest.raises(ValueError, match=r"name must not be '\.\.'"):
        operations.get_toy("..", 2)


def test_a_create_knows_the_call_that_reads_it_back(folder: Path) -> None:
    call = _golden(folder, "crud").operations.create("Rex")

    again = call.operation.reconcile(call.arguments)

    assert (again.operation.id, again.path) == ("get", "/pets/Rex")


def test_a_deprecated_method_warns_and_works(folder: Path) -> None:
    service = Service([Answer(b"")])
    pets = _golden(folder, "crud").services.PetsAPI(service)

    with pytest.warns(DeprecationWarning, match="delete is deprecated: use patch"):
        pets.delete("Rex")

    assert service.calls[0].operation.method == "DELETE"


def test_an_asynchronous_method_does_the_same(folder: Path) -> None:
    package = _golden(folder, "crud")
    service = Service([Answer(b'{"name": "Rex"}')])

    pet = asyncio.run(package.aio.AsyncPetsAPI(AsyncService(service)).get("Rex"))

    assert pet == package.models.Pet("Rex")


def test_pages_are_fetched_as_their_items_are_asked_for(folder: Path) -> None:
    package = _golden(folder, "pages")
    service = Service(
        [
            Answer(b'{"books": [{"title": "A"}], "next_page_token": "2"}'),
            Answer(b'{"books": [{"title": "B"}]}'),
        ]
    )
    books = package.services.BooksAPI(service).list_books(author="X")

    assert service.calls == []
    assert next(books).title == "A"
    assert [call.query for call in service.calls] == [(("author", "X"),)]
    assert [book.title for book in books] == ["B"]
    assert service.calls[1].query == (("author", "X"), ("page_token", "2"))


def test_pages_are_fetched_by_coroutines_too(folder: Path) -> None:
    package = _golden(folder, "pages")
    service = Service(
        [
            Answer(b'{"books": [{"title": "A"}], "next_page_token": "2"}'),
            Answer(b'{"books": [{"title": "B"}]}'),
        ]
    )

    async def titles() -> list[str]:
        books = package.aio.AsyncBooksAPI(AsyncService(service)).list_books()
        return [book.title async for book in books]

    assert asyncio.run(titles()) == ["A", "B"]


def test_a_wait_knows_the_answer_and_polls_by_name(folder: Path) -> None:
    package = _golden(folder, "waiter")
    service = Service([Answer(b'{"name": "o"}'), Answer(b'{"state": {"heat": "HOT"}}')])
    ovens = package.services.OvensAPI(service)

    wait = ovens.heat("o")

    assert (wait.name, wait.response.name) == ("o", "o")
    assert wait.result().state.heat.value == "HOT"
    assert [call.operation.id for call in service.calls] == ["heat", "get"]
    assert package.waiting.Wait.from_token(ovens, wait.to_token()).bind() == {"name": "o"}


def test_a_wait_knows_the_number_of_what_its_operation_set_off(folder: Path) -> None:
    package = _golden(folder, "waiter")
    heating = Answer(b'{"name": "o", "program": {"number": 1}, "next_program": {"number": 2}}')
    wait = package.services.OvensAPI(Service([heating])).heat("o")

    assert wait.to_token()["version"] == 2
    assert package.waiters.OVEN_HOT.versions(wait.response) == (2, 1)


def test_a_wait_on_an_operation_that_answers_nothing_has_no_response(folder: Path) -> None:
    package = _golden(folder, "waiter")

    wait = asyncio.run(package.aio.AsyncOvensAPI(AsyncService(Service([Answer(b"")]))).reheat("o"))

    assert wait.response is None


def test_headers_and_raw_bodies_land_in_fields(folder: Path) -> None:
    package = _golden(folder, "bodies")
    voiced = Answer(b'{"text": "hi"}', {"voice-name": "Ada"})
    speech = package.services.SpeechAPI(Service([voiced, Answer(b"\x00\xff", {})]))

    assert speech.speak("hi").voice == "Ada"
    assert speech.listen().contents.read() == b"\x00\xff"


def test_an_operation_that_can_stream_says_how(folder: Path) -> None:
    package = _golden(folder, "bodies")

    stream = package.operations.speak("hi", stream=True).operation.stream

    assert (stream.parameter, stream.done, stream.event) == ("stream", "[DONE]", package.models.Word)
    assert package.operations.listen().operation.stream is None


def test_an_answer_that_is_a_list_of_scalars_is_read_and_checked(folder: Path) -> None:
    package = _golden(folder, "names")
    lists = package.services.DefaultAPI(Service([Answer(b"[1, 2]"), Answer(b'[1, "x"]')]))

    assert lists.list("a", ids=[7]) == [1, 2]
    with pytest.raises(package.errors.DecodeError, match=r"\$\[1\]: expected integer, got string"):
        lists.list("a", ids=[7])


def test_an_answer_that_is_a_map_of_lists_of_models_is_read(folder: Path) -> None:
    package = _golden(folder, "bodies")
    speech = package.services.SpeechAPI(Service([Answer(b'{"de": [{"text": "ja"}]}'), Answer(b"[1, null]")]))

    assert speech.words() == {"de": [package.models.Word("ja")]}
    assert speech.mood() == [1, None]


def test_query_and_header_arguments_go_where_they_belong(folder: Path) -> None:
    call = _golden(folder, "names").operations.list("a/b", ids=[1, 2], x_trace_id="t")

    assert call.path == "/lists/a%2Fb"
    assert call.query == (("ids", "1"), ("ids", "2"))
    assert call.headers["X-Trace-Id"] == "t"


def test_awkward_names_keep_their_wire_names(folder: Path) -> None:
    models = _golden(folder, "names").models
    document = {
        "served-model-name": "a",
        "class": "b",
        "foo-bar": "c",
        "foo_bar": "d",
        "as_dict": "e",
        "9lives": 9,
    }

    value = models.ModelModel.from_dict(document)

    assert (value.served_model_name, value.class_, value.foo_bar_, value.foo_bar) == ("a", "b", "c", "d")
    assert value.as_dict() == document


def test_secrets_never_show(folder: Path) -> None:
    models = _golden(folder, "names").models

    assert "hush" not in repr(models.ModelModel(field_="hush", secret="hush"))


def test_nested_schemas_decode_into_their_own_classes(folder: Path) -> None:
    models = _golden(folder, "nested").models
    document = {
        "rooms": [{"colour": "white"}, {"colour": "mauve"}],
        "owner": None,
        "scores": {"a": 1},
        "neighbour": {"rooms": [], "owner": {"name": "Ada"}},
    }

    house = models.House.from_dict(document)

    assert [room.colour.is_known for room in house.rooms] == [True, False]
    assert house.neighbour.owner == models.Person("Ada")
    assert house.as_dict() == document


def test_importing_a_service_loads_no_typing_and_no_dataclasses(folder: Path) -> None:
    assert run("generate", GOLDEN / "waiter" / "spec.yaml", folder, "light_api") == 0
    heavy = "{'typing', 'dataclasses', 'json', 'enum'}"
    probe = f"import sys, light_api.services; print(*{heavy} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-S", "-c", probe], cwd=folder, capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_nothing_warns_on_import(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _golden(folder, "crud")


def test_a_property_named_raw_does_not_hide_the_answer(folder: Path) -> None:
    model = _golden(folder, "names").models.ModelModel

    found = model.from_dict({"raw": "text"})

    assert (found.raw_, found.raw, found.as_dict()) == ("text", None, {"raw": "text"})
