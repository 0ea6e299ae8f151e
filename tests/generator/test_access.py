"""What a generated package tells whoever carries its calls out: servers and credentials."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from .packages import load_package, run
from .test_goldens import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("access")
    assert run("generate", GOLDEN / "access" / "spec.yaml", folder, "guarded_api") == 0
    return load_package(folder, "guarded_api")


def test_servers_are_data_with_defaults_for_their_placeholders(package: Any) -> None:
    first, second = package.access.SERVERS

    assert (first.url(), second.url()) == ("https://eu.example.com/v1", "https://example.org")
    assert first.url(region="us") == "https://us.example.com/v1"
    with pytest.raises(TypeError, match="no placeholder 'planet'"):
        first.url(planet="mars")


def test_an_operation_says_where_it_is_served_and_what_it_needs_if_that_is_special(package: Any) -> None:
    operations = package.operations
    usual, opened, closed = (
        call.operation for call in (operations.usual(), operations.open_door(), operations.close_door())
    )

    assert package.access.SECURITY == ({"key": ()}, {"basic": (), "session": ()})
    assert (usual.security, usual.servers) == (None, ())
    assert (opened.security, opened.servers) == ((), ("https://open.example.com",))
    assert closed.security == ({"login": ("doors", "doors:write")},)
    assert closed.servers == ("https://write.example.com",)


@pytest.mark.parametrize(
    ("scheme", "secret", "headers", "query"),
    [
        ("key", "s", {"X-Key": "s"}, ""),
        ("asked", "a&b", {}, "api+key=a%26b"),
        ("session", "a;b", {"Cookie": "sid=a%3Bb"}, ""),
        ("basic", "user:pass", {"Authorization": f"Basic {b64encode(b'user:pass').decode()}"}, ""),
        ("token", "t", {"Authorization": "Bearer t"}, ""),
        ("login", "t", {"Authorization": "Bearer t"}, ""),
        ("oidc", "t", {"Authorization": "Bearer t"}, ""),
    ],
)
def test_a_scheme_adds_a_credential_where_it_belongs(
    package: Any, scheme: str, secret: str, headers: dict[str, str], query: str
) -> None:
    call = package.operations.usual()

    package.access.SCHEMES[scheme].attach(call, secret)

    assert (call.headers, call.query_string) == (headers, query)


def test_a_credential_cannot_add_a_header(package: Any) -> None:
    with pytest.raises(ValueError, match="X-Key contains a line break") as caught:
        package.access.SCHEMES["key"].attach(package.operations.usual(), "hush\r\nX: 1")

    assert "hush" not in str(caught.value)


def test_where_tokens_come_from_is_data(package: Any) -> None:
    assert package.access.SCHEMES["login"].token_url == "https://example.com/token"
    assert package.access.SCHEMES["oidc"].url.endswith("/openid-configuration")
