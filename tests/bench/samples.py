"""Answers as the service gives them."""

from __future__ import annotations

import json
import random
from typing import Any

_MILLISECONDS = 1666829055000


def _entity(index: int) -> dict[str, Any]:
    return {
        "name": f"fraud-model-{index}",
        "entity_name": "catalog.schema.fraud_model",
        "entity_version": str(index),
        "workload_size": "Small",
        "workload_type": "CPU",
        "scale_to_zero_enabled": True,
        "creator": "someone@example.com",
        "creation_timestamp": _MILLISECONDS,
        "min_provisioned_throughput": 0,
        "max_provisioned_throughput": 100,
        "environment_vars": {"MODE": "production"},
        "state": {"deployment": "DEPLOYMENT_READY", "deployment_state_message": "Scaled to zero"},
    }


def endpoint() -> dict[str, Any]:
    """Return the detailed description of an endpoint with eight served entities."""
    limit = {"calls": 10, "key": "user", "renewal_period": "minute"}
    return {
        "name": "fraud",
        "id": "88fd3f75a0d24b0380ddc40484d7a31b",
        "creator": "someone@example.com",
        "creation_timestamp": _MILLISECONDS,
        "last_updated_timestamp": _MILLISECONDS,
        "state": {"ready": "READY", "config_update": "NOT_UPDATING"},
        "permission_level": "CAN_MANAGE",
        "route_optimized": False,
        "endpoint_url": "https://example.cloud.databricks.com/serving-endpoints/fraud",
        "tags": [{"key": f"team-{index}", "value": "payments"} for index in range(5)],
        "config": {
            "config_version": 3,
            "traffic_config": {
                "routes": [
                    {"served_model_name": f"fraud-model-{index}", "traffic_percentage": 25} for index in range(4)
                ]
            },
            "served_entities": [_entity(index) for index in range(8)],
        },
        "ai_gateway": {"usage_tracking_config": {"enabled": True}, "rate_limits": [limit, limit, limit]},
    }


def summary(index: int) -> dict[str, Any]:
    """Return an endpoint as a list shows it."""
    limit = {"calls": 10, "key": "user", "renewal_period": "minute"}
    entity = {"entity_name": "catalog.schema.fraud_model", "entity_version": "1"}
    return {
        "name": f"endpoint-{index}",
        "id": f"{index:032x}",
        "creator": "someone@example.com",
        "creation_timestamp": _MILLISECONDS + index,
        "last_updated_timestamp": _MILLISECONDS + index,
        "state": {"ready": "READY", "config_update": "NOT_UPDATING"},
        "task": "llm/v1/chat",
        "tags": [{"key": f"team-{number}", "value": "payments"} for number in range(5)],
        "config": {"served_entities": [{"name": f"model-{number}", **entity} for number in range(4)]},
        "ai_gateway": {"usage_tracking_config": {"enabled": True}, "rate_limits": [limit, limit, limit]},
    }


def listing(count: int = 1000) -> dict[str, Any]:
    """Return a list of endpoints."""
    return {"endpoints": [summary(index) for index in range(count)]}


def chat() -> dict[str, Any]:
    """Return the answer of a chat model, about 620 bytes."""
    message = {"role": "assistant", "content": "All of these figures are ratios, taken side by side. " * 6}
    return {
        "id": "chatcmpl-0123456789",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "gpt-4o-2024-08-06",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 12, "completion_tokens": 80, "total_tokens": 92},
    }


def embeddings(count: int = 100, width: int = 1024) -> dict[str, Any]:
    """Return the answer of an embeddings model."""
    numbers = random.Random(7)
    data = [
        {"object": "embedding", "index": index, "embedding": [numbers.uniform(-1, 1) for _ in range(width)]}
        for index in range(count)
    ]
    return {"object": "list", "model": "bge-large", "data": data, "usage": {"prompt_tokens": 400, "total_tokens": 400}}


def event(text: str = "word ") -> dict[str, Any]:
    """Return one event of a chat model's stream."""
    return {
        "id": "chatcmpl-0123456789",
        "object": "chat.completion.chunk",
        "created": 1700000000,
        "model": "gpt-4o-2024-08-06",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}],
    }


def text(value: Any) -> bytes:
    """Return compact JSON, as the service writes it."""
    return json.dumps(value, separators=(",", ":")).encode()
