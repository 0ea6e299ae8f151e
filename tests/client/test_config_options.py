"""Options of a Config: what is taken, what is refused, and how the error says so."""

from __future__ import annotations

import typing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from brickserve.config import Config
from brickserve.errors import ConfigError
from brickserve.settings.option_types import ConfigOptions
from brickserve.settings.options import OPTIONS

from .configurations import HOST, TOKEN, profile_file

pytestmark = pytest.mark.usefixtures("no_configuration")


def test_http_beyond_this_machine_takes_an_argument() -> None:
    assert Config(host="http://example.com", token=TOKEN, allow_http=True).host == "http://example.com"


@pytest.mark.parametrize("host", [[], 5, b"https://example.com"])
def test_a_host_that_is_not_text_is_a_type_error(host: Any) -> None:
    with pytest.raises(TypeError, match="host must be a string"):
        Config(host=host, token=TOKEN)


def test_the_typed_keywords_and_the_options_are_the_same() -> None:
    typed = typing.get_type_hints(ConfigOptions).keys()

    assert typed - {"credentials", "credentials_strategy", "credentials_provider"} == {
        option.name for option in OPTIONS
    }


def test_every_option_is_an_attribute_that_is_annotated() -> None:
    shown = {option.name for option in OPTIONS if not option.sensitive}

    assert shown <= Config.__annotations__.keys()


def test_an_unknown_keyword_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(TypeError, match=r"unknown option 'tokn'; did you mean 'token'\?"):
        Config(host=HOST, tokn=TOKEN)


def test_none_stands_for_a_keyword_that_is_not_given() -> None:
    options: dict[str, Any] = dict.fromkeys([*(option.name for option in OPTIONS), "cluster_id", "azure_tenant_id"])

    assert Config(**{**options, "host": HOST, "token": TOKEN}).auth_type == "pat"


def test_an_option_without_meaning_here_says_so() -> None:
    with pytest.raises(TypeError, match="cluster_id has no meaning"):
        Config(host=HOST, token=TOKEN, cluster_id="c")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("token", "", "token is empty"),
        ("token", "canary\r\nX: y", "token contains a line break"),
        ("token", "canary\0", "token contains"),
        ("token", "canary\u20ac", "token contains characters that a header cannot carry"),
        ("client_id", "canary\x1b", "client_id contains"),
        ("max_attempts", 0, "max_attempts must be a whole number"),
        ("max_attempts", 5, "max_attempts must be at most 4"),
        ("max_attempts", True, "max_attempts must be a whole number"),
        ("http_timeout_seconds", -1, "http_timeout_seconds must be a number of seconds"),
        ("deadline", float("nan"), "deadline must be"),
        ("deadline", timedelta(0), "deadline must be"),
        ("custom_headers", {"X": "canary\n"}, "custom_headers"),
        ("custom_headers", {"canary\n": "x"}, "custom_headers has a header name"),
        ("custom_headers", [], "custom_headers must be a dict"),
        ("discovery_url", "canary", "discovery_url must be a URL"),
        ("discovery_url", "https://x\ncanary", "discovery_url must be a URL"),
        ("scopes", 5, "scopes must be a list"),
        ("product", "a b", "product must consist"),
        ("skip_verify", "maybe", "skip_verify must be true or false"),
        ("authorization_details", [object()], "authorization_details must be JSON"),
    ],
)
def test_a_wrong_value_names_its_option_and_is_not_shown(name: str, value: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        Config(**{"host": HOST, "token": TOKEN, name: value})

    assert "canary" not in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert caught.value.__context__ is None or "canary" not in repr(caught.value.__context__)


@pytest.mark.parametrize(
    ("name", "value"),
    [("token", 7), ("token", b"canary"), ("config_file", 7), ("host", b"h"), ("ca_bundle", []), ("profile", [])],
)
def test_a_value_of_the_wrong_type_names_its_option(name: str, value: Any) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a") as caught:
        Config(**{"host": HOST, "token": TOKEN, name: value})

    assert "canary" not in str(caught.value)


def test_paths_and_details_are_taken_in_every_form(tmp_path: Path) -> None:
    config = Config(host=HOST, token=TOKEN, ca_bundle=tmp_path, authorization_details="[1]")

    assert (config.ca_bundle, config.authorization_details) == (str(tmp_path), "[1]")


def test_a_wrong_value_in_the_environment_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_RATE_LIMIT", "many")

    with pytest.raises(ConfigError, match="DATABRICKS_RATE_LIMIT must be a whole number"):
        Config(host=HOST, token=TOKEN)


def test_values_are_read_into_their_own_types(tmp_path: Path) -> None:
    profile_file(tmp_path, f"[p]\nhost = {HOST}\ntoken = t\nhttp_timeout_seconds = 2.5\nscopes = b, a\n")

    config = Config(profile="p", deadline=timedelta(minutes=1), workspace_id=7, authorization_details=[{"type": "t"}])

    assert (config.http_timeout_seconds, config.deadline, config.workspace_id) == (2.5, 60.0, "7")
    assert (config.scopes, config.authorization_details) == (["a", "b"], '[{"type":"t"}]')


def test_trusting_every_certificate_is_warned_of() -> None:
    with pytest.warns(UserWarning, match="certificates are not checked") as caught:
        Config(host=HOST, token=TOKEN, skip_verify=True)

    assert caught[0].filename == __file__
