# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Pure builders of requests: one function for every operation of Databricks Model Serving."""

from __future__ import annotations

from . import models
from .bodies import json_body, no_body, raw_body
from .typed import Any, List
from .wire import Call, Operation, Stream

_LIST = Operation(
    "list",
    "GET",
    "/api/2.0/serving-endpoints",
    decode=json_body(models.ListEndpointsResponse),
    idempotence="read",
    accept="application/json",
)


def list() -> Call[models.ListEndpointsResponse]:
    """Yield every endpoint of the workspace that the caller may see."""
    return Call(_LIST)


_CREATE = Operation(
    "create",
    "POST",
    "/api/2.0/serving-endpoints",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="create",
    accept="application/json",
    content_type="application/json",
    required=("name",),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def create(
    name: str,
    *,
    ai_gateway: models.AiGatewayConfig | None = None,
    budget_policy_id: str | None = None,
    config: models.EndpointCoreConfigInput | None = None,
    description: str | None = None,
    email_notifications: models.EmailNotifications | None = None,
    rate_limits: List[models.RateLimit] | None = None,
    route_optimized: bool | None = None,
    tags: List[models.EndpointTag] | None = None,
    telemetry_config: models.TelemetryConfig | None = None,
) -> Call[models.ServingEndpointDetailed]:
    """Create an endpoint and start to deploy its configuration."""
    return Call(
        _CREATE,
        body={
            "name": name,
            "ai_gateway": ai_gateway,
            "budget_policy_id": budget_policy_id,
            "config": config,
            "description": description,
            "email_notifications": email_notifications,
            "rate_limits": rate_limits,
            "route_optimized": route_optimized,
            "tags": tags,
            "telemetry_config": telemetry_config,
        },
    )


_CREATE_PROVISIONED_THROUGHPUT_ENDPOINT = Operation(
    "create_provisioned_throughput_endpoint",
    "POST",
    "/api/2.0/serving-endpoints/pt",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="create",
    accept="application/json",
    content_type="application/json",
    required=("name", "config"),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def create_provisioned_throughput_endpoint(
    name: str,
    config: models.PtEndpointCoreConfig,
    *,
    ai_gateway: models.AiGatewayConfig | None = None,
    budget_policy_id: str | None = None,
    email_notifications: models.EmailNotifications | None = None,
    tags: List[models.EndpointTag] | None = None,
) -> Call[models.ServingEndpointDetailed]:
    """Create an endpoint whose foundation models run with provisioned throughput."""
    return Call(
        _CREATE_PROVISIONED_THROUGHPUT_ENDPOINT,
        body={
            "name": name,
            "config": config,
            "ai_gateway": ai_gateway,
            "budget_policy_id": budget_policy_id,
            "email_notifications": email_notifications,
            "tags": tags,
        },
    )


_UPDATE_PROVISIONED_THROUGHPUT_ENDPOINT_CONFIG = Operation(
    "update_provisioned_throughput_endpoint_config",
    "PUT",
    "/api/2.0/serving-endpoints/pt/{name}/config",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    required=("config",),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def update_provisioned_throughput_endpoint_config(
    name: str, config: models.PtEndpointCoreConfig
) -> Call[models.ServingEndpointDetailed]:
    """Replace the configuration of a provisioned-throughput endpoint."""
    return Call(_UPDATE_PROVISIONED_THROUGHPUT_ENDPOINT_CONFIG, path={"name": name}, body={"config": config})


_GET = Operation(
    "get",
    "GET",
    "/api/2.0/serving-endpoints/{name}",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="read",
    accept="application/json",
)


def get(name: str) -> Call[models.ServingEndpointDetailed]:
    """Fetch one endpoint with its configuration, state, tags and gateway settings."""
    return Call(_GET, path={"name": name})


_DELETE = Operation(
    "delete",
    "DELETE",
    "/api/2.0/serving-endpoints/{name}",
    decode=no_body,
    idempotence="idempotent",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def delete(name: str) -> Call[None]:
    """Delete an endpoint and free its compute."""
    return Call(_DELETE, path={"name": name})


_PUT_AI_GATEWAY = Operation(
    "put_ai_gateway",
    "PUT",
    "/api/2.0/serving-endpoints/{name}/ai-gateway",
    decode=json_body(models.PutAiGatewayResponse),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def put_ai_gateway(
    name: str,
    *,
    fallback_config: models.FallbackConfig | None = None,
    guardrails: models.AiGatewayGuardrails | None = None,
    inference_table_config: models.AiGatewayInferenceTableConfig | None = None,
    rate_limits: List[models.AiGatewayRateLimit] | None = None,
    usage_tracking_config: models.AiGatewayUsageTrackingConfig | None = None,
) -> Call[models.PutAiGatewayResponse]:
    """Replace the AI Gateway settings of an endpoint."""
    return Call(
        _PUT_AI_GATEWAY,
        path={"name": name},
        body={
            "fallback_config": fallback_config,
            "guardrails": guardrails,
            "inference_table_config": inference_table_config,
            "rate_limits": rate_limits,
            "usage_tracking_config": usage_tracking_config,
        },
    )


_UPDATE_CONFIG = Operation(
    "update_config",
    "PUT",
    "/api/2.0/serving-endpoints/{name}/config",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def update_config(
    name: str,
    *,
    auto_capture_config: models.AutoCaptureConfigInput | None = None,
    served_entities: List[models.ServedEntityInput] | None = None,
    served_models: List[models.ServedModelInput] | None = None,
    traffic_config: models.TrafficConfig | None = None,
) -> Call[models.ServingEndpointDetailed]:
    """Change what an endpoint serves, on which compute, and how traffic is divided."""
    return Call(
        _UPDATE_CONFIG,
        path={"name": name},
        body={
            "auto_capture_config": auto_capture_config,
            "served_entities": served_entities,
            "served_models": served_models,
            "traffic_config": traffic_config,
        },
    )


_START = Operation(
    "start",
    "POST",
    "/api/2.0/serving-endpoints/{name}/config:start",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
    accept="application/json",
)


def start(name: str) -> Call[models.ServingEndpointDetailed]:
    """Start a stopped endpoint again with the configuration it had."""
    return Call(_START, path={"name": name})


_STOP = Operation(
    "stop",
    "POST",
    "/api/2.0/serving-endpoints/{name}/config:stop",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
    accept="application/json",
)


def stop(name: str) -> Call[models.ServingEndpointDetailed]:
    """Stop an endpoint, which keeps its configuration, frees its compute and answers no queries."""
    return Call(_STOP, path={"name": name})


_EXPORT_METRICS = Operation(
    "export_metrics",
    "GET",
    "/api/2.0/serving-endpoints/{name}/metrics",
    decode=raw_body(models.ExportMetricsResponse, "contents"),
    idempotence="read",
    accept="text/plain",
)


def export_metrics(name: str) -> Call[models.ExportMetricsResponse]:
    """Fetch an endpoint's health metrics as text in the Prometheus or OpenMetrics exposition
    format.
    """
    return Call(_EXPORT_METRICS, path={"name": name})


_UPDATE_NOTIFICATIONS = Operation(
    "update_notifications",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/notifications",
    decode=json_body(models.UpdateInferenceEndpointNotificationsResponse),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def update_notifications(
    name: str, *, email_notifications: models.EmailNotifications | None = None
) -> Call[models.UpdateInferenceEndpointNotificationsResponse]:
    """Change who is told, by e-mail, when an update of an endpoint succeeds or fails."""
    return Call(_UPDATE_NOTIFICATIONS, path={"name": name}, body={"email_notifications": email_notifications})


_GET_OPEN_API = Operation(
    "get_open_api",
    "GET",
    "/api/2.0/serving-endpoints/{name}/openapi",
    decode=raw_body(models.GetOpenApiResponse, "contents"),
    idempotence="read",
    accept="text/plain",
)


def get_open_api(name: str) -> Call[models.GetOpenApiResponse]:
    """Fetch the OpenAPI document of an endpoint's queries: its paths, and the shape of inputs
    and outputs.
    """
    return Call(_GET_OPEN_API, path={"name": name})


_PUT = Operation(
    "put",
    "PUT",
    "/api/2.0/serving-endpoints/{name}/rate-limits",
    decode=json_body(models.PutResponse),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def put(name: str, *, rate_limits: List[models.RateLimit] | None = None) -> Call[models.PutResponse]:
    """Replace the rate limits of an endpoint."""
    return Call(_PUT, path={"name": name}, body={"rate_limits": rate_limits})


_BUILD_LOGS = Operation(
    "build_logs",
    "GET",
    "/api/2.0/serving-endpoints/{name}/served-models/{served_model_name}/build-logs",
    decode=json_body(models.BuildLogsResponse),
    idempotence="read",
    accept="application/json",
)


def build_logs(name: str, served_model_name: str) -> Call[models.BuildLogsResponse]:
    """Fetch the log of the container build of one served model."""
    return Call(_BUILD_LOGS, path={"name": name, "served_model_name": served_model_name})


_LOGS = Operation(
    "logs",
    "GET",
    "/api/2.0/serving-endpoints/{name}/served-models/{served_model_name}/logs",
    decode=json_body(models.ServerLogsResponse),
    idempotence="read",
    accept="application/json",
)


def logs(name: str, served_model_name: str) -> Call[models.ServerLogsResponse]:
    """Fetch the recent output of the processes that run one served model."""
    return Call(_LOGS, path={"name": name, "served_model_name": served_model_name})


_PATCH = Operation(
    "patch",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/tags",
    decode=json_body(models.EndpointTags),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def patch(
    name: str, *, add_tags: List[models.EndpointTag] | None = None, delete_tags: List[str] | None = None
) -> Call[models.EndpointTags]:
    """Add, overwrite and remove tags of an endpoint in one call."""
    return Call(_PATCH, path={"name": name}, body={"add_tags": add_tags, "delete_tags": delete_tags})


_PATCH_TELEMETRY_CONFIG = Operation(
    "patch_telemetry_config",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/telemetry-config",
    decode=json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def patch_telemetry_config(
    name: str, *, telemetry_config: models.TelemetryConfig | None = None
) -> Call[models.ServingEndpointDetailed]:
    """Set where an endpoint exports its logs, traces and metrics, or stop the export."""
    return Call(_PATCH_TELEMETRY_CONFIG, path={"name": name}, body={"telemetry_config": telemetry_config})


_QUERY = Operation(
    "query",
    "POST",
    "/serving-endpoints/{name}/invocations",
    decode=json_body(models.QueryEndpointResponse, headers={"served-model-name": "served_model_name"}),
    idempotence="inference",
    accept="application/json",
    content_type="application/json",
    stream=Stream("stream", models.QueryEndpointStreamChunk, done="[DONE]"),
)


def query(
    name: str,
    *,
    client_request_id: str | None = None,
    dataframe_records: List[Any] | None = None,
    dataframe_split: models.DataframeSplitInput | None = None,
    extra_params: dict[str, str] | None = None,
    input: Any | None = None,
    inputs: Any | None = None,
    instances: List[Any] | None = None,
    max_tokens: int | None = None,
    messages: List[models.ChatMessage] | None = None,
    n: int | None = None,
    prompt: Any | None = None,
    stop: List[str] | None = None,
    stream: bool | None = None,
    temperature: float | None = None,
    usage_context: dict[str, str] | None = None,
) -> Call[models.QueryEndpointResponse]:
    """Send a query to an endpoint and return its answer."""
    return Call(
        _QUERY,
        path={"name": name},
        body={
            "client_request_id": client_request_id,
            "dataframe_records": dataframe_records,
            "dataframe_split": dataframe_split,
            "extra_params": extra_params,
            "input": input,
            "inputs": inputs,
            "instances": instances,
            "max_tokens": max_tokens,
            "messages": messages,
            "n": n,
            "prompt": prompt,
            "stop": stop,
            "stream": stream,
            "temperature": temperature,
            "usage_context": usage_context,
        },
    )


_QUERY_SERVED_MODEL = Operation(
    "query_served_model",
    "POST",
    "/serving-endpoints/{name}/served-models/{served_model_name}/invocations",
    decode=json_body(models.QueryEndpointResponse, headers={"served-model-name": "served_model_name"}),
    idempotence="inference",
    accept="application/json",
    content_type="application/json",
    stream=Stream("stream", models.QueryEndpointStreamChunk, done="[DONE]"),
)


def query_served_model(
    name: str,
    served_model_name: str,
    *,
    client_request_id: str | None = None,
    dataframe_records: List[Any] | None = None,
    dataframe_split: models.DataframeSplitInput | None = None,
    extra_params: dict[str, str] | None = None,
    input: Any | None = None,
    inputs: Any | None = None,
    instances: List[Any] | None = None,
    max_tokens: int | None = None,
    messages: List[models.ChatMessage] | None = None,
    n: int | None = None,
    prompt: Any | None = None,
    stop: List[str] | None = None,
    stream: bool | None = None,
    temperature: float | None = None,
    usage_context: dict[str, str] | None = None,
) -> Call[models.QueryEndpointResponse]:
    """Send a query to one served entity of an endpoint, whatever the traffic split says."""
    return Call(
        _QUERY_SERVED_MODEL,
        path={"name": name, "served_model_name": served_model_name},
        body={
            "client_request_id": client_request_id,
            "dataframe_records": dataframe_records,
            "dataframe_split": dataframe_split,
            "extra_params": extra_params,
            "input": input,
            "inputs": inputs,
            "instances": instances,
            "max_tokens": max_tokens,
            "messages": messages,
            "n": n,
            "prompt": prompt,
            "stop": stop,
            "stream": stream,
            "temperature": temperature,
            "usage_context": usage_context,
        },
    )


_GET_PERMISSIONS = Operation(
    "get_permissions",
    "GET",
    "/api/2.0/permissions/serving-endpoints/{serving_endpoint_id}",
    decode=json_body(models.ServingEndpointPermissions),
    idempotence="read",
    accept="application/json",
)


def get_permissions(serving_endpoint_id: str) -> Call[models.ServingEndpointPermissions]:
    """Fetch who may do what with an endpoint, inherited permissions included."""
    return Call(_GET_PERMISSIONS, path={"serving_endpoint_id": serving_endpoint_id})


_SET_PERMISSIONS = Operation(
    "set_permissions",
    "PUT",
    "/api/2.0/permissions/serving-endpoints/{serving_endpoint_id}",
    decode=json_body(models.ServingEndpointPermissions),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get_permissions(serving_endpoint_id=arguments["serving_endpoint_id"]),
)


def set_permissions(
    serving_endpoint_id: str, *, access_control_list: List[models.ServingEndpointAccessControlRequest] | None = None
) -> Call[models.ServingEndpointPermissions]:
    """Replace all direct permissions of an endpoint; without a list, remove them. Inherited
    permissions stay.
    """
    return Call(
        _SET_PERMISSIONS,
        path={"serving_endpoint_id": serving_endpoint_id},
        body={"access_control_list": access_control_list},
    )


_UPDATE_PERMISSIONS = Operation(
    "update_permissions",
    "PATCH",
    "/api/2.0/permissions/serving-endpoints/{serving_endpoint_id}",
    decode=json_body(models.ServingEndpointPermissions),
    idempotence="idempotent",
    accept="application/json",
    content_type="application/json",
    reconcile=lambda arguments: get_permissions(serving_endpoint_id=arguments["serving_endpoint_id"]),
)


def update_permissions(
    serving_endpoint_id: str, *, access_control_list: List[models.ServingEndpointAccessControlRequest] | None = None
) -> Call[models.ServingEndpointPermissions]:
    """Give direct permissions on an endpoint to the listed principals; those of all others stay
    as they are.
    """
    return Call(
        _UPDATE_PERMISSIONS,
        path={"serving_endpoint_id": serving_endpoint_id},
        body={"access_control_list": access_control_list},
    )


_GET_PERMISSION_LEVELS = Operation(
    "get_permission_levels",
    "GET",
    "/api/2.0/permissions/serving-endpoints/{serving_endpoint_id}/permissionLevels",
    decode=json_body(models.GetServingEndpointPermissionLevelsResponse),
    idempotence="read",
    accept="application/json",
)


def get_permission_levels(serving_endpoint_id: str) -> Call[models.GetServingEndpointPermissionLevelsResponse]:
    """Fetch the permission levels that can be given on an endpoint."""
    return Call(_GET_PERMISSION_LEVELS, path={"serving_endpoint_id": serving_endpoint_id})


_HTTP_REQUEST = Operation(
    "http_request",
    "POST",
    "/api/2.0/external-function",
    decode=raw_body(models.HttpRequestResponse, "contents"),
    idempotence="external",
    accept="text/plain",
    content_type="application/json",
    required=("connection_name", "method", "path"),
)


def http_request(
    connection_name: str,
    method: models.ExternalFunctionRequestHttpMethod,
    path: str,
    *,
    headers: str | None = None,
    json: str | None = None,
    params: str | None = None,
    sub_domain: str | None = None,
) -> Call[models.HttpRequestResponse]:
    """Call an external HTTP service with the credentials that a Unity Catalog connection holds."""
    return Call(
        _HTTP_REQUEST,
        body={
            "connection_name": connection_name,
            "method": method,
            "path": path,
            "headers": headers,
            "json": json,
            "params": params,
            "sub_domain": sub_domain,
        },
    )
