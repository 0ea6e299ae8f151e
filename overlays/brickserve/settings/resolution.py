"""Which value each option has when arguments, environment and a profile all have a say; pure."""

from __future__ import annotations

from ..errors.calls import ConfigError
from ..notices import notice
from .options import BY_NAME, DELEGATED, OPTIONS, UNUSED
from .values import TRUE

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .profiles import Profile

ARGUMENT, ENVIRONMENT, PROFILE = 0, 1, 2
BORROW = "let the official SDK sign in: pass credentials=databricks.sdk.core.Config(...)"


class Setting:
    """The value of an option, and where it was found."""

    __slots__ = ("layer", "source", "value")

    def __init__(self, value: Any, layer: int, source: str) -> None:
        self.value = value
        self.layer = layer
        self.source = source
        """Where it was found, in words, such as `environment variable DATABRICKS_TOKEN`."""

    def __repr__(self) -> str:
        return f"<Setting from {self.source}>"


def resolve(
    arguments: Mapping[str, Any],
    environ: Mapping[str, str],
    load_profile: Callable[[str | None, str | None], Profile | None],
    *,
    complete: bool = False,
) -> dict[str, Setting]:
    """Merge the sources: an argument goes before the environment, that before the profile.

    Arguments that authenticate on their own put all other credentials out of play; `complete` says that
    they do so through something that is not an option.
    """
    settings = _from_arguments(arguments)
    complete = complete or _authenticates(settings)
    _merge(settings, _from_environment(environ, settings), complete)
    if _wants_profile(settings):
        profile = load_profile(_value(settings, "profile") or None, _value(settings, "config_file") or None)
        if profile is not None:
            _merge(settings, _from_profile(profile, settings), complete)
            _warn_of_overrides(settings, profile)
            if profile.explicit:
                settings.setdefault("profile", Setting(profile.name, PROFILE, f"settings of {profile.file}"))
    return settings


def check_arguments(arguments: Mapping[str, Any]) -> None:
    """Refuse keywords that are no options, each with the reason and the way out."""
    for name, value in arguments.items():
        borrowed = any(name in names for names in DELEGATED.values())
        if name in BY_NAME or ((borrowed or name in UNUSED) and value is None):
            # None is what callers of the official SDK pass for "not given", whatever the option.
            continue
        if borrowed:
            raise ConfigError(f"{name}: brickserve has no such credentials of its own; {BORROW}")
        if name in UNUSED:
            raise TypeError(f"{name} has no meaning for model serving, all that brickserve does; leave it out")
        raise _unknown(name)


def _unknown(name: str) -> TypeError:
    from difflib import get_close_matches

    near = get_close_matches(name, [*BY_NAME, "credentials"], 1)
    return TypeError(f"unknown option {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def _value(settings: Mapping[str, Setting], name: str) -> Any:
    return settings[name].value if name in settings else None


def _authenticates(settings: Mapping[str, Setting]) -> bool:
    kind = _value(settings, "auth_type")
    if kind in (None, "pat") and "token" in settings:
        return True
    return kind in (None, "oauth-m2m") and "client_id" in settings and "client_secret" in settings


def _from_arguments(arguments: Mapping[str, Any]) -> dict[str, Setting]:
    return {
        option.name: Setting(option.read(arguments[option.name], option.name), ARGUMENT, "arguments")
        for option in OPTIONS
        if arguments.get(option.name) is not None
    }


def _from_environment(environ: Mapping[str, str], known: Mapping[str, Setting]) -> dict[str, Setting]:
    # A variable that is set to nothing counts as not set, as it does for the official SDK.
    return {
        option.name: Setting(
            option.read(environ[option.env], option.env), ENVIRONMENT, f"environment variable {option.env}"
        )
        for option in OPTIONS
        if option.env and environ.get(option.env, "").strip() and option.name not in known
    }


def _from_profile(profile: Profile, known: Mapping[str, Setting]) -> dict[str, Setting]:
    source = f"profile {profile.name!r} in {profile.file}"
    for name in ("skip_verify", "allow_http"):
        if profile.values.get(name, "").strip().lower() in TRUE:
            notice(f"{source}: {name} is ignored there; pass it as an argument of the program that needs it")
    return {
        option.name: Setting(option.read(profile.values[option.name], f"{option.name} of {source}"), PROFILE, source)
        for option in OPTIONS
        if option.profile and profile.values.get(option.name, "").strip() and option.name not in known
    }


def _merge(settings: dict[str, Setting], found: Mapping[str, Setting], complete: bool) -> None:
    for name, setting in found.items():
        if complete and (BY_NAME[name].auth or name == "auth_type"):
            continue
        settings[name] = setting


def _wants_profile(settings: Mapping[str, Setting]) -> bool:
    """A profile is read when it is named, or when nothing else says where to go and who is asking."""
    if "profile" in settings:
        return True
    return "host" not in settings and not any(BY_NAME[name].auth for name in settings)


def _warn_of_overrides(settings: Mapping[str, Setting], profile: Profile) -> None:
    """Point out what the environment says against the profile that was asked for."""
    found = {
        name: setting.source
        for name, setting in settings.items()
        if setting.layer == ENVIRONMENT and (name == "host" or BY_NAME[name].auth)
        if profile.values.get(name, "").strip().rstrip("/") not in ("", str(setting.value).rstrip("/"))
    }
    if not found:
        return
    message = f"{' and '.join(found.values())} goes before profile {profile.name!r}, which says otherwise"
    if "host" in found and any(s.layer == PROFILE and BY_NAME[name].auth for name, s in settings.items()):
        message += "; the profile's credentials are sent there"
    notice(message)
