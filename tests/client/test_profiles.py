"""The profile file: which profile is meant, what is refused, and that no value is ever shown."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve.errors import ConfigError
from brickserve.settings.profiles import MAX_SIZE, choose, load, parse

CANARY = "dapi-canary-value"
FILE = "cfg"


def written(folder: Path, content: str, mode: int = 0o600) -> str:
    path = folder / "databrickscfg"
    path.write_bytes(content.encode())
    path.chmod(mode)
    return str(path)


def test_a_profile_has_its_own_values_and_none_of_the_default_one() -> None:
    sections = parse("[DEFAULT]\nhost = a\ntoken = t\n\n[prod]\nHOST = b\n# note\n; note\n", FILE)

    assert sections == {"DEFAULT": {"host": "a", "token": "t"}, "prod": {"host": "b"}}


def test_values_are_taken_as_they_stand() -> None:
    sections = parse("[p]\ntoken = 50%(x)s %off = # no comment\nempty =\n", FILE)

    assert sections == {"p": {"token": "50%(x)s %off = # no comment", "empty": ""}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"token = {CANARY}\n", "cfg:1: a line stands before the first [profile]"),
        (f"[a]\nhost = h\n{CANARY}\n", "cfg:3: neither 'key = value' nor '[profile]'"),
        (f"[a]\ntoken = {CANARY}\n[b]\n[a]\n", "cfg:4: a profile of this name stands above already"),
        (f"[a]\ntoken = x\ntoken = {CANARY}\n", "cfg:3: the profile has this key already"),
        (f"[a\ntoken = {CANARY}\n", "cfg:1: a line stands before the first [profile]"),
    ],
)
def test_a_malformed_file_is_reported_by_line_and_without_values(content: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(content, FILE)

    assert str(caught.value) == message
    assert CANARY not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


@given(st.text())
def test_any_text_is_read_or_refused_as_a_config_error(content: str) -> None:
    try:
        sections = parse(content, FILE)
    except ConfigError:
        return
    assert all(isinstance(value, str) for values in sections.values() for value in values.values())


def test_a_named_profile_is_chosen_and_counts_as_asked_for() -> None:
    profile = choose("prod", {"DEFAULT": {}, "prod": {"host": "h"}}, FILE)

    assert profile is not None
    assert (profile.name, profile.values, profile.explicit) == ("prod", {"host": "h"}, True)


def test_without_a_name_the_file_s_own_default_goes_before_the_default_section() -> None:
    sections = {"__settings__": {"default_profile": "dev"}, "DEFAULT": {"host": "x"}, "dev": {"host": "y"}}

    profile = choose(None, sections, FILE)

    assert profile is not None
    assert (profile.name, profile.explicit) == ("dev", True)


def test_without_a_name_and_without_defaults_there_is_no_profile() -> None:
    assert choose(None, {"prod": {}}, FILE) is None


def test_an_unknown_profile_lists_those_that_exist() -> None:
    with pytest.raises(ConfigError, match=r"^cfg has no profile 'prd'; profiles there: DEFAULT, prod$"):
        choose("prd", {"prod": {}, "DEFAULT": {}, "__settings__": {}}, FILE)


def test_the_settings_section_is_no_profile() -> None:
    with pytest.raises(ConfigError, match="settings, not a profile"):
        load("__settings__", None)


def test_a_file_that_nobody_asked_for_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert load(None, None) is None


@pytest.mark.parametrize(("profile", "named"), [("prod", False), (None, True)])
def test_a_file_that_was_asked_for_must_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str | None, named: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(ConfigError, match="does not exist"):
        load(profile, str(tmp_path / "none") if named else None)


def test_the_home_folder_s_file_is_the_default_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".databrickscfg").write_text("[DEFAULT]\nhost = h\n")
    (tmp_path / ".databrickscfg").chmod(0o600)

    profile = load(None, None)

    assert profile is not None
    assert (profile.file, profile.values) == ("~/.databrickscfg", {"host": "h"})


def test_a_folder_is_not_a_profile_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(None, str(tmp_path))


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="larger than"):
        load(None, written(tmp_path, "[a]\n" + "#" * MAX_SIZE))


def test_a_file_that_is_not_utf_8_is_refused_by_line(tmp_path: Path) -> None:
    path = Path(written(tmp_path, ""))
    path.write_bytes(b"[a]\nhost = h\ntoken = \xff\xfe\n")

    with pytest.raises(ConfigError, match=r":3: not UTF-8$") as caught:
        load("a", str(path))

    assert caught.value.__context__ is None


def test_a_byte_order_mark_is_no_part_of_the_first_section(tmp_path: Path) -> None:
    profile = load("a", written(tmp_path, "\ufeff[a]\nhost = h\n"))

    assert profile is not None
    assert profile.values == {"host": "h"}


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are a matter of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_used_with_a_warning_at_the_caller(tmp_path: Path, mode: int) -> None:
    with pytest.warns(UserWarning, match="chmod 600") as caught:
        profile = load("a", written(tmp_path, "[a]\n", mode))

    assert profile is not None
    assert caught[0].filename == __file__


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are a matter of POSIX")
def test_a_file_that_everyone_can_write_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="writable by every user"):
        load("a", written(tmp_path, "[a]\n", 0o602))


def test_a_profile_shows_its_keys_only() -> None:
    profile = choose("p", {"p": {"token": CANARY}}, FILE)

    assert repr(profile) == "<Profile p in cfg: token>"
