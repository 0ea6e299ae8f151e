"""The seam to the generated package, and the only place that names it.

A vendored copy of brickserve has the generated package itself in this one's place; everything else says
`from ._api import models` and does not notice. Modules load when they are first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import ModuleType

    from brickserve_api import aio as aio
    from brickserve_api import bodies as bodies
    from brickserve_api import codec as codec
    from brickserve_api import document as document
    from brickserve_api import encoding as encoding
    from brickserve_api import enums as enums
    from brickserve_api import errors as errors
    from brickserve_api import jsontext as jsontext
    from brickserve_api import models as models
    from brickserve_api import operations as operations
    from brickserve_api import pages as pages
    from brickserve_api import raw as raw
    from brickserve_api import services as services
    from brickserve_api import waiters as waiters
    from brickserve_api import waiting as waiting
    from brickserve_api import wire as wire

else:

    def __getattr__(name: str) -> ModuleType:
        from importlib import import_module

        if name.startswith("__"):
            raise AttributeError(name)
        return import_module(f"brickserve_api.{name}")
