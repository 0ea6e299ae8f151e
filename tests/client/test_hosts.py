"""Hosts are origins; whatever else stands in one is refused and not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brickserve.errors import BrickserveError, ConfigError
from brickserve.settings.hosts import normalise_host


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("example.com", "https://example.com"),
        (" HTTPS://Example.COM/ ", "https://example.com"),
        ("https://example.com:443", "https://example.com"),
        ("https://example.com.:8443//", "https://example.com:8443"),
        ("http://localhost:8765", "http://localhost:8765"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:99", "http://[::1]:99"),
    ],
)
def test_a_host_is_brought_into_one_form(given: str, host: str) -> None:
    assert normalise_host(given) == host


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "host is empty"),
        ("http://example.com", "must be https"),
        ("http://localhost.example.com", "must be https"),
        ("http://127.0.0.1.example.com", "must be https"),
        ("ftp://example.com", "must begin with https"),
        ("https://canary:canary@example.com", "must not hold a user or password: pass https://example.com "),
        ("https://example.com/?o=canary", "must not have a query or fragment: pass https://example.com$"),
        ("https://example.com#canary", "must not have a query or fragment"),
        ("https://example.com/canary/x", "must not have a path: pass https://example.com$"),
        ("https://", "no valid host name"),
        ("https://exa mple.com", "visible ASCII"),
        ("https://example.com\r\nX: canary", "visible ASCII"),
        ("https://ex\u00e4mple.com", "visible ASCII"),
        ("https://good.test\\@evil.test", "no valid host name|must not hold a user"),
        ("https://example.com:0", "no usable port"),
        ("https://example.com:99999", "port that is not a number"),
        ("https://example.com:x", "port that is not a number"),
        ("https://[::1", "not a URL"),
    ],
)
def test_a_host_that_is_more_than_an_origin_is_refused_and_not_shown(given: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        normalise_host(given)

    assert "canary" not in str(caught.value)


@given(st.text())
def test_any_text_is_a_host_or_refused(text: str) -> None:
    try:
        host = normalise_host(text)
    except BrickserveError:
        return

    assert host.startswith(("https://", "http://"))
    assert normalise_host(host) == host
