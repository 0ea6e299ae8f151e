"""Every option's value is read as its kind, and a wrong one is refused by the option's name alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from brickserve.errors import ConfigError
from brickserve.settings import values


def name(value: Any) -> str:
    """Return the id of a parameter, the same in every process."""
    return str(getattr(value, "__name__", repr(value)))


READ: list[tuple[Callable[[Any, str], Any], Any, Any]] = [
    (values.text, " a b ", "a b"),
    (values.attempts, 4, 4),
    (values.attempts, " 1 ", 1),
    (values.identifier, 42, "42"),
    (values.identifier, " a1 ", "a1"),
    (values.identifier, 10**20 - 1, "9" * 20),
    (values.transport, "pyreqwest", "pyreqwest"),
    (values.path, "a/b", "a/b"),
    (values.path, Path("a/b"), "a/b"),
    (values.url, " https://a.example/x ", "https://a.example/x"),
    (values.url, "http://localhost", "http://localhost"),
    (values.credential, " dapi-1 ", "dapi-1"),
    (values.header_value, "a\tb", "a\tb"),
    (values.header_value, "", ""),
    (values.header_value, "é", "é"),
    (values.header_value, "a b~", "a b~"),
    (values.headers, {"X-A": "1", "!": "é"}, {"X-A": "1", "!": "é"}),
    (values.flag, True, True),
    (values.flag, False, False),
    (values.flag, " Yes ", True),
    (values.flag, "1", True),
    (values.flag, "OFF", False),
    (values.flag, "0", False),
    (values.count, 1, 1),
    (values.count, " 7 ", 7),
    (values.count, "9" * 19, int("9" * 19)),
    (values.seconds, 0.25, 0.25),
    (values.seconds, "1", 1.0),
    (values.seconds, timedelta(minutes=2), 120.0),
    (values.seconds, 1e300, 1e9),
    (values.seconds, timedelta.max, 1e9),
    (values.words, "b, a  b", ["a", "b"]),
    (values.words, ["b", "", "a", "b"], ["a", "b"]),
    (values.words, (), []),
    (values.details, '[{"a": 1}]', '[{"a": 1}]'),
    (values.details, [{"a": 1}, {"b": [2]}], '[{"a":1},{"b":[2]}]'),
    (values.origins, "A.example/ b.example", ["a.example", "b.example"]),
    (values.product, "my-app_1.0+x", "my-app_1.0+x"),
]

REFUSED: list[tuple[Callable[[Any, str], Any], Any]] = [
    *((values.text, value) for value in (True, None, 5, 1.5, b"a")),
    *((values.identifier, value) for value in (True, None, 1.5, b"a", 10**20, 10**400, "a\nb", "a\0b", "\ud800")),
    *((values.path, value) for value in (None, 5)),
    *((values.transport, value) for value in (None, 5, "", "carrier pigeon")),
    *((values.url, value) for value in ("ftp://a", "a.example", "https://a\tb", "https://é.example", "", 5)),
    *((values.credential, value) for value in (None, "", "  ", 5, "a\nb", "€uro")),
    *((values.header_value, value) for value in (None, 5, "a\nb", "a\rb", "a\0b", "a\x1fb", "a\x7fb", "€uro")),
    *((values.headers, value) for value in ([("A", "1")], {"": "1"}, {"a b": "1"}, {5: "1"}, {"A": None}, {"A": "\n"})),
    *((values.flag, value) for value in (None, "", "maybe", 2, "truth")),
    *((values.count, value) for value in (0, -1, True, False, None, 1.0, "", "0", "1_000", "٣", "9" * 20, "-1", "x")),
    *((values.seconds, value) for value in (0, -1, True, None, "x", "nan", float("inf"), 10**400, timedelta(0))),
    *((values.words, value) for value in (5, [5], None, ["a", None], "a\0b", ["a\nb"], "\ud800")),
    *((values.details, value) for value in ([{1}], [float], 5, None)),
    *((values.product, value) for value in ("", "a b", "a/b", "é", "_.+-", None)),
]


class Entry:
    """What a request model looks like."""

    def as_dict(self) -> dict[str, int]:
        return {"a": 1}


def test_models_among_the_details_are_written_as_json() -> None:
    assert values.details([Entry()], "details") == '[{"a":1}]'


@pytest.mark.parametrize(("read", "value", "meant"), READ, ids=name)
def test_a_value_is_read_as_its_kind(read: Callable[[Any, str], Any], value: Any, meant: Any) -> None:
    found = read(value, "the option")

    assert found == meant
    assert type(found) is type(meant) or isinstance(found, dict)


@pytest.mark.parametrize(("read", "value"), REFUSED, ids=name)
def test_a_wrong_value_is_refused_by_the_name_of_its_option(read: Callable[[Any, str], Any], value: Any) -> None:
    with pytest.raises((ConfigError, TypeError), match=r"\Athe option") as caught:
        read(value, "the option")

    assert not isinstance(value, str) or not value.strip() or value not in str(caught.value).partition(" must ")[0]


def test_headers_are_copied_and_print_no_value() -> None:
    given = {"X-Key": "a-secret"}

    clean = values.headers(given, "headers")

    assert clean is not given
    assert "a-secret" not in repr(clean)
