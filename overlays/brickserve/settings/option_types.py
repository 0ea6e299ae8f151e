"""The keywords of `Config` and of the clients, for type checkers and editors; never imported at run time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from os import PathLike
from typing import Any, Literal, Protocol, TypedDict

from ..auth.credentials import Credentials


class OfficialConfig(Protocol):
    """A `databricks.sdk.core.Config`, or what behaves like one."""

    def authenticate(self) -> dict[str, str]:
        """Return the credential headers for one request."""
        ...


CredentialsSource = Callable[[], Mapping[str, str]] | OfficialConfig | Credentials
"""What `credentials=` takes."""


class ConfigOptions(TypedDict, total=False):
    """Every keyword of `Config`; None stands for a keyword that is not given."""

    host: str | None
    """The workspace's URL. `DATABRICKS_HOST`."""
    account_id: str | None
    """The account's id. `DATABRICKS_ACCOUNT_ID`."""
    workspace_id: str | int | None
    """The workspace's id, for hosts that serve several workspaces. `DATABRICKS_WORKSPACE_ID`."""
    group_id: str | None
    """The group whose rights an OAuth token takes. `DATABRICKS_GROUP_ID`."""
    token: str | None
    """A personal access token. `DATABRICKS_TOKEN`."""
    client_id: str | None
    """The id of a service principal. `DATABRICKS_CLIENT_ID`."""
    client_secret: str | None
    """The OAuth secret of that service principal. `DATABRICKS_CLIENT_SECRET`."""
    credentials: CredentialsSource | None
    """Anything that gives headers: a callable, or a `databricks.sdk.core.Config`."""
    credentials_strategy: Any
    """A credentials strategy as the official SDK has it."""
    credentials_provider: Any
    """The older name of `credentials_strategy`."""
    auth_type: str | None
    """`pat`, `oauth-m2m` or `model-serving`, where several are configured. `DATABRICKS_AUTH_TYPE`."""
    profile: str | None
    """The profile to read. `DATABRICKS_CONFIG_PROFILE`."""
    config_file: str | PathLike[str] | None
    """The file of profiles; `~/.databrickscfg` unless given. `DATABRICKS_CONFIG_FILE`."""
    discovery_url: str | None
    """Where the token endpoint is looked up, if not on the host. `DATABRICKS_DISCOVERY_URL`."""
    scopes: Iterable[str] | str | None
    """The OAuth scopes to ask for; `all-apis` unless given."""
    authorization_details: str | list[Any] | None
    """What an OAuth token is to be good for, as JSON."""
    token_endpoint_hosts: Iterable[str] | None
    """Further hosts that the client secret may be sent to."""
    http_timeout_seconds: float | timedelta | None
    """How long one attempt may take."""
    retry_timeout_seconds: float | timedelta | None
    """The official SDK's name of `deadline`; `deadline` goes first."""
    deadline: float | timedelta | None
    """How long a call may take altogether."""
    max_attempts: int | None
    """How many requests a call may send, 4 at most and by default."""
    retry_ambiguous: bool | None
    """Whether a query that may have been applied is sent again."""
    max_connection_pools: int | None
    """How many hosts keep open connections."""
    max_connections_per_pool: int | None
    """How many connections a host may have."""
    max_response_bytes: int | None
    """How long an answer may be after decompression."""
    rate_limit: int | None
    """How many requests a second the client sends. `DATABRICKS_RATE_LIMIT`."""
    debug_truncate_bytes: int | None
    """Taken for compatibility: bodies are never logged. `DATABRICKS_DEBUG_TRUNCATE_BYTES`."""
    debug_headers: bool | None
    """Taken for compatibility: header values are never logged. `DATABRICKS_DEBUG_HEADERS`."""
    ca_bundle: str | PathLike[str] | None
    """A file of certificates to trust."""
    skip_verify: bool | None
    """Trust every certificate. Everything sent can then be read and changed on its way."""
    allow_http: bool | None
    """Allow http to hosts other than this machine."""
    custom_headers: Mapping[str, str] | None
    """Headers of every request."""
    prefer_data_plane: bool | None
    """Query a route-optimized endpoint at its own host, streams included.

    Its host takes traded OAuth tokens and queries to the whole endpoint only: with a personal access token, or with
    `served_model_name`, queries go through the workspace as without this option.
    """
    transport: Literal["own", "pyreqwest"] | None
    """What carries an asynchronous client's requests: `pyreqwest`, of the extra `fast`, if it is named here."""
    product: str | None
    """The program's name in the User-Agent header."""
    product_version: str | None
    """The program's version in the User-Agent header."""
