"""What a package tells about access: where its API is served, and how a call proves whose it is."""

from __future__ import annotations

from .typed import Any

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .wire import Call


class Server:
    """Where an API is served."""

    def __init__(self, url: str, variables: Mapping[str, str] | None = None) -> None:
        self.template = url
        self.variables = dict(variables or {})
        """The placeholders of the URL, with their defaults."""

    def url(self, **values: str) -> str:
        """Return the URL with these values for its placeholders, and the defaults for the others."""
        if unknown := values.keys() - self.variables.keys():
            raise TypeError(f"{self.template} has no placeholder {sorted(unknown)[0]!r}")
        url = self.template
        for name, default in self.variables.items():
            url = url.replace(f"{{{name}}}", values.get(name, default))
        return url

    def __repr__(self) -> str:
        return f"Server({self.template!r})"


class Scheme:
    """A way in which a call proves whose it is."""

    def __init__(
        self, kind: str, *, place: str = "", name: str = "", scheme: str = "", url: str = "", token_url: str = ""
    ) -> None:
        self.kind = kind
        """`apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`."""
        self.place = place
        """Where an API key stands: `header`, `query` or `cookie`."""
        self.name = name
        """The name of the API key there."""
        self.scheme = scheme
        """The scheme of `http`, such as `basic` or `bearer`."""
        self.url = url
        """Where an OpenID provider describes itself."""
        self.token_url = token_url
        """Where OAuth tokens are issued."""

    def attach(self, call: Call[Any], secret: str) -> None:
        """Add a credential to a call: an API key, `user:password` for basic, else an access token."""
        from urllib.parse import quote

        from .parameters import header_value

        if self.kind == "apiKey" and self.place == "query":
            call.query = (*call.query, (self.name, secret))
        elif self.kind == "apiKey" and self.place == "cookie":
            others = call.headers.get("Cookie")
            own = f"{quote(self.name, safe='')}={quote(secret, safe='')}"
            call.headers["Cookie"] = f"{others}; {own}" if others else own
        elif self.kind == "apiKey":
            call.headers[self.name] = header_value(self.name, secret)
        else:
            call.headers["Authorization"] = header_value("Authorization", self._authorization(secret))

    def _authorization(self, secret: str) -> str:
        if self.kind == "http" and self.scheme.lower() == "basic":
            from base64 import b64encode

            return f"Basic {b64encode(secret.encode()).decode()}"
        usual = self.scheme and self.scheme.lower() != "bearer"
        return f"{self.scheme if usual else 'Bearer'} {secret}"

    def __repr__(self) -> str:
        return f"Scheme({self.kind!r})"
