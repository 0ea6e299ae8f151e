"""Config: which source wins, what is ambiguous, what is missing, and that credentials stay hidden."""

from __future__ import annotations

import copy
import os
import pickle
import typing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from brickserve.config import Config
from brickserve.drivers.runner import run
from brickserve.errors import ConfigError
from brickserve.settings.option_types import ConfigOptions
from brickserve.settings.options import OPTIONS
from tests.client.scripted import ScriptedIO, answer

HOST = "https://example.cloud.databricks.com"
TOKEN = "dapi-canary-0123456789"
SECRET = "dose-canary-0123456789"


@pytest.fixture(autouse=True)
def no_configuration_but_the_test_s_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in list(os.environ):
        if name.startswith(("DATABRICKS_", "ARM_", "GOOGLE_", "IS_IN_DB", "IS_IN_DATABRICKS", "DB_MODEL", "SERVING_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def profile_file(folder: Path, content: str) -> None:
    path = folder / ".databrickscfg"
    path.write_text(content)
    path.chmod(0o600)


def headers_of(config: Config) -> dict[str, str]:
    return run(config.credentials.headers(ScriptedIO(), None))


# Credentials


def test_a_token_and_a_host_are_all_it_takes() -> None:
    config = Config(host=HOST, token=f" {TOKEN}\n")

    assert (config.host, config.auth_type, config.token) == (HOST, "pat", TOKEN)
    assert headers_of(config) == {"Authorization": f"Bearer {TOKEN}"}


def test_everything_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_HOST", "example.cloud.databricks.com/")
    monkeypatch.setenv("DATABRICKS_CLIENT_ID", "id")
    monkeypatch.setenv("DATABRICKS_CLIENT_SECRET", SECRET)

    config = Config()

    assert (config.host, config.auth_type, config.client_id) == (HOST, "oauth-m2m", "id")


def test_everything_can_come_from_a_profile(tmp_path: Path) -> None:
    profile_file(
        tmp_path,
        f"[DEFAULT]\nhost = {HOST}\ntoken = {TOKEN}\n[other]\nhost = https://other.test\ntoken = x\n",
    )

    assert (Config().host, Config().profile) == (HOST, None)
    assert (Config(profile="other").host, Config(profile="other").token) == ("https://other.test", "x")


def test_a_profile_may_say_more_than_is_understood(tmp_path: Path) -> None:
    profile_file(tmp_path, f"[DEFAULT]\nhost = {HOST}\ntoken = t\ncluster_id = c\nazure_tenant_id = z\nx = y\n")

    assert Config().auth_type == "pat"


def test_no_credentials_say_what_to_do() -> None:
    with pytest.raises(ConfigError) as caught:
        Config(host=HOST)

    assert str(caught.value) == "No credentials: pass token=…, set DATABRICKS_TOKEN, or name a profile."


def test_nothing_at_all_is_reported_as_missing_credentials() -> None:
    with pytest.raises(ConfigError, match=r"^No credentials"):
        Config()


def test_credentials_without_a_host_say_what_to_do() -> None:
    with pytest.raises(ConfigError, match=r"^No host: pass host=…, set DATABRICKS_HOST, or name a profile\.$"):
        Config(token=TOKEN)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABRICKS_RUNTIME_VERSION", "15.4"), ("ARM_CLIENT_ID", "i"), ("GOOGLE_CREDENTIALS", "{}")],
)
def test_missing_credentials_that_the_official_sdk_has_are_pointed_out(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigError, match=r"pass credentials=databricks\.sdk\.core\.Config"):
        Config(host=HOST)


def test_two_kinds_of_credentials_name_their_sources_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_TOKEN", TOKEN)

    with pytest.raises(ConfigError) as caught:
        Config(host=HOST, client_id="canary-id", profile=None)

    assert str(caught.value) == (
        "Ambiguous credentials: client_id from arguments and token from environment variable"
        " DATABRICKS_TOKEN. Keep one, or pass auth_type='pat' or 'oauth-m2m'."
    )


def test_two_kinds_of_arguments_are_ambiguous() -> None:
    with pytest.raises(ConfigError, match="token from arguments and client_id/client_secret from arguments"):
        Config(host=HOST, token=TOKEN, client_id="i", client_secret=SECRET)


@pytest.mark.parametrize("kind", ["pat", "oauth-m2m"])
def test_auth_type_decides_between_two_kinds(kind: str) -> None:
    config = Config(host=HOST, token=TOKEN, client_id="i", client_secret=SECRET, auth_type=kind)

    assert config.auth_type == kind


def test_complete_arguments_are_not_ambiguous_with_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_TOKEN", TOKEN)

    assert Config(host=HOST, client_id="i", client_secret=SECRET).auth_type == "oauth-m2m"


def test_a_client_id_without_its_secret_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="lack client_secret: pass client_secret=… or set DATABRICKS_CLIENT_SECRET"):
        Config(host=HOST, client_id="i")


def test_a_chosen_kind_without_its_credentials_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="pat credentials lack token"):
        Config(host=HOST, auth_type="pat")


@pytest.mark.parametrize("kind", ["databricks-cli", "azure-cli", "external-browser", "google-id", "basic"])
def test_a_kind_that_only_the_official_sdk_has_is_borrowed_from_it(kind: str) -> None:
    with pytest.raises(ConfigError, match=r"pass credentials=databricks\.sdk\.core\.Config"):
        Config(host=HOST, auth_type=kind)


def test_a_profile_with_such_a_kind_says_so_too(tmp_path: Path) -> None:
    profile_file(tmp_path, f"[DEFAULT]\nhost = {HOST}\nauth_type = databricks-cli\n")

    with pytest.raises(ConfigError, match=r"\(from profile 'DEFAULT' in ~/\.databrickscfg\) is not built into"):
        Config()


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="auth_type is none of pat, oauth-m2m, model-serving"):
        Config(host=HOST, auth_type="pta")


def test_options_of_other_ways_to_sign_in_lead_to_the_official_sdk() -> None:
    with pytest.raises(ConfigError, match=r"azure_client_id: .* pass credentials="):
        Config(host=HOST, azure_client_id="i")


def test_a_callable_is_asked_for_every_request_and_beats_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABRICKS_TOKEN", TOKEN)
    numbers = iter(range(9))

    config = Config(host=HOST, credentials=lambda: {"Authorization": f"Bearer {next(numbers)}"})

    assert config.auth_type == "custom"
    assert [headers_of(config)["Authorization"] for _ in range(3)] == ["Bearer 0", "Bearer 1", "Bearer 2"]


def test_a_callable_beside_a_token_is_ambiguous() -> None:
    with pytest.raises(ConfigError, match="credentials, token from arguments"):
        Config(host=HOST, token=TOKEN, credentials=dict)


def test_an_official_config_gives_host_headers_and_kind() -> None:
    official = SimpleNamespace(
        host=HOST + "/",
        auth_type="azure-cli",
        workspace_id="77",
        authenticate=lambda: {"Authorization": "Bearer az"},
    )

    config = Config(credentials=official)

    assert (config.host, config.auth_type, config.workspace_id) == (HOST, "azure-cli", "77")
    assert headers_of(config) == {"Authorization": "Bearer az"}


def test_a_strategy_in_the_official_form_is_set_up_at_the_first_request() -> None:
    calls: list[str] = []

    class Strategy:
        def auth_type(self) -> str:
            return "mine"

        def __call__(self, config: Config) -> Any:
            calls.append(config.host)
            return lambda: {"Authorization": "Bearer mine"}

    config = Config(host=HOST, credentials_strategy=Strategy())

    assert (config.auth_type, calls) == ("mine", [])
    assert headers_of(config) == headers_of(config) == {"Authorization": "Bearer mine"}
    assert calls == [HOST]


def test_credentials_of_no_known_form_are_refused() -> None:
    with pytest.raises(TypeError, match="credentials must be a callable"):
        Config(host=HOST, credentials=7)


def test_what_is_configured_for_oauth_is_what_is_asked_for() -> None:
    io = ScriptedIO(answer(200, {"token_endpoint": "https://sso.test/token"}), answer(200, {"access_token": "t"}))
    config = Config(
        host=HOST,
        client_id="id",
        client_secret=SECRET,
        discovery_url="https://sso.test/page",
        token_endpoint_hosts=["SSO.test"],
        scopes=["serving"],
        http_timeout_seconds=3,
    )

    assert run(config.credentials.headers(io, None)) == {"Authorization": "Bearer t"}
    assert [request.url for request in io.requests] == ["https://sso.test/page", "https://sso.test/token"]
    assert b"scope=serving" in (io.requests[1].body or b"")
    assert io.deadlines[1] == io.now + 3


# Inside a model-serving container


def container(folder: Path, monkeypatch: pytest.MonkeyPatch, token: str) -> Path:
    monkeypatch.setenv("IS_IN_DATABRICKS_MODEL_SERVING_ENV", "true")
    monkeypatch.setenv("SERVING_CREDENTIALS_DIR", str(folder))
    monkeypatch.setenv("DB_MODEL_SERVING_HOST_URL", HOST)
    file = folder / "model-dependencies-oauth-token"
    file.write_text('{"OAUTH_TOKEN": [{"oauthTokenValue": "' + token + '"}]}')
    return file


def test_a_serving_container_needs_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    container(tmp_path, monkeypatch, TOKEN)

    config = Config()

    assert (config.host, config.auth_type) == (HOST, "model-serving")
    assert headers_of(config) == {"Authorization": f"Bearer {TOKEN}"}


def test_explicit_credentials_go_before_those_of_the_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    container(tmp_path, monkeypatch, "theirs")

    assert Config(token=TOKEN).auth_type == "pat"


def test_the_container_kind_outside_a_container_is_an_error() -> None:
    with pytest.raises(ConfigError, match="no model-serving container"):
        Config(host=HOST, auth_type="model-serving")


# Options


def test_http_beyond_this_machine_takes_an_argument() -> None:
    assert Config(host="http://example.com", token=TOKEN, allow_http=True).host == "http://example.com"


def test_a_host_that_is_not_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="host must be a string"):
        Config(host=[], token=TOKEN)


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


# What is shown, copied and sent


def test_no_representation_shows_a_credential() -> None:
    for config in (
        Config(host=HOST, token=TOKEN),
        Config(host=HOST, client_id="i", client_secret=SECRET),
        Config(host=HOST, credentials=lambda: {"Authorization": TOKEN}),
    ):
        headers = headers_of(config) if config.auth_type != "oauth-m2m" else {}
        shown = [repr(config), str(config), repr(vars(config)), str(config.as_dict()), config.debug_string()]
        shown += [repr(vars(config.credentials)), repr(config.credentials), repr(config.attributes())]
        assert headers is not None
        assert "canary" not in " ".join(shown).replace(repr(config.secrets()), "")


def test_header_values_are_not_shown() -> None:
    config = Config(host=HOST, token="t", custom_headers={"X-Api-Key": "canary"})

    assert config.custom_headers == {"X-Api-Key": "canary"}
    assert "canary" not in repr(config) + repr(vars(config)) + str(config.as_dict())


def test_a_configuration_tells_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_TOKEN", TOKEN)

    assert repr(Config(host=HOST)) == (
        f"<Config: host={HOST}, auth_type=pat, token=***. From: environment variable DATABRICKS_TOKEN>"
    )


def test_a_configuration_refuses_to_be_pickled() -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Config(host=HOST, token=TOKEN))


def test_copies_share_the_credentials_and_nothing_that_changes() -> None:
    config = Config(host=HOST, token=TOKEN, custom_headers={"X-A": "1"})

    for twin in (config.copy(), config.deep_copy(), copy.copy(config), copy.deepcopy(config)):
        twin.with_user_agent_extra("key", "value")
        assert twin.credentials is config.credentials
        assert twin.token == TOKEN
    assert config.deep_copy().custom_headers is not config.custom_headers
    assert "key/value" not in config.user_agent


def test_the_user_agent_names_program_library_and_kind_of_credentials() -> None:
    config = Config(host=HOST, token=TOKEN, product="app", product_version="1.2.3").with_user_agent_extra("a", "b")

    words = config.user_agent.split()

    assert (words[0], words[1].partition("/")[0], words[-2:]) == (
        "app/1.2.3",
        "brickserve",
        ["auth/pat", "a/b"],
    )


def test_what_may_not_be_shown_is_known() -> None:
    assert set(Config(host=HOST, token=TOKEN).secrets()) == {TOKEN}
    assert SECRET in Config(host=HOST, client_id="i", client_secret=SECRET).secrets()


def test_the_hostname_is_the_host_without_its_scheme() -> None:
    assert Config(host="http://localhost:8765", token=TOKEN).hostname == "localhost:8765"
