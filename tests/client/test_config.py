"""Config: where credentials come from, which source wins, what is ambiguous, and what is missing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from brickserve.config import Config
from brickserve.drivers.runner import run
from brickserve.errors import ConfigError

from .configurations import HOST, SECRET, TOKEN, headers_of, profile_file
from .scripted import ScriptedIO, answer

pytestmark = pytest.mark.usefixtures("no_configuration")


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
