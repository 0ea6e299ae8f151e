"""Bodies of requests in every content type, byte for byte."""

from __future__ import annotations

from email import message_from_bytes
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest

from .packages import build, load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("payloads")
    assert run("generate", GOLDEN / "payloads" / "spec.yaml", folder, "sending_api") == 0
    return load_package(folder, "sending_api")


def _parts(call: Any) -> list[tuple[str, str | None, str | None, bytes]]:
    """Return name, file name, content type and content of each part, as the standard library reads them."""
    head = f"Content-Type: {call.headers['Content-Type']}\r\n\r\n".encode()
    found = []
    for part in message_from_bytes(head + call.body).get_payload():
        name = part.get_param("name", header="content-disposition")
        media = part["content-type"]
        found.append((name, part.get_filename(), media, part.get_payload(decode=True)))
    return found


def test_a_whole_json_value_is_the_body(package: Any) -> None:
    call = package.operations.put_numbers([1, 2])

    assert (call.body, call.arguments, call.headers) == (
        b"[1,2]",
        {"body": [1, 2]},
        {"Content-Type": "application/json"},
    )


def test_a_body_that_is_optional_can_be_left_out(package: Any) -> None:
    left, given = package.operations.put_name(), package.operations.put_name(body="x")

    assert (left.body, left.headers) == (None, {})
    assert (given.body, given.headers) == (b'"x"', {"Content-Type": "application/merge-patch+json"})


def test_a_body_that_may_be_null_is_sent_as_null(package: Any) -> None:
    assert package.operations.put_limits(None).body == b"null"
    assert package.operations.put_limits({"a": package.models.Limit(1)}).body == b'{"a":{"top":1}}'


def test_a_required_body_that_is_none_is_refused(package: Any) -> None:
    with pytest.raises(TypeError, match="put_numbers: body is required"):
        package.operations.put_numbers(None)
    with pytest.raises(TypeError, match="send_bytes: body is required"):
        package.operations.send_bytes(None)


def test_a_value_that_json_cannot_hold_is_named(package: Any) -> None:
    with pytest.raises(TypeError, match=r"put_numbers: body\[1\] has the type object"):
        package.operations.put_numbers([1, object()])


def test_further_properties_stand_beside_the_named_ones(package: Any) -> None:
    call = package.operations.replace("x", additional_properties={"a": 1})

    assert call.body == b'{"name":"x","a":1}'


def test_forms_repeat_lists_and_write_objects_as_json(package: Any) -> None:
    call = package.operations.send_form(
        "a&b=c", scopes=["x y", "z"], flags=[True, False], limit=package.models.Limit(1), deep={"k": "v"}
    )

    assert call.headers == {"Content-Type": "application/x-www-form-urlencoded"}
    assert parse_qsl(call.body.decode()) == [
        ("grant type", "a&b=c"),
        ("scopes", "x y"),
        ("scopes", "z"),
        ("flags", "true,false"),
        ("limit", '{"top":1}'),
        ("deep[k]", "v"),
    ]


def test_parts_hold_files_json_and_text(package: Any, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(b"file")
    file = package.uploads.File(b"\x89PNG", "a.png", "image/x-png")
    with (tmp_path / "note.txt").open("rb") as opened:
        call = package.operations.upload(
            b"\x00\r\n--",
            others=[opened, BytesIO(b"memory")],
            picture=file,
            limit=package.models.Limit(1),
            tags=["x", "y"],
            count=3,
            note="# é",
        )

    assert _parts(call) == [
        ("file", "file", "application/octet-stream", b"\x00\r\n--"),
        ("others", "note.txt", "application/octet-stream", b"file"),
        ("others", "others", "application/octet-stream", b"memory"),
        ("picture", "a.png", "image/x-png", b"\x89PNG"),
        ("limit", None, "application/json", b'{"top":1}'),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("count", None, None, b"3"),
        ("note", None, "text/markdown", "# é".encode()),
    ]


def test_no_file_name_and_no_content_type_adds_a_header(package: Any) -> None:
    file = package.uploads.File(b"", 'a"\r\nX-Evil: 1\r\n\r\n.txt')

    assert [name for _, name, _, _ in _parts(package.operations.upload(file))] == [
        "a%22%0D%0AX-Evil: 1%0D%0A%0D%0A.txt"
    ]
    with pytest.raises(ValueError, match="the content type of file contains a line break"):
        package.operations.upload(package.uploads.File(b"", content_type="a/b\r\nX: 1"))


def test_every_boundary_is_new_and_in_no_part(package: Any) -> None:
    types = {package.operations.upload(b"").headers["Content-Type"] for _ in range(20)}

    assert len(types) == 20


def test_bytes_are_sent_as_they_are(package: Any) -> None:
    sent = package.operations.send_bytes(BytesIO(b"\x00\xff"))
    image = package.operations.send_image(body=package.uploads.File(b"GIF", content_type="image/gif"))
    plain = package.operations.send_image(body=b"?")

    assert (sent.body, sent.headers["Content-Type"]) == (b"\x00\xff", "application/octet-stream")
    assert (image.body, image.headers["Content-Type"]) == (b"GIF", "image/gif")
    assert plain.headers["Content-Type"] == "application/octet-stream"
    assert package.operations.send_image().headers == {}


@pytest.mark.parametrize("wrong", ["text", StringIO("text"), 7])
def test_text_where_bytes_belong_is_refused(package: Any, wrong: object) -> None:
    with pytest.raises(TypeError, match="body must be bytes or a file that was opened in binary mode"):
        package.operations.send_bytes(wrong)


def test_text_is_sent_as_utf_8_and_says_so(package: Any) -> None:
    call = package.operations.send_text("é")

    assert (call.body, call.headers["Content-Type"]) == ("é".encode(), "text/plain; charset=utf-8")
    with pytest.raises(TypeError, match="body must be a string"):
        package.operations.send_text(b"x")


def test_a_body_can_be_sent_under_another_name(package: Any) -> None:
    call = package.operations.send_text("<p>", content_type="text/html")

    assert (call.body, call.headers["Content-Type"]) == (b"<p>", "text/html")


def test_content_types_that_are_written_otherwise_are_documented(package: Any) -> None:
    doc = " ".join(package.services.DefaultAPI.send_text.__doc__.split())

    assert "Sent as text/plain; the API also takes application/pdf." in doc
    assert "content_type: text/html instead of text/plain." in doc


def test_the_same_arguments_are_sent_as_json_or_as_the_form_that_is_chosen(package: Any) -> None:
    arguments = {"tags": ["x", "y"], "limit": package.models.Limit(1)}
    sign_up = package.operations.sign_up

    usual = sign_up("é", **arguments)
    form = sign_up("é", **arguments, content_type="application/x-www-form-urlencoded")
    parts = sign_up("é", **arguments, content_type="multipart/form-data")

    assert usual.headers == {"Content-Type": "application/json"}
    assert usual.body == '{"name":"é","tags":["x","y"],"limit":{"top":1}}'.encode()
    assert form.headers == {"Content-Type": "application/x-www-form-urlencoded"}
    assert parse_qsl(form.body.decode()) == [("name", "é"), ("tags", "x,y"), ("limit", '{"top":1}')]
    assert parts.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert [(name, content) for name, _, _, content in _parts(parts)] == [
        ("name", "é".encode()),
        ("tags", b"x"),
        ("tags", b"y"),
        ("limit", b'{"top":1}'),
    ]
    for media in (None, "application/x-www-form-urlencoded", "multipart/form-data"):
        with pytest.raises(TypeError, match="sign_up: name is required"):
            sign_up(None, content_type=media)


def test_a_form_that_differs_from_the_json_is_not_offered(folder: Path) -> None:
    package = build(
        folder,
        """\
        paths:
          /a:
            post:
              operationId: send
              requestBody:
                content:
                  application/json: {schema: {type: object, properties: {a: {type: string, format: binary}}}}
                  multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}}
                  application/x-www-form-urlencoded: {schema: {type: object, properties: {b: {type: string}}}}
              responses: {'204': {description: done}}
        """,
    )

    doc = " ".join(package.services.DefaultAPI.send.__doc__.split())
    assert "the API also takes multipart/form-data, application/x-www-form-urlencoded." in doc
    assert "content_type" not in doc


def test_a_property_that_must_be_given_and_may_be_null_is_sent_as_null(folder: Path) -> None:
    schema = "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: [string, 'null']}}}"
    package = build(
        folder,
        f"""\
openapi: 3.1.0
info: {{title: Nulls, version: '1'}}
paths:
  /a:
    put:
      operationId: send
      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'204': {{description: d}}}}
""",
    )

    assert package.operations.send("x", None).body == b'{"a":"x","b":null}'
    assert package.operations.send("x", "y").body == b'{"a":"x","b":"y"}'
    with pytest.raises(TypeError, match="a is required"):
        package.operations.send(None, None)
