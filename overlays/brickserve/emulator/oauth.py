"""Handlers: discovery, client credentials, and the exchange of a workspace token for a data-plane token."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from urllib.parse import unquote

from .calls import Call
from .problems import OAuthProblem, Problem
from .values import Object, as_list, as_object, is_object

_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_WORKSPACE_ID = "1234567890123456"


def workspace_config(call: Call) -> Object:
    """Say where the workspace's OAuth server is."""
    return {"oidc_endpoint": f"{call.base_url}/oidc", "workspace_id": _WORKSPACE_ID}


def discovery(call: Call) -> Object:
    """Describe the OAuth server."""
    base = f"{call.base_url}/oidc"
    return {
        "issuer": base,
        "authorization_endpoint": f"{base}/v1/authorize",
        "token_endpoint": f"{base}/v1/token",
        "grant_types_supported": ["client_credentials", _JWT_BEARER],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": ["all-apis"],
    }


def token(call: Call) -> Object:
    """Issue a token."""
    match call.form.get("grant_type"):
        case "client_credentials":
            subject = _client(call)
        case grant if grant == _JWT_BEARER:
            subject = _assertion(call)
        case grant:
            raise OAuthProblem(400, "unsupported_grant_type", f"The grant type {grant!r} is not supported.")
    details = call.form.get("authorization_details")
    endpoint_id = _endpoint_id(call, details) if details else None
    return {
        "access_token": call.tokens.issue(subject, endpoint_id),
        "token_type": "Bearer",
        "expires_in": int(call.workspace.settings.token_seconds),
        "scope": call.form.get("scope", "all-apis"),
    }


def _client(call: Call) -> str:
    client, secret = _basic(call.headers.get("authorization", "")) or (
        call.form.get("client_id", ""),
        call.form.get("client_secret", ""),
    )
    clients = call.workspace.settings.clients
    if not client or not secret or (clients is not None and clients.get(client) != secret):
        raise OAuthProblem(401, "invalid_client", "The client is unknown or its secret is wrong.")
    return client


def _basic(header: str) -> tuple[str, str] | None:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return unquote(client), unquote(secret)


def _assertion(call: Call) -> str:
    subject = call.tokens.assertion_subject(call.form.get("assertion", ""))
    if subject is None:
        raise OAuthProblem(400, "invalid_grant", "The assertion is not a valid OAuth token of this workspace.")
    return subject


def _endpoint_id(call: Call, details: str) -> str:
    refused = OAuthProblem(
        400, "invalid_authorization_details", "User is not authorized to the requested authorizations."
    )
    try:
        decoded: Any = json.loads(details)
    except ValueError:
        raise refused from None
    wanted = [as_object(decoded)] if is_object(decoded) else [as_object(item) for item in as_list(decoded)]
    if len(wanted) != 1 or "query_inference_endpoint" not in as_list(wanted[0].get("actions")):
        raise refused
    try:
        return call.workspace.find_by_id(str(wanted[0].get("object_path")).removeprefix("/serving-endpoints/")).id
    except Problem:
        raise refused from None
