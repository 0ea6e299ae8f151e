"""Credentials that cannot be shown by accident, and texts from which they are removed."""

from __future__ import annotations

from .guards import is_array, is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from re import Match
    from typing import Any, NoReturn

MASK = "***"
MAX_SCANNED = 65536
"""How many characters of a server's text are read at all."""
MAX_EXCERPT = 2048
"""The most bytes of an answer's body that an error keeps."""
SHORTEST = 4
"""A shorter secret is not looked for: it would be found in every text."""
SHORT = 8
"""Below this length a secret is blanked only where it stands as a word of its own."""
MAX_DEPTH = 32

_WORD = r"[A-Za-z0-9._~+/=-]"
_TOKENS = (
    # What an Authorization header carries; the lookahead lets "basic authentication" be words.
    rf"\b((?i:bearer|basic)\s+)(?:(?={_WORD}*\d){_WORD}{{6,}}|{_WORD}{{20,}})"
    # The platform's own tokens and client secrets, and JSON web tokens.
    r"|\b(?:dapi|dose|dkea|doa)[0-9a-f]{32}(?:-\d+)?\b"
    r"|\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*"
)
_PAIR = r'("([\w.-]{1,80})"\s*:\s*)"(?:[^"\\]|\\.)*"?'
_SECRET_KEYS = (
    *("token", "secret", "password", "passwd", "plaintext", "apikey", "_key"),
    *("credential", "credentials", "authorization", "assertion"),
)


class Secret:
    """A credential: `repr`, `str` and `vars` show `***`, and it refuses to be pickled."""

    __slots__ = ("_read",)

    def __init__(self, value: str) -> None:
        # In a closure, so that tools that print every attribute of an object find no text.
        self._read: Callable[[], str] = lambda: value

    def reveal(self) -> str:
        """Return the credential itself."""
        return self._read()

    def __repr__(self) -> str:
        return MASK

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Secret:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a credential is not pickled: hand it over on its own, or name a profile")


class QuietHeaders(dict[str, str]):
    """Headers whose representation shows their names only."""

    def __repr__(self) -> str:
        return repr(dict.fromkeys(self, MASK))


def secrets_in(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what must not be shown of credential headers: each value, and the part after its scheme."""
    rests = (value.partition(" ")[2] for value in headers.values())
    return (*headers.values(), *(rest for rest in rests if rest))


class Redactor:
    """Blanks given secrets, in any encoding a server might echo them, and whatever looks like a token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        import re

        forms = _forms(secrets)
        own = [re.escape(form) if len(form) >= SHORT else rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms]
        self._own = re.compile("|".join(own)) if own else None
        self._tokens = re.compile(_TOKENS)
        self._pair = re.compile(_PAIR)
        self._longest = max(map(len, forms), default=0)

    def text(self, text: str) -> str:
        """Return the first 64 K characters of `text` without secrets."""
        scanned = text[:MAX_SCANNED]
        if self._own:
            scanned = self._own.sub(MASK, scanned)
            if len(text) > MAX_SCANNED:
                # The cut may have gone through a secret, which is then not found as such.
                scanned = scanned[: -self._longest]
        return self._tokens.sub(_masked_token, self._pair.sub(_masked_pair, scanned))

    def json(self, value: Any, depth: int = 0) -> Any:
        """Return a decoded JSON value without secrets and without the values of keys that name one."""
        if isinstance(value, str):
            return self.text(value)
        if depth >= MAX_DEPTH:
            return MASK if is_array(value) or is_object(value) else value
        if is_array(value):
            return [self.json(item, depth + 1) for item in value]
        if not is_object(value):
            return value
        return {self.text(str(key)): self._item(str(key), item, depth + 1) for key, item in value.items()}

    def _item(self, key: str, value: Any, depth: int) -> Any:
        return MASK if isinstance(value, str) and names_secret(key) else self.json(value, depth)

    def excerpt(self, body: bytes) -> str:
        """Return the beginning of a body as text without secrets, at most 2 kB of it."""
        # Blank first and cut then: half a secret would not be found any more.
        text = self.text(body[: MAX_SCANNED * 4].decode("utf-8", "replace"))
        return text.encode("utf-8", "replace")[:MAX_EXCERPT].decode("utf-8", "ignore")


def names_secret(key: str) -> bool:
    """Tell whether a field of this name holds a credential."""
    return key.lower().replace("-", "_").endswith(_SECRET_KEYS)


def _masked_token(match: Match[str]) -> str:
    return f"{match[1]}{MASK}" if match[1] else MASK


def _masked_pair(match: Match[str]) -> str:
    return f'{match[1]}"{MASK}"' if names_secret(match[2]) else match[0]


def _forms(secrets: Iterable[str]) -> list[str]:
    from base64 import b64encode
    from html import escape
    from json import dumps
    from urllib.parse import quote, quote_plus

    forms: set[str] = set()
    for secret in secrets:
        if len(secret) < SHORTEST:
            continue
        written = dumps(secret)[1:-1]
        octets = secret.encode("utf-8", "replace")
        forms |= {secret, written, written.replace("/", "\\/"), escape(secret), b64encode(octets).decode()}
        forms |= {quote(octets), quote(octets, ""), quote_plus(octets)}
    # Longest first: the form that contains another one has to go before it.
    return sorted(forms, key=lambda form: (-len(form), form))
