"""Inside a model-serving container the platform leaves a token in a file and replaces it now and then."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from ..errors.calls import AuthError
from ..redaction import Secret
from ..settings.values import credential
from .credentials import no_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..io import IO
    from .token import Token

FILE = "model-dependencies-oauth-token"
FOLDER = "/var/credentials-secret"
FOLDER_VARIABLE = "SERVING_CREDENTIALS_DIR"
MARKS = ("IS_IN_DB_MODEL_SERVING_ENV", "IS_IN_DATABRICKS_MODEL_SERVING_ENV")
HOSTS = ("DATABRICKS_MODEL_SERVING_HOST_URL", "DB_MODEL_SERVING_HOST_URL")
KEEP = 300.0
"""How many seconds the file's content is used before the file is read again."""
AGAIN = 0.5
"""How many seconds to wait for a file that is just being replaced."""


def token_file(environ: Mapping[str, str]) -> str | None:
    """Return the file with the token, or None outside a serving container."""
    mark = next((environ[name] for name in MARKS if environ.get(name)), "")
    folder = environ.get(FOLDER_VARIABLE, "").strip() or FOLDER
    file = os.path.join(folder, FILE)
    return file if mark == "true" and os.path.isfile(file) else None


def container_host(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the workspace's URL in a serving container and the variable that has it."""
    return next(((environ[name], name) for name in HOSTS if environ.get(name)), None)


class ContainerToken:
    """Authenticates with the token of the serving container."""

    auth_type = "model-serving"

    def __init__(self, file: str) -> None:
        self._file = file
        self._held: tuple[Secret, float] | None = None

    async def headers(self, io: IO, deadline: float | None) -> dict[str, str]:
        """Return the header for one request, from a file read within the last five minutes."""
        held = self._held
        if held is None or io.monotonic() >= held[1]:
            held = self._held = (await self._read(io), io.monotonic() + KEEP)
        return {"Authorization": f"Bearer {held[0].reveal()}"}

    async def token(self, io: IO, deadline: float | None) -> Token:
        """Raise `ConfigError`: the container's token is not exchanged for others."""
        raise no_token(self.auth_type)

    def invalidate(self, headers: Mapping[str, str]) -> bool:
        """Forget the token, so that the file is read again."""
        self._held = None
        return True

    def secrets(self) -> tuple[str, ...]:
        """Return the token in use."""
        held = self._held
        return () if held is None else (held[0].reveal(),)

    async def _read(self, io: IO) -> Secret:
        try:
            return self._now()
        except AuthError:
            # The platform may be replacing the file at this moment.
            await io.sleep(AGAIN)
            return self._now()

    def _now(self) -> Secret:
        trouble = "has no token in it"
        try:
            with open(self._file, encoding="utf-8") as stream:
                document: Any = json.load(stream)
            return Secret(credential(document["OAUTH_TOKEN"][0]["oauthTokenValue"], "the container's token"))
        except OSError as error:
            trouble = f"cannot be read ({error.strerror or type(error).__name__})"
        except (ValueError, TypeError, LookupError, RecursionError):
            pass
        # Raised outside the block above: a JSON error holds the text that it could not read.
        raise AuthError(f"the container's token file {self._file} {trouble}", code="no_container_token")
