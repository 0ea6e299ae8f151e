"""The environment's proxies: which hosts are reached through them, and what they get to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from brickserve.errors import ConfigError, ConnectError
from brickserve.network.proxies import parse, proxy_for
from brickserve.network.transport import Transport

from ..faults.certificates import Authority
from .servers import Server, always, reply, tunnel_to
from .transports import send


def test_a_proxy_without_a_tunnel_gets_the_whole_url(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply())) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//us%40er:pa%3Ass@"))
        transport = Transport()
        send(transport, "http://intern.example:8080")
        transport.close()

    first, *headers = proxy.heads[0].split("\r\n")
    assert first == "POST http://intern.example:8080/path HTTP/1.1"
    assert "Host: intern.example:8080" in headers
    assert "Proxy-Authorization: Basic dXNAZXI6cGE6c3M=" in headers


def test_a_proxy_that_refuses_the_tunnel_is_a_connect_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply(status=407))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//user:canary@"))
        transport = Transport()
        with pytest.raises(ConnectError, match="407") as caught:
            send(transport, "https://w.example.com")
        transport.close()

    assert proxy.heads[0].startswith("CONNECT w.example.com:443 HTTP/1.")
    assert "Proxy-Authorization: Basic" in proxy.heads[0]
    assert "canary" not in str(caught.value)


def test_a_proxys_tunnel_carries_tls_to_the_host_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    identity = authority.context("w.example.com")
    with Server(always(reply(b"through")), tls=identity) as server, Server(tunnel_to(server.port)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        transport = Transport(ca_bundle=str(authority.bundle))
        bodies = [send(transport, "https://w.example.com").body for _ in range(3)]
        transport.close()

    assert bodies == [b"through"] * 3
    # Python 3.12 and later say HTTP/1.1 here.
    assert [head.split("\r\n")[0][:-1] for head in proxy.heads] == ["CONNECT w.example.com:443 HTTP/1."]
    assert server.heads[0].startswith("POST /path HTTP/1.1\r\nHost: w.example.com\r\n")
    assert server.connections == 1


def test_the_environment_names_proxies_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_for("https", "w.example.com") is None
    monkeypatch.setenv("https_proxy", "http://user:canary@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "intern.example")

    found = proxy_for("https", "w.example.com")

    assert found is not None
    assert (found.host, found.port) == ("proxy.example", 3128)
    assert repr(found) == "Proxy(http://proxy.example:3128)"
    assert proxy_for("https", "a.intern.example") is None
    assert proxy_for("https", "localhost") is None
    assert proxy_for("https", "127.0.0.2") is None


@pytest.mark.parametrize("url", ["socks5://canary:1080", "http://canary:port", "http://"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_url(url: str) -> None:
    with pytest.raises(ConfigError, match=r"https_proxy must be|https_proxy is not") as caught:
        parse(url, "https_proxy")

    assert "canary" not in str(caught.value)
