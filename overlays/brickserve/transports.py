"""Which transport carries the requests of an asynchronous client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors.calls import ConfigError

if TYPE_CHECKING:
    from .config import Config
    from .drivers.asyncio_io import AsyncioIO


def asynchronous_io(config: Config) -> AsyncioIO:
    """Return the library's own transport, or pyreqwest's if the configuration names it.

    It is never chosen because it happens to be installed: it does not close the connection of a request that
    is cancelled before its answer begins, and the server then works on for nobody.
    """
    if config.transport != "pyreqwest":
        from .drivers.asyncio_io import AsyncioIO

        return AsyncioIO(config)
    try:
        from .native.io import ReqwestIO
    except ImportError as error:
        raise ConfigError("transport='pyreqwest' needs pyreqwest: pip install 'brickserve[fast]'") from error
    return ReqwestIO(config)
