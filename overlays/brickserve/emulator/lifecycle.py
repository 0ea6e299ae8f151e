"""How a deployment goes on: the state of an endpoint is worked out whenever somebody looks.

A deployment fails on request: when the name of an entity contains `fail-deployment` (or
`fail_deployment`), or when its environment variables hold FAIL_DEPLOYMENT, whose value then is the message.
"""

from __future__ import annotations

from .problems import Problem, conflict
from .state import Config, Endpoint, Update, Workspace
from .values import Object, as_object

FAIL_VARIABLE = "FAIL_DEPLOYMENT"
_FAIL_MARKS = ("fail-deployment", "fail_deployment")


def begin(workspace: Workspace, endpoint: Endpoint, config: Config, *, seconds: float | None = None) -> None:
    """Start to deploy `config`; it takes `seconds`, by default the workspace's deployment time."""
    now = workspace.clock()
    duration = workspace.settings.deploy_seconds if seconds is None else seconds
    failures = {str(entity["name"]): why for entity in config.entities if (why := _failure(entity))}
    endpoint.update = Update(config, now, now + duration, workspace.milliseconds(), failures)
    endpoint.versions = config.version
    endpoint.last_updated_timestamp = workspace.milliseconds()


def settle(workspace: Workspace, endpoint: Endpoint) -> None:
    """Bring the endpoint up to the present: an update whose time has come takes effect or fails."""
    update = endpoint.update
    if update is None or update.ended or workspace.clock() < update.ready_at:
        return
    if update.failures:
        update.ended = "UPDATE_FAILED"
        return
    endpoint.config = update.config
    endpoint.update = None
    endpoint.stopped = False
    endpoint.credit.clear()


def require_idle(workspace: Workspace, endpoint: Endpoint) -> None:
    """Refuse a change while an update is under way."""
    settle(workspace, endpoint)
    if config_update(endpoint) == "IN_PROGRESS":
        raise conflict(f"Endpoint '{endpoint.name}' is currently updating. Wait until the update completes or fails.")


def cancel(workspace: Workspace, endpoint: Endpoint) -> None:
    """Give up the update that is under way; the configuration that was served goes on."""
    settle(workspace, endpoint)
    if endpoint.update is None or endpoint.update.ended:
        raise Problem(400, "INVALID_STATE", f"Endpoint '{endpoint.name}' has no update to cancel.")
    endpoint.update.ended = "UPDATE_CANCELED"


def config_update(endpoint: Endpoint) -> str:
    """Return the state of the latest update."""
    if endpoint.update is None:
        return "NOT_UPDATING"
    return endpoint.update.ended or "IN_PROGRESS"


def is_ready(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint answers queries."""
    return bool(endpoint.config.entities) and not endpoint.stopped


def pending_state(update: Update, name: str, now: float) -> Object:
    """Return the deployment state of one entity of an update."""
    if update.ended == "UPDATE_FAILED" and name in update.failures:
        return _state("FAILED", update.failures[name])
    if update.ended:
        why = "another entity failed" if update.failures else "the update was canceled"
        return _state("ABORTED", f"The deployment was aborted because {why}.")
    half_way = (update.started + update.ready_at) / 2
    return _state("CREATING", "Building the container." if now < half_way else "Starting the model server.")


def active_state(endpoint: Endpoint) -> Object:
    """Return the deployment state of the entities that are served."""
    return _state("ABORTED", "The endpoint is stopped.") if endpoint.stopped else _state("READY", "")


def _state(deployment: str, message: str) -> Object:
    return {"deployment": f"DEPLOYMENT_{deployment}", "deployment_state_message": message}


def _failure(entity: Object) -> str | None:
    variables = as_object(entity.get("environment_vars"))
    if FAIL_VARIABLE in variables:
        return str(variables[FAIL_VARIABLE]) or "The deployment failed as requested."
    name = str(entity.get("entity_name") or as_object(entity.get("external_model")).get("name"))
    if any(mark in name for mark in _FAIL_MARKS):
        return f"The container of '{name}' exited with code 1: ModuleNotFoundError: No module named 'sklearn'"
    return None
