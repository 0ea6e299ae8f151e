"""The profile file, `~/.databrickscfg`: which one is meant, whether it may be trusted, what it says."""

from __future__ import annotations

from ..errors.calls import ConfigError
from ..notices import notice

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_FILE = "~/.databrickscfg"
DEFAULT_PROFILE = "DEFAULT"
SETTINGS = "__settings__"
"""The section in which the platform's command line keeps its own settings, such as `default_profile`."""
MAX_SIZE = 1 << 20


class Profile:
    """One section of a profile file."""

    __slots__ = ("explicit", "file", "name", "values")

    def __init__(self, file: str, name: str, values: Mapping[str, str], explicit: bool) -> None:
        self.file = file
        self.name = name
        self.values = dict(values)
        self.explicit = explicit
        """True when the profile was asked for by name, in the call or in the file's settings."""

    def __repr__(self) -> str:
        return f"<Profile {self.name} in {self.file}: {', '.join(self.values)}>"


def load(profile: str | None, file: str | None) -> Profile | None:
    """Return the profile that is asked for, or the default one if there is any.

    A profile asked for by name must exist; without a name, no file and no default are no error.
    """
    shown = file or DEFAULT_FILE
    if profile == SETTINGS:
        raise ConfigError(f"{SETTINGS} is a section for settings, not a profile")
    content = _read(shown, required=profile is not None or file is not None)
    return None if content is None else choose(profile, parse(content, shown), shown)


def choose(profile: str | None, sections: Mapping[str, Mapping[str, str]], file: str) -> Profile | None:
    """Pick the profile out of the file's sections."""
    wanted = profile or sections.get(SETTINGS, {}).get("default_profile", "").strip() or None
    name = wanted or DEFAULT_PROFILE
    if name in sections and name != SETTINGS:
        return Profile(file, name, sections[name], explicit=wanted is not None)
    if wanted is None:
        return None
    known = ", ".join(sorted(section for section in sections if section != SETTINGS)) or "none"
    raise ConfigError(f"{file} has no profile {name!r}; profiles there: {known}")


def parse(content: str, file: str) -> dict[str, dict[str, str]]:
    """Read sections of `key = value` lines; an error names file and line and shows no value."""
    from configparser import Error, RawConfigParser

    # No section passes its values on to the others: DEFAULT is a profile like any other.
    parser = RawConfigParser(default_section="\0")
    line, trouble = 0, ""
    try:
        parser.read_string(content)
    except Error as error:
        line, trouble = _diagnose(error)
    if trouble:
        # Raised outside the block above: the parser's own error quotes the line, and with it a token.
        raise ConfigError(f"{file}:{line}: {trouble}")
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _diagnose(error: Exception) -> tuple[int, str]:
    import configparser

    line = getattr(error, "lineno", None)
    if line is None:
        line = min((number for number, _ in getattr(error, "errors", ())), default=1)
    match error:
        case configparser.MissingSectionHeaderError():
            return line, "a line stands before the first [profile]"
        case configparser.DuplicateSectionError():
            return line, "a profile of this name stands above already"
        case configparser.DuplicateOptionError():
            return line, "the profile has this key already"
        case _:
            return line, "neither 'key = value' nor '[profile]'"


def _read(file: str, *, required: bool) -> str | None:
    import os

    path = os.path.expanduser(file)
    trouble, text = "", None
    try:
        with open(path, "rb") as stream:
            _check_permissions(os.fstat(stream.fileno()).st_mode, file)
            text = stream.read(MAX_SIZE + 1)
    except FileNotFoundError:
        trouble = "does not exist" if required else ""
    except OSError as error:
        trouble = f"cannot be read ({error.strerror or type(error).__name__})"
    if trouble:
        raise ConfigError(f"the profile file {file} {trouble}")
    return None if text is None else _decoded(text, file)


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_SIZE:
        raise ConfigError(f"the profile file {file} is larger than {MAX_SIZE} bytes")
    line = 0
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    raise ConfigError(f"{file}:{line}: not UTF-8")


def _check_permissions(mode: int, file: str) -> None:
    import os
    import stat

    if os.name != "posix" or not stat.S_ISREG(mode):
        return
    if mode & stat.S_IWOTH:
        raise ConfigError(f"the profile file {file} is writable by every user of this machine: run chmod 600 on it")
    if mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP):
        notice(f"the profile file {file} is open to other users of this machine: run chmod 600 on it")
