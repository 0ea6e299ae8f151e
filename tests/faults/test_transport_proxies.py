"""Proxies, as every transport finds and uses them."""

from __future__ import annotations

import pytest

from brickserve.errors import ConnectError

from ..client.servers import Server, always, reply, tunnel_to
from .certificates import Authority
from .drivers import Driver
from .places import closed_port


def test_a_proxy_without_a_tunnel_gets_the_whole_url(transport: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply())) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//us%40er:pa%3Ass@"))
        transport.post("http://intern.example:8080")

    first, *headers = proxy.heads[0].split("\r\n")
    assert first == "POST http://intern.example:8080/things HTTP/1.1"
    assert "Host: intern.example:8080" in headers
    assert "Proxy-Authorization: Basic dXNAZXI6cGE6c3M=" in headers


def test_a_proxy_that_refuses_the_tunnel_is_a_connect_error(transport: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply(status=407))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//user:canary@"))

        with pytest.raises(ConnectError) as caught:
            transport.post("https://w.example.com")

    assert caught.value.phase == "connect"
    assert proxy.heads[0].startswith("CONNECT w.example.com:443 HTTP/1.")
    assert "proxy-authorization: basic dxnlcjpjyw5hcnk=" in proxy.heads[0].lower()
    assert "canary" not in f"{caught.value} {caught.value.__cause__}"


def test_a_proxy_that_is_down_is_a_connect_error(transport: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with closed_port() as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")

        with pytest.raises(ConnectError) as caught:
            transport.post("https://w.example.com")

    assert caught.value.phase == "connect"


def test_a_tunnel_carries_tls_to_the_host_itself(
    trusting: Driver, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = authority.context("w.example.com")
    with Server(always(reply(b"through")), tls=identity) as server, Server(tunnel_to(server.port)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)

        bodies = [trusting.post("https://w.example.com", Authorization="Bearer canary").body for _ in range(3)]

        assert bodies == [b"through"] * 3
        assert len(proxy.heads) == server.connections == 1
        assert "canary" not in proxy.heads[0]
        assert "\r\nhost: w.example.com\r\n" in server.heads[0].lower() + "\r\n"


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_no_proxy_is_heeded(transport: Driver, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with Server(always(reply())) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv(name, ".invalid")

        with pytest.raises(ConnectError):
            transport.post("http://nobody.invalid")

        assert proxy.connections == 0


def test_this_machine_is_never_reached_through_a_proxy(transport: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(always(reply())) as proxy, Server(always(reply(b"direct"))) as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)

        assert transport.post(server.url).body == b"direct"
        assert proxy.connections == 0
