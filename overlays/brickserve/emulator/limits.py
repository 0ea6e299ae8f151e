"""Rate limits on queries, those of the AI Gateway and the older ones."""

from __future__ import annotations

import math
from collections import deque

from .calls import Call
from .problems import Problem
from .state import Endpoint
from .values import Object, as_list, as_object

_WINDOW = 60.0


def check(call: Call, endpoint: Endpoint) -> None:
    """Count the query, or refuse it if its caller has used up the calls of this minute."""
    gateway = as_object(endpoint.extras.get("ai_gateway"))
    now = call.workspace.clock()
    for number, limit in enumerate([*as_list(gateway.get("rate_limits")), *endpoint.rate_limits]):
        key = _counted(as_object(limit), call.caller)
        if key is None or as_object(limit).get("calls") is None:
            continue
        times = endpoint.calls.setdefault(f"{number} {key}", deque())
        while times and times[0] <= now - _WINDOW:
            times.popleft()
        if len(times) >= int(limit["calls"]):
            wait = math.ceil(times[0] + _WINDOW - now) if times else _WINDOW
            raise Problem(
                429,
                "REQUEST_LIMIT_EXCEEDED",
                f"Endpoint '{endpoint.name}' has exceeded its limit of {limit['calls']} calls per minute.",
                headers={"Retry-After": str(int(wait))},
            )
        times.append(now)


def _counted(limit: Object, caller: str) -> str | None:
    match limit.get("key") or "endpoint":
        case "endpoint":
            return "endpoint"
        case "user" | "service_principal":
            return caller if limit.get("principal") in (None, caller) else None
        case _:
            # The emulator has no groups.
            return None
