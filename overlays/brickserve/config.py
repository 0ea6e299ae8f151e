"""Where the workspace is and who is asking: `Config`, from arguments, environment and profiles."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn, Unpack

    from .auth.credentials import Credentials
    from .auth.token import Token
    from .redaction import Secret
    from .settings.option_types import ConfigOptions
    from .settings.options import Option
    from .settings.resolution import Setting

SOURCES = ("credentials", "credentials_strategy", "credentials_provider")
"""Keywords that hand in credentials as an object; any one of them puts all others out of play."""


class Config:
    """Resolved options of a client; building one reads the environment and the profile file, nothing else.

    Every keyword of `settings.option_types.ConfigOptions` is taken. An argument goes before an environment
    variable, that before a profile. No representation shows a credential, and pickling is refused.
    """

    host: str
    """The workspace's origin, such as `https://example.cloud.databricks.com`."""
    auth_type: str
    """The kind of credentials in use, such as `pat` or `oauth-m2m`."""
    credentials: Credentials
    """Authenticates requests; copies of the configuration share it and its tokens."""
    account_id: str | None
    workspace_id: str | None
    group_id: str | None
    client_id: str | None
    profile: str | None
    config_file: str | None
    discovery_url: str | None
    scopes: list[str] | None
    authorization_details: str | None
    token_endpoint_hosts: list[str] | None
    http_timeout_seconds: float | None
    retry_timeout_seconds: float | None
    deadline: float | None
    max_attempts: int | None
    retry_ambiguous: bool | None
    max_connection_pools: int | None
    max_connections_per_pool: int | None
    max_response_bytes: int | None
    rate_limit: int | None
    debug_truncate_bytes: int | None
    debug_headers: bool | None
    ca_bundle: str | None
    skip_verify: bool | None
    allow_http: bool | None
    custom_headers: dict[str, str] | None
    prefer_data_plane: bool | None
    transport: str | None
    product: str | None
    product_version: str | None
    _token: Secret | None
    _client_secret: Secret | None

    def __init__(self, **options: Unpack[ConfigOptions]) -> None:
        from os import environ

        from .settings.profiles import load
        from .settings.resolution import check_arguments, resolve

        source, arguments = _split_off_source(dict(options))
        check_arguments(arguments)
        settings = resolve(arguments, environ, load, complete=source is not None)
        self._sources = {name: setting.source for name, setting in settings.items()}
        self._extra: list[tuple[str, str]] = []
        self._keep(settings)
        self.host = _host(settings, source, environ)
        self.credentials = self._credentials(settings, source, environ)
        self.auth_type = self.credentials.auth_type
        if self.workspace_id is None and isinstance(theirs := getattr(source, "workspace_id", None), str):
            self.workspace_id = theirs
        if self.skip_verify:
            from .notices import notice

            notice("skip_verify=True: certificates are not checked, so anyone on the way can read all")

    def _keep(self, settings: Mapping[str, Setting]) -> None:
        from .redaction import Secret
        from .settings.options import OPTIONS

        for option in OPTIONS:
            value = settings[option.name].value if option.name in settings else None
            if option.sensitive:
                setattr(self, f"_{option.name}", None if value is None else Secret(value))
            else:
                setattr(self, option.name, value)

    def _credentials(self, settings: Mapping[str, Setting], source: Any, environ: Mapping[str, str]) -> Credentials:
        from .auth.selection import select, wrap

        if source is None:
            return select(settings, self.host, environ)
        if isinstance(source, _Strategy):
            from .auth.borrowed import StrategyCredentials

            return StrategyCredentials(source.strategy, self)
        return wrap(source)

    @property
    def token(self) -> str | None:
        """The personal access token itself, if that is what was configured."""
        return None if self._token is None else self._token.reveal()

    @property
    def client_secret(self) -> str | None:
        """The client secret itself, if one was configured."""
        return None if self._client_secret is None else self._client_secret.reveal()

    @property
    def hostname(self) -> str:
        """The host without its scheme."""
        return self.host.partition("://")[2]

    @property
    def user_agent(self) -> str:
        """The User-Agent header: the program, this library, and what they run on."""
        from .agents import user_agent

        return user_agent(self.product, self.product_version, [("auth", self.auth_type), *self._extra])

    def with_user_agent_extra(self, key: str, value: str) -> Config:
        """Add `key/value` to the User-Agent header."""
        from .settings.values import product

        self._extra.append((product(key, "key"), product(value, "value")))
        return self

    def authenticate(self) -> dict[str, str]:
        """Return the headers that authenticate one request; this may fetch a token."""
        from .drivers.runner import blocking_io, run

        return run(self.credentials.headers(blocking_io(self), None))

    def oauth_token(self) -> Token:
        """Return the OAuth token in use, or raise `ConfigError` if the credentials have none."""
        from .drivers.runner import blocking_io, run

        return run(self.credentials.token(blocking_io(self), None))

    def secrets(self) -> tuple[str, ...]:
        """Return what must be blanked in everything that a server says."""
        own = tuple(secret.reveal() for secret in (self._token, self._client_secret) if secret)
        return (*own, *self.credentials.secrets())

    def as_dict(self) -> dict[str, Any]:
        """Return the options that are set, without credentials and without headers."""
        hidden = {"custom_headers", *(option.name for option in self.attributes() if option.sensitive)}
        names = [option.name for option in self.attributes() if option.name not in hidden]
        values = {name: getattr(self, name) for name in names}
        values["auth_type"] = self.auth_type
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def attributes(cls) -> tuple[Option, ...]:
        """Return every option with its name, its environment variable and whether it is sensitive."""
        from .settings.options import OPTIONS

        return OPTIONS

    def debug_string(self) -> str:
        """Return what is configured and where it came from, without credentials."""
        shown = [f"{name}={value}" for name, value in self.as_dict().items()]
        shown += [f"{name}=***" for name in ("token", "client_secret") if getattr(self, f"_{name}")]
        origins = sorted({source for source in self._sources.values() if source != "arguments"})
        return f"Config: {', '.join(shown)}" + (f". From: {', '.join(origins)}" if origins else "")

    def __repr__(self) -> str:
        return f"<{self.debug_string()}>"

    def copy(self) -> Config:
        """Return a copy that shares the credentials and has its own User-Agent additions."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        # The IO that `drivers.runner.blocking_io` may have left here is closed together with its own Config.
        twin.__dict__.pop("_blocking_io", None)
        twin._extra = list(self._extra)
        return twin

    def deep_copy(self) -> Config:
        """Return a copy that shares nothing but the credentials, whose tokens serve both."""
        from copy import deepcopy

        twin = self.copy()
        for name, value in list(twin.__dict__.items()):
            twin.__dict__[name] = value if name == "credentials" else deepcopy(value)
        return twin

    def __copy__(self) -> Config:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> Config:
        return self.deep_copy()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Config holds credentials and is not pickled; build one in the other process")


class _Strategy:
    def __init__(self, strategy: Any) -> None:
        self.strategy = strategy


def _split_off_source(options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Take the credentials object out of the keywords."""
    given = {name: value for name in SOURCES if (value := options.pop(name, None)) is not None}
    secrets = [name for name in ("token", "client_id", "client_secret") if options.get(name) is not None]
    if len(given) > 1 or (given and secrets):
        from .errors.calls import ConfigError

        raise ConfigError(f"Ambiguous credentials: {', '.join((*given, *secrets))} from arguments. Keep one.")
    for name, value in given.items():
        return (value if name == "credentials" else _Strategy(value)), options
    return None, options


def _host(settings: Mapping[str, Setting], source: Any, environ: Mapping[str, str]) -> str:
    from .auth.container import container_host, token_file
    from .errors.calls import ConfigError
    from .settings.hosts import normalise_host

    allow_http = bool(settings["allow_http"].value) if "allow_http" in settings else False
    if "host" in settings:
        found = settings["host"]
        named = "host" if found.source == "arguments" else f"host from {found.source}"
        return normalise_host(found.value, allow_http=allow_http, source=named)
    if isinstance(theirs := getattr(source, "host", None), str):
        return normalise_host(theirs, allow_http=allow_http, source="host of credentials")
    if token_file(environ) and (there := container_host(environ)):
        named = f"host from environment variable {there[1]}"
        return normalise_host(there[0], allow_http=allow_http, source=named)
    if not settings and source is None and token_file(environ) is None:
        from .auth.selection import select

        # Nothing is configured at all: the missing credentials are the better thing to say.
        select(settings, "", environ)
    raise ConfigError("No host: pass host=…, set DATABRICKS_HOST, or name a profile.")
