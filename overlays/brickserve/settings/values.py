"""Option values: from what was written to what is meant, or an error that names the option only."""

from __future__ import annotations

from ..errors.calls import ConfigError
from ..guards import is_mapping
from ..redaction import QuietHeaders

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

HEADER_NAME = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
TRUE = ("true", "1", "yes", "on")
FALSE = ("false", "0", "no", "off")
TRANSPORTS = ("own", "pyreqwest")
LONGEST = 1e9
"""Some thirty years, in seconds: sockets and locks refuse to wait much longer."""


def text(value: Any, source: str) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise TypeError(f"{source} must be a string, not {type(value).__name__}")
    return value.strip()


def identifier(value: Any, source: str) -> str:
    """Read an id, such as a workspace's, which may be given as a number."""
    number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20
    return header_value(str(value) if number else text(value, source), source)


def path(value: Any, source: str) -> str:
    """Read the name of a file."""
    from os import fsdecode

    if not isinstance(value, str) and not hasattr(value, "__fspath__"):
        raise TypeError(f"{source} must be a path, not {type(value).__name__}")
    return fsdecode(value)


def url(value: Any, source: str) -> str:
    """Read an address."""
    address = text(value, source)
    if not address.startswith(("https://", "http://")) or not address.isascii() or not address.isprintable():
        raise ConfigError(f"{source} must be a URL of visible ASCII characters")
    return address


def credential(value: Any, source: str) -> str:
    """Read a token or secret that goes into a header."""
    if not isinstance(value, str):
        raise TypeError(f"{source} must be a string, not {type(value).__name__}")
    stripped = value.strip()
    if not stripped:
        raise ConfigError(f"{source} is empty")
    return header_value(stripped, source)


def header_value(value: Any, source: str) -> str:
    """Return `value` if a header can carry it; the error never shows it."""
    if not isinstance(value, str):
        raise ConfigError(f"{source} must be a string, not {type(value).__name__}")
    if any((character < " " and character != "\t") or character == "\x7f" for character in value):
        raise ConfigError(f"{source} contains a line break or another control character")
    if not value.isascii():
        try:
            value.encode("latin-1")
        except UnicodeEncodeError:
            # Raised outside this block: the original error holds the value.
            pass
        else:
            return value
        raise ConfigError(f"{source} contains characters that a header cannot carry (beyond latin-1)")
    return value


def headers(value: Any, source: str) -> dict[str, str]:
    """Return a copy of a dictionary of headers whose names and values are safe to send."""
    if not is_mapping(value):
        raise ConfigError(f"{source} must be a dict of header names to values, not {type(value).__name__}")
    clean = QuietHeaders()
    for name, content in value.items():
        if not isinstance(name, str) or not name or not HEADER_NAME.issuperset(name):
            raise ConfigError(f"{source} has a header name that is not a token of RFC 9110")
        clean[name] = header_value(content, f"{source}[{name!r}]")
    return clean


def flag(value: Any, source: str) -> bool:
    """Read true or false."""
    word = value.strip().lower() if isinstance(value, str) else value
    if word is True or word in TRUE:
        return True
    if word is False or word in FALSE:
        return False
    raise ConfigError(f"{source} must be true or false")


def count(value: Any, source: str) -> int:
    """Read a whole number above zero."""
    number = value
    if isinstance(value, str):
        # int() takes "1_000" and digits of other scripts, which no other tool reads from this file.
        digits = value.strip()
        number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ConfigError(f"{source} must be a whole number above zero")
    return number


def transport(value: Any, source: str) -> str:
    """Read the name of a transport."""
    if value not in TRANSPORTS:
        raise ConfigError(f"{source} must be one of {', '.join(TRANSPORTS)}")
    return str(value)


def attempts(value: Any, source: str) -> int:
    """Read how many requests a call may send."""
    from ..calling.retries import MAX_ATTEMPTS

    number = count(value, source)
    if number > MAX_ATTEMPTS:
        raise ConfigError(f"{source} must be at most {MAX_ATTEMPTS}: no call sends more requests than that")
    return number


def seconds(value: Any, source: str) -> float:
    """Read a duration: seconds, or a `timedelta`; beyond what systems can wait for, it is `LONGEST`."""
    from datetime import timedelta
    from math import isfinite

    try:
        number = value.total_seconds() if isinstance(value, timedelta) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if isinstance(value, bool) or not isfinite(number) or number <= 0:
        raise ConfigError(f"{source} must be a number of seconds above zero, or a timedelta")
    return min(number, LONGEST)


def words(value: Any, source: str) -> list[str]:
    """Read a list of words: a list, or a string with commas or spaces between them."""
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    items: list[Any] = list(value) if hasattr(value, "__iter__") else [None]
    if not all(isinstance(item, str) for item in items):
        raise ConfigError(f"{source} must be a list of strings")
    return sorted({header_value(item, source) for item in items if item})


def details(value: Any, source: str) -> str:
    """Read authorization details: JSON text, or the list that it stands for."""
    if isinstance(value, str):
        return value
    from json import dumps

    try:
        entries = [entry.as_dict() if hasattr(entry, "as_dict") else entry for entry in value]
        return dumps(entries, separators=(",", ":"))
    except (TypeError, ValueError):
        raise ConfigError(f"{source} must be JSON text or a list of JSON objects") from None


def origins(value: Any, source: str) -> list[str]:
    """Read a list of hosts, each as a name or an origin."""
    return [item.lower().rstrip("/") for item in words(value, source)]


def product(value: Any, source: str) -> str:
    """Read the name or version of a program for the User-Agent header."""
    word = identifier(value, source)
    if not word.isascii() or not word.translate(str.maketrans("", "", "_.+-")).isalnum():
        raise ConfigError(f"{source} must consist of ASCII letters, digits and the characters _ . + -")
    return word
