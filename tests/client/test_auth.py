"""Credentials that need no token endpoint: fixed, borrowed, and from the serving container's file."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from brickserve.auth.borrowed import CallableCredentials, OfficialCredentials, StrategyCredentials
from brickserve.auth.container import ContainerToken, container_host, token_file
from brickserve.auth.pat import PersonalAccessToken
from brickserve.auth.selection import wrap
from brickserve.drivers.runner import run
from brickserve.errors import AuthError, BrickserveError, ConfigError
from tests.client.scripted import ScriptedIO

CANARY = "canary-0123456789"


# Personal access tokens


def test_a_personal_access_token_is_the_same_for_every_request() -> None:
    credentials = PersonalAccessToken(CANARY)

    assert run(credentials.headers(ScriptedIO(), None)) == {"Authorization": f"Bearer {CANARY}"}
    assert credentials.invalidate({"Authorization": f"Bearer {CANARY}"}) is False
    assert credentials.secrets() == (CANARY,)


def test_a_personal_access_token_is_no_oauth_token() -> None:
    with pytest.raises(ConfigError, match="pat credentials have no OAuth token"):
        run(PersonalAccessToken(CANARY).token(ScriptedIO(), None))


# Borrowed credentials


def test_a_callable_is_asked_for_every_request() -> None:
    numbers = iter(range(9))
    credentials = wrap(lambda: {"X-Token": f"canary-{next(numbers)}-{'x' * 9}"})

    first, second = (run(credentials.headers(ScriptedIO(), None)) for _ in range(2))

    assert first != second
    assert credentials.secrets() == (second["X-Token"],)
    assert credentials.invalidate(second) is False


@pytest.mark.parametrize(
    "given",
    [
        None,
        "Bearer canary",
        [("Authorization", "canary")],
        {"Authorization": 7},
        {"Authorization": b"canary"},
        {"Authorization": "canary\r\nX-Evil: 1"},
        {"Authorization": "canary\0"},
        {"Authorization": "canary\u20ac"},
        {"Bad Name": "canary"},
        {"Bad\nName": "canary"},
        {"": "canary"},
        {7: "canary"},
    ],
)
def test_headers_that_cannot_be_sent_are_refused_and_not_shown(given: Any) -> None:
    with pytest.raises(ConfigError, match="credentials") as caught:
        run(wrap(lambda: given).headers(ScriptedIO(), None))

    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_a_source_that_fails_is_an_auth_error_and_its_words_are_left_to_the_cause() -> None:
    def broken() -> dict[str, str]:
        raise OSError(f"no {CANARY}")

    with pytest.raises(AuthError, match=r"^the credentials source raised OSError$") as caught:
        run(wrap(broken).headers(ScriptedIO(), None))

    assert isinstance(caught.value.__cause__, OSError)


def test_a_keyboard_interrupt_in_a_source_passes_unchanged() -> None:
    def interrupted() -> dict[str, str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(wrap(interrupted).headers(ScriptedIO(), None))


def test_an_official_config_is_asked_for_headers_and_for_its_token() -> None:
    official = SimpleNamespace(
        auth_type="azure-cli",
        authenticate=lambda: {"Authorization": f"Bearer {CANARY}"},
        oauth_token=lambda: SimpleNamespace(access_token=CANARY, token_type="Bearer", expiry=None),
    )
    credentials = wrap(official)

    token = run(credentials.token(ScriptedIO(), None))

    assert isinstance(credentials, OfficialCredentials)
    assert (token.access_token, token.authorization) == (CANARY, f"Bearer {CANARY}")
    assert CANARY not in repr(token)
    assert credentials.secrets() == (CANARY,)


def test_an_official_config_without_oauth_says_that_it_has_no_token() -> None:
    def no_oauth() -> Any:
        raise ValueError("OAuth tokens are not available for pat authentication")

    credentials = wrap(SimpleNamespace(authenticate=dict, oauth_token=no_oauth, auth_type="pat"))

    with pytest.raises(AuthError, match="raised ValueError"):
        run(credentials.token(ScriptedIO(), None))


def test_a_callable_without_tokens_says_so() -> None:
    with pytest.raises(ConfigError, match="custom credentials have no OAuth token"):
        run(wrap(dict).token(ScriptedIO(), None))


def test_a_source_that_may_block_is_called_where_the_io_puts_it() -> None:
    called: list[str] = []

    class Elsewhere(ScriptedIO):
        async def call(self, function: Callable[[], Any]) -> Any:
            called.append("elsewhere")
            return function()

    run(CallableCredentials(dict).headers(Elsewhere(), None))

    assert called == ["elsewhere"]


@pytest.mark.parametrize("kind", [None, "", 7])
def test_a_source_that_does_not_name_its_kind_is_a_custom_one(kind: Any) -> None:
    assert wrap(SimpleNamespace(authenticate=dict, auth_type=kind)).auth_type == "custom"
    strategy = StrategyCredentials(SimpleNamespace(auth_type=lambda: kind), None)
    assert strategy.auth_type == "custom"


def test_a_strategy_that_finds_nothing_says_so() -> None:
    def nothing(config: object) -> None:
        return None

    with pytest.raises(AuthError, match="the custom strategy finds no credentials here"):
        run(StrategyCredentials(nothing, None).headers(ScriptedIO(), None))


def test_credentials_of_our_own_kind_are_used_as_they_are() -> None:
    own = PersonalAccessToken(CANARY)

    assert wrap(own) is own


# The serving container


def token_at(folder: Path, token: str) -> str:
    file = folder / "model-dependencies-oauth-token"
    file.write_text('{"OAUTH_TOKEN": [{"oauthTokenValue": "' + token + '"}]}')
    return str(file)


def test_the_container_s_token_is_read_again_after_five_minutes(tmp_path: Path) -> None:
    io = ScriptedIO()
    credentials = ContainerToken(token_at(tmp_path, "first"))

    seen = [run(credentials.headers(io, None))["Authorization"]]
    token_at(tmp_path, "second")
    io.now += 299
    seen.append(run(credentials.headers(io, None))["Authorization"])
    io.now += 1
    seen.append(run(credentials.headers(io, None))["Authorization"])

    assert seen == ["Bearer first", "Bearer first", "Bearer second"]
    assert credentials.secrets() == ("second",)


def test_a_refused_token_is_read_again_at_once(tmp_path: Path) -> None:
    credentials = ContainerToken(token_at(tmp_path, "first"))
    headers = run(credentials.headers(ScriptedIO(), None))
    token_at(tmp_path, "second")

    assert credentials.invalidate(headers) is True
    assert run(credentials.headers(ScriptedIO(), None)) == {"Authorization": "Bearer second"}


def test_a_file_that_is_just_being_replaced_is_read_a_second_time(tmp_path: Path) -> None:
    file = Path(token_at(tmp_path, "first"))
    file.write_text('{"OAUTH_TOK')

    class Replacing(ScriptedIO):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            token_at(tmp_path, "second")

    io = Replacing()

    assert run(ContainerToken(str(file)).headers(io, None)) == {"Authorization": "Bearer second"}
    assert io.sleeps == [0.5]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"OAUTH_TOKEN": []}',
        '{"OAUTH_TOKEN": [{"oauthTokenValue": ""}]}',
        '{"OAUTH_TOKEN": [{"oauthTokenValue": "canary\\n\\u0000"}]}',
        '{"OAUTH_TOKEN": [{"oauthTokenValue": 7}], "canary": ',
        "[" * 100_000,
    ],
)
def test_a_token_file_without_a_token_is_an_auth_error_that_shows_nothing(tmp_path: Path, content: str) -> None:
    file = Path(token_at(tmp_path, "x"))
    file.write_text(content)

    with pytest.raises(AuthError, match="has no token in it") as caught:
        run(ContainerToken(str(file)).headers(ScriptedIO(), None))

    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_a_token_file_that_is_gone_says_why(tmp_path: Path) -> None:
    with pytest.raises(AuthError, match="cannot be read"):
        run(ContainerToken(str(tmp_path / "gone")).headers(ScriptedIO(), None))


@pytest.mark.parametrize(
    ("environ", "inside"),
    [
        ({"IS_IN_DB_MODEL_SERVING_ENV": "true"}, True),
        ({"IS_IN_DATABRICKS_MODEL_SERVING_ENV": "true"}, True),
        ({"IS_IN_DB_MODEL_SERVING_ENV": "false"}, False),
        ({}, False),
    ],
)
def test_the_container_is_known_by_its_mark_and_its_file(tmp_path: Path, environ: dict[str, str], inside: bool) -> None:
    file = token_at(tmp_path, "x")

    assert token_file({**environ, "SERVING_CREDENTIALS_DIR": str(tmp_path)}) == (file if inside else None)
    assert token_file({**environ, "SERVING_CREDENTIALS_DIR": str(tmp_path / "none")}) is None


def test_the_container_names_its_workspace() -> None:
    both = {"DB_MODEL_SERVING_HOST_URL": "b", "DATABRICKS_MODEL_SERVING_HOST_URL": "a"}

    assert container_host(both) == ("a", "DATABRICKS_MODEL_SERVING_HOST_URL")
    assert container_host({}) is None


def test_everything_that_credentials_raise_is_of_the_root() -> None:
    assert issubclass(AuthError, BrickserveError)
    assert issubclass(ConfigError, BrickserveError)
