"""What programs import from `databricks.sdk.core`."""

from __future__ import annotations

from .api_client import ApiClient as ApiClient
from .config import Config as Config
from .errors import DatabricksError as DatabricksError

__all__ = ["ApiClient", "Config", "DatabricksError"]
