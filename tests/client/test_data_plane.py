"""Tokens for the data plane are traded for those of the control plane."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest

from brickserve.auth.data_plane import MOST, DataPlaneTokens
from brickserve.drivers.runner import run
from brickserve.errors import (
    AuthError,
    ConfigError,
)
from tests.client.principals import ENDPOINT, HOST, PAGE, SECRET, granted, principal
from tests.client.scripted import ScriptedIO, answer

# The data plane


class Details:
    def __init__(self, url: str | None = "https://plane.test/e", details: str | None = '[{"type":"x"}]') -> None:
        self.endpoint_url = url
        self.authorization_details = details


def test_the_control_plane_s_token_is_traded_for_one_of_the_endpoint() -> None:
    io = ScriptedIO(PAGE, granted("control"), granted("data"))
    tokens = DataPlaneTokens(principal(), HOST)

    headers = [run(tokens.headers(io, None, Details())) for _ in range(3)]

    assert headers == [{"Authorization": "Bearer data"}] * 3
    trade = io.requests[2]
    assert (trade.method, trade.url, len(io.requests)) == ("POST", ENDPOINT, 3)
    assert "Authorization" not in trade.headers
    assert dict(parse_qsl((trade.body or b"").decode())) == {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "authorization_details": '[{"type":"x"}]',
        "assertion": "control",
    }
    assert {"control", "data", SECRET} <= set(tokens.secrets())


def test_each_endpoint_has_a_token_of_its_own() -> None:
    io = ScriptedIO(PAGE, granted("control"), granted("a"), granted("b"))
    tokens = DataPlaneTokens(principal(), HOST)

    first = run(tokens.token(io, None, Details()))
    second = run(tokens.token(io, None, Details(details="[2]")))

    assert (first.access_token, second.access_token) == ("a", "b")


def test_a_refused_data_plane_token_is_traded_anew() -> None:
    io = ScriptedIO(PAGE, granted("control"), granted("a"), granted("b"))
    tokens = DataPlaneTokens(principal(), HOST)
    headers = run(tokens.headers(io, None, Details()))

    assert tokens.invalidate(headers) is True
    assert run(tokens.headers(io, None, Details())) == {"Authorization": "Bearer b"}


def test_an_offer_that_is_refused_is_renewed_once() -> None:
    io = ScriptedIO(PAGE, granted("old"), answer(401, {"error": "invalid_grant"}), granted("new"), granted("data"))
    tokens = DataPlaneTokens(principal(), HOST)

    assert run(tokens.token(io, None, Details())).access_token == "data"
    assert b"assertion=new" in (io.requests[-1].body or b"")


def test_a_second_refusal_of_the_offer_is_final() -> None:
    no = answer(401, {"error": "invalid_grant"})
    io = ScriptedIO(PAGE, granted("old"), no, granted("new"), no)

    with pytest.raises(AuthError, match="invalid_grant"):
        run(DataPlaneTokens(principal(), HOST).token(io, None, Details()))


@pytest.mark.parametrize(
    "details",
    [
        Details(url=None),
        Details(details=None),
        Details(url="http://plane.test/e"),
        Details(url="https://u:p@plane.test/"),
    ],
)
def test_an_endpoint_without_a_safe_data_plane_is_refused_before_any_io(details: Details) -> None:
    with pytest.raises(ConfigError):
        run(DataPlaneTokens(principal(), HOST).token(ScriptedIO(), None, details))


def test_a_token_can_be_stored_and_shows_itself_only_then() -> None:
    token = run(principal().token(ScriptedIO(PAGE, granted("canary")), None))

    assert "canary" not in repr(token) + str(token)
    assert json.dumps(token.as_dict()).count("canary") == 1
    assert token.valid
    assert not token.expired


def test_endpoints_at_two_places_never_share_a_token() -> None:
    io = ScriptedIO(PAGE, granted("control"), granted("a"), granted("b"))
    tokens = DataPlaneTokens(principal(), HOST)

    first = run(tokens.token(io, None, Details(url="https://one.test/e")))
    second = run(tokens.token(io, None, Details(url="https://two.test/e")))

    assert (first.access_token, second.access_token) == ("a", "b")


def test_http_beyond_this_machine_has_to_be_allowed() -> None:
    io = ScriptedIO(PAGE, granted("control"), granted("data"))
    tokens = DataPlaneTokens(principal(), HOST, allow_http=True)

    assert run(tokens.token(io, None, Details(url="http://plane.test/e"))).access_token == "data"


def test_tokens_are_not_kept_for_more_endpoints_than_anyone_has() -> None:
    io = ScriptedIO(PAGE, granted("control"), *[granted(f"t{number}") for number in range(MOST + 2)])
    tokens = DataPlaneTokens(principal(), HOST)

    for number in range(MOST + 1):
        run(tokens.token(io, None, Details(details=f"[{number}]")))

    assert len(tokens.secrets()) < MOST
    assert run(tokens.token(io, None, Details(details="[0]"))).access_token == f"t{MOST + 1}"
