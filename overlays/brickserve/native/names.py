"""What the library takes from pyreqwest: the only file that names it.

Type checkers read every file of a vendored copy, also where the extra `brickserve[fast]` is not installed.
"""

# mypy: disable-error-code="import-not-found"
# A copy of this library is checked in places that do not have the package.
from __future__ import annotations

from pyreqwest.bytes import Bytes
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import (
    DecodeError,
    DetailedPyreqwestError,
    NetworkError,
    PoolTimeoutError,
    RequestTimeoutError,
)
from pyreqwest.http import Url
from pyreqwest.proxy import ProxyBuilder
from pyreqwest.request import StreamRequest
from pyreqwest.response import Response

__all__ = [
    "Bytes",
    "Client",
    "ClientBuilder",
    "DecodeError",
    "DetailedPyreqwestError",
    "NetworkError",
    "PoolTimeoutError",
    "ProxyBuilder",
    "RequestTimeoutError",
    "Response",
    "StreamRequest",
    "Url",
]
