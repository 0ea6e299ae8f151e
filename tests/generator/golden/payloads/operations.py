# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Payloads: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import no_body
from .payloads import sends_bytes, sends_form, sends_json, sends_multipart, sends_text
from .uploads import Upload
from .wire import Call, Operation

_PUT_NUMBERS = Operation(
    "put_numbers",
    "PUT",
    "/numbers",
    no_body,
    accept=None,
    content_type="application/json",
    encode=sends_json(),
    required=("body",),
)


def put_numbers(body: list[int]) -> Call[None]:
    """Send `PUT /numbers`."""
    return Call(_PUT_NUMBERS, body={"body": body})


_PUT_NAME = Operation(
    "put_name",
    "POST",
    "/numbers",
    no_body,
    accept=None,
    content_type="application/merge-patch+json",
    encode=sends_json(),
)


def put_name(*, body: str | None = None) -> Call[None]:
    """Send `POST /numbers`."""
    return Call(_PUT_NAME, body={"body": body})


_PUT_LIMITS = Operation(
    "put_limits",
    "PATCH",
    "/numbers",
    no_body,
    accept=None,
    content_type="application/json",
    encode=sends_json(),
    nullable=("body",),
)


def put_limits(body: dict[str, models.Limit] | None) -> Call[None]:
    """Send `PATCH /numbers`.

    Args:
        body: The limits by their names.
    """
    return Call(_PUT_LIMITS, body={"body": body})


_REPLACE = Operation(
    "replace", "DELETE", "/numbers", no_body, accept=None, content_type="application/json", required=("name",)
)


def replace(name: str, *, id: str | None = None, additional_properties: dict[str, int] | None = None) -> Call[None]:
    """Send `DELETE /numbers`.

    Sent as application/json; the API also takes application/xml.

    Args:
        name
        id: Set by the service; not sent.
        additional_properties: Further properties, by their names.
    """
    return Call(_REPLACE, body={"name": name, "id": id, **(additional_properties or {})})


_SEND_FORM = Operation(
    "send_form",
    "POST",
    "/forms",
    no_body,
    accept=None,
    content_type="application/x-www-form-urlencoded",
    encode=sends_form({"flags": "form", "deep": "deepObject"}),
    required=("grant type",),
)


def send_form(
    grant_type: str,
    *,
    scopes: list[str] | None = None,
    flags: list[bool] | None = None,
    limit: models.Limit | None = None,
    deep: dict[str, str] | None = None,
) -> Call[None]:
    """Send `POST /forms`."""
    return Call(
        _SEND_FORM, body={"grant type": grant_type, "scopes": scopes, "flags": flags, "limit": limit, "deep": deep}
    )


_UPLOAD = Operation(
    "upload",
    "PUT",
    "/forms",
    no_body,
    accept=None,
    content_type="multipart/form-data",
    encode=sends_multipart({"picture": "image/png", "note": "text/markdown"}),
    required=("file",),
)


def upload(
    file: Upload,
    *,
    others: list[Upload] | None = None,
    picture: Upload | None = None,
    limit: models.Limit | None = None,
    tags: list[str] | None = None,
    count: int | None = None,
    note: str | None = None,
) -> Call[None]:
    """Send `PUT /forms`.

    Args:
        file: What to keep.
        others
        picture
        limit
        tags
        count
        note
    """
    return Call(
        _UPLOAD,
        body={
            "file": file,
            "others": others,
            "picture": picture,
            "limit": limit,
            "tags": tags,
            "count": count,
            "note": note,
        },
    )


_SEND_BYTES = Operation(
    "send_bytes",
    "POST",
    "/bytes",
    no_body,
    accept=None,
    content_type="application/octet-stream",
    encode=sends_bytes(),
    required=("body",),
)


def send_bytes(body: Upload) -> Call[None]:
    """Send `POST /bytes`."""
    return Call(_SEND_BYTES, body={"body": body})


_SEND_IMAGE = Operation(
    "send_image", "PUT", "/bytes", no_body, accept=None, content_type="image/*", encode=sends_bytes()
)


def send_image(*, body: Upload | None = None) -> Call[None]:
    """Send `PUT /bytes`."""
    return Call(_SEND_IMAGE, body={"body": body})


_SEND_TEXT = Operation(
    "send_text",
    "PATCH",
    "/bytes",
    no_body,
    accept=None,
    content_type="text/plain",
    encode=sends_text(),
    required=("body",),
)


def send_text(body: str, *, content_type: str | None = None) -> Call[None]:
    """Send `PATCH /bytes`.

    Sent as text/plain; the API also takes application/pdf.

    Args:
        body
        content_type: text/html instead of text/plain.
    """
    return Call(_SEND_TEXT, headers={"Content-Type": content_type}, body={"body": body})


_SIGN_UP = Operation(
    "sign_up",
    "POST",
    "/people",
    no_body,
    accept=None,
    content_type="application/json",
    encodings={
        "application/x-www-form-urlencoded": sends_form({"tags": "form"}),
        "multipart/form-data": sends_multipart(),
    },
    required=("name",),
)


def sign_up(
    name: str, *, tags: list[str] | None = None, limit: models.Limit | None = None, content_type: str | None = None
) -> Call[None]:
    """Send `POST /people`.

    Args:
        name
        tags
        limit
        content_type: application/x-www-form-urlencoded or multipart/form-data instead of
            application/json.
    """
    return Call(_SIGN_UP, headers={"Content-Type": content_type}, body={"name": name, "tags": tags, "limit": limit})
