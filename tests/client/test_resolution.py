"""Which source an option's value is taken from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from brickserve.settings.profiles import Profile
from brickserve.settings.resolution import Setting, resolve


def merged(arguments: Mapping[str, Any], environ: Mapping[str, str], **profile: str) -> dict[str, Setting]:
    return resolve(arguments, environ, lambda name, file: Profile("cfg", name or "DEFAULT", profile, name is not None))


def test_an_argument_goes_before_the_environment_and_that_before_the_profile() -> None:
    settings = merged(
        {"host": "argument", "profile": "p"},
        {"DATABRICKS_HOST": "environment", "DATABRICKS_ACCOUNT_ID": "environment"},
        host="profile",
        account_id="profile",
        workspace_id="profile",
    )

    assert settings["host"].value == "argument"
    assert settings["account_id"].value == "environment"
    assert settings["workspace_id"].value == "profile"


def test_every_value_knows_where_it_came_from() -> None:
    settings = merged({"profile": "p"}, {"DATABRICKS_HOST": "h"}, token="t-profile")

    assert settings["host"].source == "environment variable DATABRICKS_HOST"
    assert settings["token"].source == "profile 'p' in cfg"
    assert "t-profile" not in repr(settings)


@pytest.mark.parametrize("arguments", [{"host": "h"}, {"token": "t"}, {"client_id": "i"}])
def test_the_default_profile_is_left_alone_when_anything_says_where_to_go(arguments: dict[str, str]) -> None:
    assert "account_id" not in merged(arguments, {}, account_id="profile")


def test_a_named_profile_is_read_whatever_else_is_given() -> None:
    assert merged({"host": "h", "token": "t", "profile": "p"}, {}, account_id="a")["account_id"].value == "a"


def test_complete_arguments_put_all_other_credentials_out_of_play() -> None:
    environ = {
        "DATABRICKS_CLIENT_ID": "i",
        "DATABRICKS_CLIENT_SECRET": "s",
        "DATABRICKS_AUTH_TYPE": "oauth-m2m",
    }

    settings = merged({"host": "h", "token": "t"}, environ)

    assert not {"client_id", "client_secret", "auth_type"} & settings.keys()


def test_incomplete_arguments_are_completed_from_the_environment() -> None:
    settings = merged({"host": "h", "client_id": "i"}, {"DATABRICKS_CLIENT_SECRET": "s"})

    assert settings["client_secret"].value == "s"


def test_a_variable_that_is_set_to_nothing_counts_as_not_set() -> None:
    assert "token" not in merged({"host": "h"}, {"DATABRICKS_TOKEN": " "})


def test_credentials_of_a_profile_that_go_to_another_host_are_pointed_out() -> None:
    with pytest.warns(UserWarning, match="DATABRICKS_HOST goes before profile 'p'.*credentials are sent there"):
        merged({"profile": "p"}, {"DATABRICKS_HOST": "https://a.test"}, host="https://b.test", token="t")


def test_a_profile_that_the_environment_overrules_is_pointed_out() -> None:
    with pytest.warns(UserWarning, match="environment variable DATABRICKS_TOKEN goes before profile 'p'"):
        settings = merged({"profile": "p"}, {"DATABRICKS_TOKEN": "env"}, host="https://b.test", token="t")

    assert settings["token"].value == "env"


def test_an_environment_that_agrees_with_the_profile_needs_no_warning(
    recwarn: pytest.WarningsRecorder,
) -> None:
    merged({"profile": "p"}, {"DATABRICKS_HOST": "https://a.test/"}, host="https://a.test", token="t")
    merged({"profile": "p"}, {"DATABRICKS_TOKEN": "t"}, host="https://a.test")

    assert not recwarn.list


def test_what_weakens_security_is_never_taken_from_a_profile() -> None:
    with pytest.warns(UserWarning, match="skip_verify is ignored"):
        settings = merged({"profile": "p"}, {}, skip_verify="true", allow_http="false", token_endpoint_hosts="x")

    assert settings.keys() == {"profile"}
