"""Which hosts and URLs credentials may be sent to."""

from __future__ import annotations

from ..errors.calls import AuthError, ConfigError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection
    from urllib.parse import SplitResult

PORTS = {"https": 443, "http": 80}
HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_")
ZONES = (
    *("databricks.com", "azuredatabricks.net", "databricks.us"),
    *("azuredatabricks.cn", "databricks.azure.cn", "databricks.azure.us"),
)
"""The platform's own domains: a name below one of them belongs to the platform."""


def normalise_host(host: str, *, allow_http: bool = False, source: str = "host") -> str:
    """Return `host` as scheme, name and port; anything else in it is refused, and never shown."""
    if not isinstance(host, str):  # pyright: ignore[reportUnnecessaryIsInstance]  callers without types
        raise TypeError(f"{source} must be a string, not {type(host).__name__}")
    text = host.strip()
    if not text:
        raise ConfigError(f"{source} is empty: pass the workspace's URL, such as https://example.cloud.databricks.com")
    target = _split(text if "://" in text else f"https://{text}", source)
    origin = _origin(target, source)
    if "@" in target.netloc:
        raise ConfigError(f"{source} must not hold a user or password: pass {origin} and credentials apart")
    if "?" in text or "#" in text:
        raise ConfigError(f"{source} must not have a query or fragment: pass {origin}")
    if target.path.strip("/"):
        raise ConfigError(f"{source} must not have a path: pass {origin}")
    if target.scheme == "http" and not allow_http and not is_loopback(target.hostname or ""):
        raise ConfigError(
            f"{source} must be https, because credentials are sent to it; for http beyond this machine"
            " pass allow_http=True"
        )
    return origin


def is_loopback(name: str) -> bool:
    """Tell whether `name` is this machine for every resolver."""
    if name in ("localhost", "::1"):
        return True
    parts = name.split(".")
    return len(parts) == 4 and parts[0] == "127" and name.isascii() and all(map(str.isdecimal, parts))


def checked_token_endpoint(url: str, host: str, allowed: Collection[str] = ()) -> str:
    """Return `url` if a client secret may be sent there, else raise `AuthError`."""
    try:
        target = _split(url, "the token endpoint")
        origin = _origin(target, "the token endpoint")
    except ConfigError as error:
        raise AuthError(str(error), code="invalid_token_endpoint") from None
    if "@" in target.netloc or target.query or target.fragment:
        raise AuthError("the token endpoint has a user, query or fragment", code="invalid_token_endpoint")
    if origin == host:
        return url
    if target.scheme != "https" and not is_loopback(target.hostname or ""):
        raise AuthError(f"the token endpoint {origin} is not https", code="untrusted_token_endpoint")
    if origin in allowed or (target.hostname or "") in allowed or _same_zone(origin, host):
        return url
    raise AuthError(
        f"the token endpoint is on {origin}, not on {host}; if that is right, pass token_endpoint_hosts=[{origin!r}]",
        code="untrusted_token_endpoint",
    )


def checked_endpoint(url: str, *, allow_http: bool = False) -> str:
    """Return the URL of a data-plane endpoint if a token may be sent there."""
    target = _split(url, "endpoint_url")
    origin = _origin(target, "endpoint_url")
    if "@" in target.netloc or target.fragment:
        raise ConfigError(f"endpoint_url on {origin} must not have a user or fragment")
    if target.scheme == "http" and not allow_http and not is_loopback(target.hostname or ""):
        raise ConfigError(f"endpoint_url on {origin} must be https, because a token is sent to it")
    return url


def _split(text: str, source: str) -> SplitResult:
    from urllib.parse import urlsplit

    # urlsplit drops line breaks and tabs silently; a URL that needs that is not the one that was meant.
    if not text.isascii() or any(character <= " " or character == "\x7f" for character in text):
        raise ConfigError(f"{source} must be a URL of visible ASCII characters")
    try:
        return urlsplit(text)
    except ValueError:
        raise ConfigError(f"{source} is not a URL") from None


def _origin(target: SplitResult, source: str) -> str:
    name = (target.hostname or "").rstrip(".")
    if target.scheme not in PORTS:
        raise ConfigError(f"{source} must begin with https://")
    try:
        port = target.port
    except ValueError:
        raise ConfigError(f"{source} has a port that is not a number up to 65535") from None
    if port == 0 or target.netloc.endswith(":"):
        raise ConfigError(f"{source} has no usable port")
    bracketed = "[" in target.netloc
    if not name or (not bracketed and not HOST_CHARACTERS.issuperset(name)):
        raise ConfigError(f"{source} has no valid host name")
    shown = f"[{name}]" if bracketed else name
    return f"{target.scheme}://{shown}" + (f":{port}" if port and port != PORTS[target.scheme] else "")


def _same_zone(one: str, other: str) -> bool:
    if not one.startswith("https:"):
        return False
    return any(one.endswith(f".{zone}") and other.endswith(f".{zone}") for zone in ZONES)
