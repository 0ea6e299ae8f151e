# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Requests of Parameters: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import no_body
from .typed import Any
from .wire import Call, Operation

_PLAIN = Operation(
    "plain",
    "GET",
    "/plain/{ids}/{ok}/{ratio}/{kind}",
    no_body,
    accept=None,
    styles={("path", "ids"): "simple", ("path", "ok"): "simple", ("path", "ratio"): "simple"},
)


def plain(ids: list[str], ok: bool, ratio: float, kind: models.Kind) -> Call[None]:
    """Send `GET /plain/{ids}/{ok}/{ratio}/{kind}`."""
    return Call(_PLAIN, path={"ids": ids, "ok": ok, "ratio": ratio, "kind": kind})


_LABELS = Operation(
    "labels",
    "GET",
    "/labels/{ids}/{point}",
    no_body,
    accept=None,
    styles={("path", "ids"): "label", ("path", "point"): "label*"},
)


def labels(ids: list[str], point: models.Point) -> Call[None]:
    """Send `GET /labels/{ids}/{point}`."""
    return Call(_LABELS, path={"ids": ids, "point": point})


_MATRICES = Operation(
    "matrices",
    "GET",
    "/matrices/{ids}/{point}",
    no_body,
    accept=None,
    styles={("path", "ids"): "matrix", ("path", "point"): "matrix*"},
)


def matrices(ids: list[int], point: models.Point) -> Call[None]:
    """Send `GET /matrices/{ids}/{point}`."""
    return Call(_MATRICES, path={"ids": ids, "point": point})


_SEARCH = Operation(
    "search",
    "GET",
    "/search",
    no_body,
    accept=None,
    styles={
        ("query", "tags"): "form",
        ("query", "words"): "spaceDelimited",
        ("query", "pipes"): "pipeDelimited",
        ("query", "flat"): "form",
        ("query", "filter"): "deepObject",
        ("query", "where"): "json",
        ("query", "path"): "+form*",
    },
)


def search(
    *,
    exact: bool | None = None,
    since: str | None = None,
    kinds: list[models.Kind] | None = None,
    tags: list[str] | None = None,
    words: list[str] | None = None,
    pipes: list[int] | None = None,
    point: models.Point | None = None,
    flat: models.Point | None = None,
    filter: dict[str, Any] | None = None,
    where: models.Point | None = None,
    path: str | None = None,
    id: int,
) -> Call[None]:
    """Search.

    Args:
        exact: Whether words must match. Default: `false`.
        since: A time in the form of RFC 3339, such as 2026-01-31T12:00:00Z.
        kinds
        tags
        words
        pipes
        point
        flat
        filter
        where
        path
        id
    """
    return Call(
        _SEARCH,
        query={
            "exact": exact,
            "since": since,
            "kinds": kinds,
            "tags": tags,
            "words": words,
            "pipes": pipes,
            "point": point,
            "flat": flat,
            "filter": filter,
            "where": where,
            "path": path,
            "id": id,
        },
    )


_HEADERS = Operation(
    "headers",
    "GET",
    "/headers/{id}",
    no_body,
    accept=None,
    styles={("cookie", "tracking"): "form", ("header", "X-Point"): "simple*"},
)


def headers(
    id: str,
    *,
    id_: str | None = None,
    tracking: list[str] | None = None,
    x_ids: list[int] | None = None,
    x_point: models.Point | None = None,
    x_flag: bool,
) -> Call[None]:
    """Send `GET /headers/{id}`."""
    return Call(
        _HEADERS,
        path={"id": id},
        headers={"X-Ids": x_ids, "X-Point": x_point, "X-Flag": x_flag},
        cookies={"id": id_, "tracking": tracking},
    )
