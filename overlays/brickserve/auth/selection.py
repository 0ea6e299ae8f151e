"""From resolved settings to credentials, or to an error that says what is missing and where to put it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..errors.calls import ConfigError
from ..settings.options import BY_NAME, DELEGATED
from ..settings.resolution import BORROW
from .borrowed import CallableCredentials, OfficialCredentials
from .client_credentials import DEFAULT_SCOPES, ClientCredentials
from .container import ContainerToken, token_file
from .discovery import Discovery
from .endpoint import TIMEOUT
from .pat import PersonalAccessToken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..settings.resolution import Setting
    from .credentials import Credentials

NATIVE = ("pat", "oauth-m2m", "model-serving")
HINTS = {
    "DATABRICKS_RUNTIME_VERSION": "inside a notebook or job",
    "ARM_CLIENT_ID": "for Azure credentials (ARM_CLIENT_ID is set)",
    "ARM_USE_MSI": "for Azure credentials (ARM_USE_MSI is set)",
    "GOOGLE_CREDENTIALS": "for Google credentials (GOOGLE_CREDENTIALS is set)",
    "DATABRICKS_USERNAME": "for a user and password (DATABRICKS_USERNAME is set)",
    "DATABRICKS_METADATA_SERVICE_URL": "for the metadata service (DATABRICKS_METADATA_SERVICE_URL is set)",
    "DATABRICKS_OIDC_TOKEN": "for an OIDC token (DATABRICKS_OIDC_TOKEN is set)",
    "DATABRICKS_OIDC_TOKEN_FILEPATH": "for an OIDC token (DATABRICKS_OIDC_TOKEN_FILEPATH is set)",
}
"""Variables that only the official SDK's other ways to sign in use."""


def wrap(source: Any) -> Credentials:
    """Return what the `credentials` argument stands for."""
    if hasattr(source, "authenticate"):
        return OfficialCredentials(source)
    if hasattr(source, "headers") and hasattr(source, "invalidate"):
        return cast("Credentials", source)
    if callable(source):
        return CallableCredentials(source, token=getattr(source, "oauth_token", None))
    raise TypeError(
        "credentials must be a callable that returns headers, or a databricks.sdk.core.Config,"
        f" not {type(source).__name__}"
    )


def select(settings: Mapping[str, Setting], host: str, environ: Mapping[str, str]) -> Credentials:
    """Return the one kind of credentials that the settings name."""
    kind = _kind(settings, environ)
    match kind:
        case "pat":
            return PersonalAccessToken(_required(settings, "token", kind))
        case "oauth-m2m":
            return _service_principal(settings, host)
        case _:
            file = token_file(environ)
            if file is None:
                raise ConfigError("auth_type is model-serving, but this is no model-serving container")
            return ContainerToken(file)


def _kind(settings: Mapping[str, Setting], environ: Mapping[str, str]) -> str:
    if chosen := settings.get("auth_type"):
        return _chosen(chosen)
    families = {BY_NAME[name].auth for name in settings} - {None}
    if len(families) > 1:
        raise ConfigError(
            f"Ambiguous credentials: {_sources(settings)}. Keep one, or pass auth_type='pat' or 'oauth-m2m'."
        )
    if "pat" in families:
        return "pat"
    if "client_secret" in settings or ("client_id" in settings and not _delegated(environ)):
        return "oauth-m2m"
    if token_file(environ) is not None:
        return "model-serving"
    raise ConfigError(_missing(environ))


def _chosen(setting: Setting) -> str:
    name = str(setting.value)
    if name in NATIVE:
        return name
    where = "" if setting.source == "arguments" else f" (from {setting.source})"
    if name in DELEGATED:
        raise ConfigError(f"auth_type {name!r}{where} is not built into brickserve; {BORROW}")
    raise ConfigError(f"auth_type{where} is none of {', '.join((*NATIVE, *DELEGATED))}")


def _service_principal(settings: Mapping[str, Setting], host: str) -> ClientCredentials:
    def value(name: str) -> Any:
        return settings[name].value if name in settings else None

    return ClientCredentials(
        _required(settings, "client_id", "oauth-m2m"),
        _required(settings, "client_secret", "oauth-m2m"),
        Discovery(host, value("discovery_url"), value("token_endpoint_hosts") or ()),
        scopes=value("scopes") or DEFAULT_SCOPES,
        authorization_details=value("authorization_details"),
        group_id=value("group_id"),
        timeout=value("http_timeout_seconds") or TIMEOUT,
    )


def _required(settings: Mapping[str, Setting], name: str, kind: str) -> str:
    if name in settings:
        return str(settings[name].value)
    others = [setting.source for other, setting in settings.items() if BY_NAME[other].auth and other != name]
    found = f"; the rest comes from {others[0]}" if others else ""
    raise ConfigError(f"{kind} credentials lack {name}: pass {name}=… or set {BY_NAME[name].env}{found}")


def _sources(settings: Mapping[str, Setting]) -> str:
    """Name the sources, and nothing that was found there."""
    families: dict[str, dict[str, list[str]]] = {}
    for name, setting in settings.items():
        if family := BY_NAME[name].auth:
            families.setdefault(family, {}).setdefault(setting.source, []).append(name)
    return " and ".join(
        f"{'/'.join(names)} from {source}" for sources in families.values() for source, names in sources.items()
    )


def _delegated(environ: Mapping[str, str]) -> str | None:
    return next((hint for name, hint in HINTS.items() if environ.get(name)), None)


def _missing(environ: Mapping[str, str]) -> str:
    text = "No credentials: pass token=…, set DATABRICKS_TOKEN, or name a profile."
    hint = _delegated(environ)
    return f"{text} Or, {hint}, {BORROW}." if hint else text
