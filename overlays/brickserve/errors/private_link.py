"""The error of a workspace that only its private network can reach."""

from __future__ import annotations

from .platform import PermissionDenied

MARK = "error=private-link-validation-error"
PAGES = "https://docs.databricks.com/security/network/classic/privatelink.html"


class PrivateLinkValidationError(PermissionDenied):
    """The workspace is behind a private link that this network does not go through."""


def private_link_error(location: str) -> PrivateLinkValidationError | None:
    """Return the error if a redirect to `location` is how a private-link workspace refuses."""
    from urllib.parse import urlsplit

    try:
        target = urlsplit(location)
    except ValueError:
        return None
    if target.path != "/login.html" or MARK not in target.query:
        return None
    return PrivateLinkValidationError(
        f"the workspace admits private-link connections only, and this network has none; see {PAGES}",
        error_code="PRIVATE_LINK_VALIDATION_ERROR",
        status=403,
    )
