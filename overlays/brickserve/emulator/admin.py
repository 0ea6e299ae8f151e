"""Handlers under `/_emulator`: a remote control for an emulator that runs in another process."""

from __future__ import annotations

import dataclasses

from . import lifecycle, views
from .calls import Call
from .faults import Fault, FaultPlan
from .problems import invalid
from .values import Object


class Admin:
    """The handlers, over the plan of faults."""

    def __init__(self, plan: FaultPlan) -> None:
        self._plan = plan

    def inject(self, call: Call) -> Object:
        """Add a fault, whose fields are those of `Fault`."""
        known = {field.name for field in dataclasses.fields(Fault)}
        if unknown := call.body.keys() - known:
            raise invalid(f"A fault has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}.")
        try:
            self._plan.add([Fault(**call.body)])
        except ValueError as error:
            raise invalid(str(error)) from None
        return {}

    def clear(self, call: Call) -> Object:
        """Forget the faults that have not happened."""
        self._plan.clear()
        return {}

    def reset(self, call: Call) -> Object:
        """Forget every endpoint, request and fault."""
        self._plan.clear()
        call.workspace.reset()
        return {}

    def cancel_update(self, call: Call) -> Object:
        """Cancel the update of an endpoint that is under way."""
        endpoint = call.workspace.find(call.params["name"])
        lifecycle.cancel(call.workspace, endpoint)
        return views.detail(call.workspace, endpoint, call.base_url)
