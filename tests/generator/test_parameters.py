"""Parameters in every place and style, as they stand in the request."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest

from .packages import load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("parameters")
    assert run("generate", GOLDEN / "parameters" / "spec.yaml", folder, "styled_api") == 0
    return load_package(folder, "styled_api")


def test_scalars_and_lists_become_one_segment_each(package: Any) -> None:
    call = package.operations.plain(["a/b", "c,d", "e"], True, 1.5, package.models.Kind.CAT)

    assert call.path == "/plain/a%2Fb,c%2Cd,e/true/1.5/cat"


def test_labels_start_with_a_dot_and_explode_at_dots(package: Any) -> None:
    call = package.operations.labels(["a", "b"], package.models.Point(1, n_ote="x/y"))

    assert call.path == "/labels/.a,b/.x=1.n-ote=x%2Fy"


def test_matrices_name_the_parameter_or_the_properties(package: Any) -> None:
    call = package.operations.matrices([1, 2], package.models.Point(1, 2))

    assert call.path == "/matrices/;ids=1,2/;x=1;y=2"


@pytest.mark.parametrize("ids", [[], [""], ["."], [".."], [None]])
def test_no_list_changes_the_number_of_segments(package: Any, ids: list[str]) -> None:
    with pytest.raises(ValueError, match="ids must not be"):
        package.operations.plain(ids, True, 1.5, "cat")
    with pytest.raises(ValueError, match="ids must not be"):
        package.operations.labels(ids, package.models.Point(1))


def test_a_path_argument_without_a_text_form_is_refused_by_name(package: Any) -> None:
    with pytest.raises(TypeError, match="ratio must be text, a number"):
        package.operations.plain(["a"], True, object(), "cat")


def test_query_arguments_are_written_in_their_styles(package: Any) -> None:
    point = package.models.Point(1, 2)
    call = package.operations.search(
        id=7,
        exact=False,
        kinds=[package.models.Kind.CAT, "dog"],
        tags=["a,b", "c d"],
        words=["x", "y"],
        pipes=[1, 2],
        flat=point,
        where=point,
        path="/a b?c&d",
    )

    assert call.query_string.split("&") == [
        "exact=false",
        "kinds=cat",
        "kinds=dog",
        "tags=a%2Cb,c%20d",
        "words=x%20y",
        "pipes=1%7C2",
        "flat=x,1,y,2",
        "where=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
        "path=/a%20b?c%26d",
        "id=7",
    ]
    assert dict(call.query)["tags"] == "a,b,c d"


def test_an_object_in_the_query_gives_its_properties(package: Any) -> None:
    assert package.operations.search(id=7, point=package.models.Point(1, 2)).query_string == "x=1&y=2&id=7"


def test_deep_objects_name_their_values_in_brackets(package: Any) -> None:
    call = package.operations.search(id=7, filter={"a": {"b": True}, "c": ["x", {"d": 1}], "e": None})

    assert call.query[:-1] == (("filter[a][b]", "true"), ("filter[c][0]", "x"), ("filter[c][1][d]", "1"))


def test_an_item_that_contains_the_separator_is_refused(package: Any) -> None:
    with pytest.raises(ValueError, match="an item of words contains ' '"):
        package.operations.search(id=7, words=["a b"])
    with pytest.raises(ValueError, match="an item of X-Ids contains ','"):
        package.operations.headers("a", x_flag=True, x_ids=["1,2"])


def test_dates_and_enums_are_written_as_the_wire_wants_them(package: Any) -> None:
    kind = Enum("kind", {"CAT": "cat"})

    call = package.operations.search(id=7, since=datetime(2026, 1, 31, tzinfo=UTC), kinds=[kind["CAT"]])

    assert call.query[:2] == (("since", "2026-01-31T00:00:00+00:00"), ("kinds", "cat"))


def test_headers_hold_lists_and_objects(package: Any) -> None:
    call = package.operations.headers("a", x_flag=False, x_ids=[1, 2], x_point=package.models.Point(1, 2))

    assert call.headers == {"X-Ids": "1,2", "X-Point": "x=1,y=2", "X-Flag": "false"}


def test_cookies_are_encoded_so_that_none_adds_another(package: Any) -> None:
    call = package.operations.headers("a", x_flag=True, id_='1; admin=1\r\nX: "', tracking=["x", "y;z"])

    assert call.headers["Cookie"] == "id=1%3B%20admin%3D1%0D%0AX%3A%20%22; tracking=x%2Cy%3Bz"


def test_the_path_s_parameter_keeps_its_name_when_a_cookie_has_the_same(package: Any) -> None:
    assert package.operations.headers("a", x_flag=True, id_="b").path == "/headers/a"


def test_a_default_and_a_format_are_documented(package: Any) -> None:
    doc = " ".join(package.services.DefaultAPI.search.__doc__.split())

    assert "exact: Whether words must match. Default: `false`." in doc
    assert "since: A time in the form of RFC 3339, such as 2026-01-31T12:00:00Z." in doc
