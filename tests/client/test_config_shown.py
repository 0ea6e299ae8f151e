"""What a Config shows, copies and sends; never a credential."""

from __future__ import annotations

import copy
import pickle

import pytest

from brickserve.config import Config

from .configurations import HOST, SECRET, TOKEN, headers_of

pytestmark = pytest.mark.usefixtures("no_configuration")


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
