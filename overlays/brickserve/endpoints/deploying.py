"""Makes an endpoint what is wanted: creates it, or changes what differs and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .._api import jsontext, models, operations, waiters, waiting
from ..calling.flows import execute
from ..errors import InvalidState, NotFound, ResourceConflict
from ..guards import is_array, is_object
from .differences import CHANGEABLE, GATEWAY, differences, fixed_differences, tag_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..calling.calls import CallLike
    from ..calling.context import Context
    from ..executors import AsyncExecutor, BlockingExecutor

Endpoint = models.ServingEndpointDetailed
LISTS = ("tags", "rate_limits")


class _Reported:
    changes: tuple[str, ...] = ()
    """What was done: `("create",)`, else the names of the arguments by which the endpoint was changed."""


class Deployment(_Reported, waiting.Wait[Endpoint]):
    """A handle on an endpoint that was created or changed: `changes` says what was done, `result()` waits."""


class AsyncDeployment(_Reported, waiting.AsyncWait[Endpoint]):
    """A handle on an endpoint that was created or changed, for coroutines; the twin of `Deployment`."""


class Outcome(NamedTuple):
    """What `deploy` did."""

    endpoint: Endpoint
    changes: tuple[str, ...]

    @property
    def created(self) -> bool:
        """Whether there was no endpoint before."""
        return self.changes == ("create",)


async def deploy(name: str, arguments: Mapping[str, Any], context: Context) -> Outcome:
    """Create the endpoint `name`, or change it by those arguments that are not None and that it does not show."""
    ask = _within_deadline(context)
    given = {key: value for key, value in arguments.items() if value is not None}
    wanted = _as_json(name, given)
    endpoint, created = await _found_or_created(name, given, ask)
    if created:
        return Outcome(endpoint, ("create",))
    present = endpoint.as_dict()
    fixed = fixed_differences(wanted, present)
    if fixed:
        raise InvalidState(
            f"endpoint {name!r} exists with another {', '.join(fixed)}, which cannot be changed: leave it out, or"
            " delete the endpoint and create it anew"
        )
    changes = differences(wanted, present)
    for change in changes:
        await execute(_change(change, name, given, wanted, present), ask())
    if changes:
        endpoint = await execute(operations.get(name), ask())
    return Outcome(endpoint, tuple(changes))


def _as_json(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments as the service would read them; raise when that is not what `create` takes."""
    wanted: dict[str, Any] = jsontext.loads(operations.create(name, **given).body or b"{}")
    for key in [key for key in CHANGEABLE if wanted.get(key) is not None]:
        value: Any = wanted[key]
        if key in LISTS:
            if not (is_array(value) and all(is_object(item) for item in value)):
                raise TypeError(f"{key} must be a list of models or dicts")
        elif not is_object(value):
            raise TypeError(f"{key} must be a model or a dict, not {type(given[key]).__name__}")
    if not all(isinstance(tag.get("key"), str) for tag in wanted.get("tags") or ()):
        raise TypeError("tags: every tag needs a text as its key")
    return wanted


async def _found_or_created(name: str, given: Mapping[str, Any], ask: Callable[[], Context]) -> tuple[Endpoint, bool]:
    """Return the endpoint, and whether this call created it."""
    try:
        return await execute(operations.get(name), ask()), False
    except NotFound:
        pass
    try:
        return await execute(operations.create(name, **given), ask()), True
    except ResourceConflict as conflict:
        # Somebody else created it meanwhile; if it is not to be seen even now, the conflict is the answer.
        try:
            return await execute(operations.get(name), ask()), False
        except NotFound:
            raise conflict from None


def _within_deadline(context: Context) -> Callable[[], Context]:
    """Return what gives each of several calls what is left of one deadline."""
    seconds = context.options.deadline
    if seconds is None:
        return lambda: context
    end = context.io.monotonic() + seconds
    return lambda: context.with_options(deadline=max(end - context.io.monotonic(), 0.001))


def _change(
    change: str, name: str, given: Mapping[str, Any], wanted: Mapping[str, Any], present: Mapping[str, Any]
) -> CallLike[Any]:
    """Return the call that changes the endpoint by one argument."""
    value: Any = given[change]
    match change:
        case "tags":
            added, deleted = tag_changes(wanted["tags"], present.get("tags") or [])
            tags = [models.EndpointTag.from_dict(tag) for tag in added]
            return operations.patch(name, add_tags=tags or None, delete_tags=deleted or None)
        case "ai_gateway":
            settings = {key: _field(value, key) for key in GATEWAY}
            return operations.put_ai_gateway(name, **settings)
        case "email_notifications":
            return operations.update_notifications(name, email_notifications=value)
        case "telemetry_config":
            return operations.patch_telemetry_config(name, telemetry_config=value)
        case "rate_limits":
            return operations.put(name, rate_limits=value)  # pyright: ignore[reportDeprecated]  # older endpoints have no other way
        case _:
            parts = {key: _field(value, key) for key in ("served_entities", "served_models", "traffic_config")}
            # An absent list reads as [], which would ask for an endpoint that serves nothing.
            shown = {key: part for key, part in parts.items() if key in wanted["config"]}
            return operations.update_config(name, auto_capture_config=_field(value, "auto_capture_config"), **shown)


def _field(value: Any, name: str) -> Any:
    # A dictionary does as well wherever a model is asked for.
    return value.get(name) if is_object(value) else getattr(value, name)


def deployment(executor: BlockingExecutor, name: str, done: Outcome) -> Deployment:
    """Return the handle for a blocking caller."""
    handle = Deployment(
        executor, waiters.SERVING_ENDPOINT_NOT_UPDATING, {"name": name}, done.endpoint, creates=done.created
    )
    handle.changes = done.changes
    return handle


def async_deployment(executor: AsyncExecutor, name: str, done: Outcome) -> AsyncDeployment:
    """Return the handle for a coroutine."""
    handle = AsyncDeployment(
        executor, waiters.SERVING_ENDPOINT_NOT_UPDATING, {"name": name}, done.endpoint, creates=done.created
    )
    handle.changes = done.changes
    return handle
