"""A local, stateful emulator of the model serving service, for demos and tests.

`Emulator` has an example. From a shell: `python -m brickserve.emulator --port 8765`. Both need the extra
`brickserve[emulator]`.

Every route and every rule for requests comes from the specification. An entity without a model of the
caller's own is answered by a small deterministic one: chat repeats the message (and calls tools), dataframes
and tensors are summed row by row. A deployment fails when the name of an entity contains `fail-deployment`,
or when its environment variables hold FAIL_DEPLOYMENT. Anything else that can go wrong is a `Fault`.
"""

from importlib import import_module

for _name in ("jsonschema", "starlette", "uvicorn"):
    try:
        import_module(_name)
    except ImportError as error:
        raise ImportError(
            f"The emulator needs the package {_name!r}. Install the extra: pip install 'brickserve[emulator]'"
        ) from error

from .clock import ManualClock, SteppingClock  # noqa: E402  # what comes first explains a missing package
from .connections import ExternalReply, ExternalRequest  # noqa: E402
from .faults import Fault  # noqa: E402
from .server import Emulator  # noqa: E402

__all__ = ["Emulator", "ExternalReply", "ExternalRequest", "Fault", "ManualClock", "SteppingClock"]
