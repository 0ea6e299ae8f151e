"""Answers in every content type and of several statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .packages import Answer, Service, load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("answers")
    assert run("generate", GOLDEN / "answers" / "spec.yaml", folder, "answering_api") == 0
    return load_package(folder, "answering_api")


def _ask(package: Any, method: str, body: bytes, media: str = "application/json", status: int = 200) -> Any:
    service = Service([Answer(body, {"content-type": media}, status)])
    return getattr(package.services.DefaultAPI(service), method)()


def test_text_is_decoded_in_the_character_set_of_the_answer(package: Any) -> None:
    assert _ask(package, "text", "é".encode(), "text/plain") == "é"
    assert _ask(package, "text", b"\xe9", "text/plain; charset=Latin-1") == "é"
    with pytest.raises(package.errors.DecodeError, match="expected text in utf-8"):
        _ask(package, "text", b"\xff", "text/plain")


def test_bytes_come_as_they_are(package: Any) -> None:
    assert _ask(package, "image", b"\x89PNG", "image/png") == b"\x89PNG"


def test_the_status_decides_what_an_answer_is(package: Any) -> None:
    models = package.models

    assert _ask(package, "either", b'{"at":"now"}', status=200) == models.Done("now")
    assert _ask(package, "either", b'{"id":"1"}', status=202) == models.Job("1")
    assert _ask(package, "either", b"", status=204) is None
    assert _ask(package, "either", b'{"at":"now"}', status=203) == models.Done("now")


def test_events_that_have_all_arrived_are_a_list(package: Any) -> None:
    body = b': hello\r\ndata: {"id":\r\ndata:  "1"}\r\n\r\nevent: x\ndata: {"id": "2"}\n\ndata: [DONE]\n\n'

    assert _ask(package, "watch", body, "text/event-stream") == [package.models.Job("1"), package.models.Job("2")]
    assert _ask(package, "lines", b"data: a\n\ndata:b\ndata:c\n\n", "text/event-stream") == ["a", "b\nc"]


def test_json_is_preferred_and_the_rest_documented(package: Any) -> None:
    assert package.operations.report().headers == {"Accept": "application/vnd.api+json"}
    assert _ask(package, "report", b'{"a":1.5}') == {"a": 1.5}
    doc = " ".join(package.services.DefaultAPI.report.__doc__.split())
    assert "The API also offers text/csv. Sent with the headers X-Rate-Limit." in doc


def test_an_answer_may_be_null_where_that_is_documented(package: Any) -> None:
    assert _ask(package, "maybe", b"null") is None
    assert _ask(package, "maybe", b'{"id":"1"}') == package.models.Job("1")


def test_a_scalar_is_an_answer(package: Any) -> None:
    assert _ask(package, "flag", b"true") is True


def test_a_failure_is_read_in_its_documented_form(package: Any) -> None:
    operation = package.operations.either().operation
    headers = {"content-type": "application/json"}

    assert operation.read_failure(Answer(b'{"title":"No"}', headers, 404)) == package.models.Problem("No")
    assert operation.read_failure(Answer(b'["a"]', headers, 503)) == ["a"]
    assert operation.read_failure(Answer(b"<html>", headers, 404)) is None
    assert operation.read_failure(Answer(b"{}", headers, 400)) is None
    assert package.operations.text().operation.read_failure(Answer(b"{}", headers, 400)) is None
