"""A service principal whose token endpoint is scripted."""

from __future__ import annotations

from typing import Any

from brickserve.auth.client_credentials import ClientCredentials
from brickserve.auth.discovery import Discovery
from brickserve.drivers.runner import run
from brickserve.io import HttpResponse
from tests.client.scripted import answer

HOST = "https://example.cloud.databricks.com"
ENDPOINT = f"{HOST}/oidc/v1/token"
PAGE = answer(200, {"token_endpoint": ENDPOINT})
SECRET = "dose-canary-0123456789"


def principal(host: str = HOST, **options: Any) -> ClientCredentials:
    allowed = options.pop("allowed", ())
    return ClientCredentials("client-id", SECRET, Discovery(host, allowed=allowed), **options)


def granted(token: str = "t1", **more: Any) -> HttpResponse:
    return answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600, **more})


def bearer(credentials: ClientCredentials, io: Any, deadline: float | None = None) -> str:
    return run(credentials.headers(io, deadline))["Authorization"]
