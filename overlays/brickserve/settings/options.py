"""The options of a `Config`: their names, where each may come from, and how it is read."""

from __future__ import annotations

from . import values

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Option:
    """One option of `Config`."""

    __slots__ = ("auth", "env", "name", "profile", "read", "sensitive")

    def __init__(
        self,
        name: str,
        read: Callable[[Any, str], Any],
        *,
        env: str | None = None,
        auth: str | None = None,
        sensitive: bool = False,
        profile: bool = True,
    ) -> None:
        self.name = name
        self.read = read
        self.env = env
        """The environment variable that sets it."""
        self.auth = auth
        """The family of credentials that it belongs to; two families at once are ambiguous."""
        self.sensitive = sensitive
        self.profile = profile
        """Whether a profile may set it; what weakens security has to stand in the program."""

    def __repr__(self) -> str:
        return f"<Option {self.name}>"


OPTIONS: tuple[Option, ...] = (
    Option("host", values.text, env="DATABRICKS_HOST"),
    Option("account_id", values.identifier, env="DATABRICKS_ACCOUNT_ID"),
    Option("workspace_id", values.identifier, env="DATABRICKS_WORKSPACE_ID"),
    Option("group_id", values.identifier, env="DATABRICKS_GROUP_ID"),
    Option("token", values.credential, env="DATABRICKS_TOKEN", auth="pat", sensitive=True),
    Option("client_id", values.credential, env="DATABRICKS_CLIENT_ID", auth="oauth"),
    Option("client_secret", values.credential, env="DATABRICKS_CLIENT_SECRET", auth="oauth", sensitive=True),
    Option("auth_type", values.text, env="DATABRICKS_AUTH_TYPE"),
    Option("profile", values.text, env="DATABRICKS_CONFIG_PROFILE", profile=False),
    Option("config_file", values.path, env="DATABRICKS_CONFIG_FILE", profile=False),
    Option("discovery_url", values.url, env="DATABRICKS_DISCOVERY_URL"),
    Option("scopes", values.words),
    Option("authorization_details", values.details),
    Option("token_endpoint_hosts", values.origins, profile=False),
    Option("http_timeout_seconds", values.seconds),
    Option("retry_timeout_seconds", values.seconds),
    Option("deadline", values.seconds),
    Option("max_attempts", values.attempts),
    Option("retry_ambiguous", values.flag, profile=False),
    Option("max_connection_pools", values.count),
    Option("max_connections_per_pool", values.count),
    Option("max_response_bytes", values.count),
    Option("rate_limit", values.count, env="DATABRICKS_RATE_LIMIT"),
    Option("debug_truncate_bytes", values.count, env="DATABRICKS_DEBUG_TRUNCATE_BYTES"),
    Option("debug_headers", values.flag, env="DATABRICKS_DEBUG_HEADERS"),
    Option("ca_bundle", values.path),
    Option("skip_verify", values.flag, profile=False),
    Option("allow_http", values.flag, profile=False),
    Option("custom_headers", values.headers, profile=False),
    Option("prefer_data_plane", values.flag),
    Option("transport", values.transport, profile=False),
    Option("product", values.product, profile=False),
    Option("product_version", values.product, profile=False),
)
BY_NAME = {option.name: option for option in OPTIONS}

DELEGATED = {
    "basic": ("username", "password"),
    "metadata-service": ("metadata_service_url",),
    "env-oidc": ("oidc_token_env",),
    "file-oidc": ("oidc_token_filepath",),
    "github-oidc": ("token_audience",),
    "azure-devops-oidc": (),
    "azure-client-secret": (
        *("azure_client_id", "azure_client_secret", "azure_tenant_id", "azure_environment"),
        *("azure_workspace_resource_id", "azure_use_msi"),
    ),
    "github-oidc-azure": (),
    "azure-cli": (),
    "external-browser": ("disable_oauth_refresh_token",),
    "databricks-cli": ("databricks_cli_path",),
    "runtime": (),
    "runtime-oauth": (),
    "google-credentials": ("google_credentials",),
    "google-id": ("google_service_account",),
}
"""Ways to authenticate that the official SDK has and this library borrows from it, and their options."""

UNUSED = frozenset(
    {
        *("cloud", "cluster_id", "warehouse_id", "serverless_compute_id", "databricks_environment", "clock"),
        *("disable_async_token_refresh", "disable_experimental_files_api_client"),
    }
)
"""Options of the official SDK that have no meaning for serving."""
