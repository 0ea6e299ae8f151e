"""From the configuration in a request to the one an endpoint serves, with the rules the schema cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .problems import invalid
from .state import Config, Endpoint
from .values import Object, as_list, as_object, is_list, is_object, without_nulls

_NAME = re.compile(r"[A-Za-z0-9_-]{1,63}")
_MOST_ENTITIES = 10
_PROVIDER_FIELDS = {"custom": "custom_provider_config"}


@dataclass(frozen=True)
class Deployer:
    """Who deploys, when, and which properties are secrets that must not be kept."""

    creator: str
    now: int
    secrets: frozenset[str]


def check_endpoint_name(name: str) -> None:
    """Refuse a name that no endpoint can have."""
    if not _NAME.fullmatch(name):
        raise invalid(f"Invalid endpoint name '{name}': it must have 1 to 63 letters, digits, dashes and underscores.")


def next_config(endpoint: Endpoint, body: Object, deployer: Deployer) -> Config:
    """Return the configuration that `body` asks for; what it leaves out stays as it is."""
    body = without_nulls(body)
    if "served_entities" in body and "served_models" in body:
        raise invalid("Only one of served_entities and served_models can be specified.")
    entities = [_entity(item, deployer) for item in _requested(body)] or endpoint.config.entities
    _check_entities(entities, endpoint)
    routes = _routes(as_object(body.get("traffic_config")), entities, endpoint.config)
    auto_capture = as_object(body.get("auto_capture_config")) or endpoint.config.auto_capture
    return Config(endpoint.versions + 1, entities, routes, auto_capture)


def _requested(body: Object) -> Iterable[Object]:
    yield from (without_nulls(item) for item in as_list(body.get("served_entities")))
    for model in as_list(body.get("served_models")):
        entity = without_nulls(model)
        entity["entity_name"] = entity.pop("model_name")
        entity["entity_version"] = entity.pop("model_version")
        yield entity


def _entity(item: Object, deployer: Deployer) -> Object:
    entity: Object = _scrub(item, deployer.secrets)
    external = as_object(entity.get("external_model"))
    if bool(external) == bool(entity.get("entity_name")):
        raise invalid("A served entity needs either entity_name or external_model, and not both.")
    if external:
        _check_external(external)
    name = entity.get("name") or _default_name(entity, external)
    if not _NAME.fullmatch(name):
        raise invalid(f"Invalid served entity name '{name}': only letters, digits, dashes and underscores are allowed.")
    return {**entity, "name": name, "creator": deployer.creator, "creation_timestamp": deployer.now}


def _default_name(entity: Object, external: Object) -> str:
    if external:
        return re.sub(r"[.:]", "-", str(external["name"]))
    # A name has no dots, so a Unity Catalog model gives its last part.
    model = str(entity["entity_name"]).rpartition(".")[2]
    return f"{model}-{entity['entity_version']}" if entity.get("entity_version") else model


def _scrub(value: Any, secrets: frozenset[str]) -> Any:
    # The service stores plain-text credentials as secrets and never shows them again.
    if is_list(value):
        return [_scrub(item, secrets) for item in value]
    if is_object(value):
        return {key: _scrub(item, secrets) for key, item in value.items() if key not in secrets}
    return value


def _check_external(external: Object) -> None:
    provider = str(external["provider"])
    needed = _PROVIDER_FIELDS.get(provider, f"{provider.replace('-', '_')}_config")
    if external.get(needed) is None:
        raise invalid(f"The external model '{external['name']}' of provider '{provider}' needs {needed}.")


def _check_entities(entities: list[Object], endpoint: Endpoint) -> None:
    if not entities:
        raise invalid("At least one served entity is required.")
    if len(entities) > _MOST_ENTITIES:
        raise invalid(f"An endpoint can have at most {_MOST_ENTITIES} served entities, not {len(entities)}.")
    names = [str(entity["name"]) for entity in entities]
    if len(set(names)) < len(names):
        raise invalid(f"Served entity names must be unique within an endpoint, not {', '.join(names)}.")
    kinds = {"external_model" in entity for entity in entities}
    kinds |= {"external_model" in entity for entity in endpoint.config.entities}
    if len(kinds) > 1:
        raise invalid("External models and other models cannot be served by the same endpoint.")
    tasks = {as_object(entity.get("external_model")).get("task") for entity in entities}
    if len(tasks) > 1:
        raise invalid("All external models of an endpoint must have the same task.")


def _routes(traffic: Object, entities: list[Object], current: Config) -> list[Object]:
    names = [str(entity["name"]) for entity in entities]
    routes = as_list(traffic.get("routes"))
    if not routes and names == [entity["name"] for entity in current.entities]:
        return current.routes
    if not routes and len(names) > 1:
        raise invalid("traffic_config is required when there is more than one served entity.")
    asked = routes or [{"served_entity_name": names[0], "traffic_percentage": 100}]
    shares = [_share(as_object(route), names) for route in asked]
    total = sum(share for _, share in shares)
    if total != 100:
        raise invalid(f"The traffic percentages must sum to 100, not {total}.")
    if len({name for name, _ in shares}) < len(shares):
        raise invalid("A served entity can have only one route.")
    return [
        {"served_model_name": name, "served_entity_name": name, "traffic_percentage": share} for name, share in shares
    ]


def _share(route: Object, names: list[str]) -> tuple[str, int]:
    name = route.get("served_entity_name") or route.get("served_model_name")
    if name not in names:
        raise invalid(f"The traffic route names '{name}', which is not one of the served entities.")
    return str(name), int(route["traffic_percentage"])
