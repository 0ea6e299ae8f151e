"""Which redirects are followed: none that could carry anything to another server; pure."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

MAX_REDIRECTS = 3


def followed(status: int, idempotence: str, url: str, location: str | None) -> str | None:
    """Return where to repeat a read that was redirected within its origin, or None if it is not repeated."""
    # 301, 302 and 303 turn other methods into GET, which is not what was asked for.
    if status not in (307, 308) or idempotence != "read" or not location:
        return None
    if not location.isascii() or any(character <= " " or character in "\\\x7f" for character in location):
        return None
    try:
        target = urljoin(url, location)
        there, here = urlsplit(target), urlsplit(url)
    except ValueError:
        return None
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return None
    return target.partition("#")[0]
