"""A URL is taken apart into the origin, whose connections it uses, and what is asked for there."""

from __future__ import annotations

import pytest

from brickserve.network.urls import split


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("https://w.example.com", "https://w.example.com", "/"),
        ("https://w.example.com/", "https://w.example.com", "/"),
        ("http://h/a/b?c=/d", "http://h", "/a/b?c=/d"),
        ("https://h:8443//a", "https://h:8443", "//a"),
        ("http://[::1]:80/a", "http://[::1]:80", "/a"),
    ],
)
def test_a_url_is_an_origin_and_a_target(url: str, origin: str, target: str) -> None:
    assert split(url) == (origin, target)
