# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Requests of Databricks Model Serving: what every function builds, without I/O, the method of its name sends.

The functions say what those methods take, do and return.
"""

from __future__ import annotations

from . import models
from .bodies import json_body, no_body, raw_body
from .typed import Any, List, deprecated
from .wire import Call, Operation, Stream

_LIST = Operation("list", "GET", "/api/2.0/serving-endpoints", json_body(models.ListEndpointsResponse))


def list() -> Call[models.ListEndpointsResponse]:
    """Yield every endpoint of the workspace that the caller may see.

    Returns:
        The items; the request is sent when the first one is asked for.

    Raises:
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_LIST)


_CREATE = Operation(
    "create",
    "POST",
    "/api/2.0/serving-endpoints",
    json_body(models.ServingEndpointDetailed),
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
    """Create an endpoint and start to deploy its configuration.

    The answer comes at once, while deployment goes on; a second endpoint of the same name is
    refused with RESOURCE_ALREADY_EXISTS (status 400 or 409).

    Args:
        name: The endpoint's name, unique in the workspace; letters, digits, dashes and
            underscores.
        ai_gateway: AI Gateway settings. External-model, provisioned-throughput and
            pay-per-token endpoints take all of them; agent endpoints take inference tables
            only.
        budget_policy_id: The budget policy that the endpoint's cost is booked to.
        config: What to serve, on which compute, and how to divide the traffic.
        description: What the endpoint is for, in the owner's words.
        email_notifications: Whom to tell when an update succeeds or fails.
        rate_limits: Limits on the number of calls. Deprecated: use ai_gateway.rate_limits.
        route_optimized: Whether the endpoint gets a host of its own, with a shorter way to the
            model.
        tags: Tags to attach; they also appear in the billing logs.
        telemetry_config: Which Unity Catalog tables receive the endpoint's logs, traces and
            metrics.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint as it stands while its deployment goes on.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
    json_body(models.ServingEndpointDetailed),
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
    """Create an endpoint whose foundation models run with provisioned throughput.

    Its capacity is bought in model units, not in workload sizes.

    Args:
        name: The endpoint's name, unique in the workspace; letters, digits, dashes and
            underscores.
        config: The foundation models to serve, their model units, and how to divide the
            traffic.
        ai_gateway: AI Gateway settings.
        budget_policy_id: The budget policy that the endpoint's cost is booked to.
        email_notifications: Whom to tell when an update succeeds or fails.
        tags: Tags to attach; they also appear in the billing logs.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint as it stands while its deployment goes on.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
    json_body(models.ServingEndpointDetailed),
    content_type="application/json",
    required=("config",),
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def update_provisioned_throughput_endpoint_config(
    name: str, config: models.PtEndpointCoreConfig
) -> Call[models.ServingEndpointDetailed]:
    """Replace the configuration of a provisioned-throughput endpoint.

    The served models, their model units and the traffic split change together, normally
    without a deployment to wait for.

    Args:
        name: The endpoint's name.
        config: The whole new configuration.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint, with the change under way or already made.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_UPDATE_PROVISIONED_THROUGHPUT_ENDPOINT_CONFIG, path={"name": name}, body={"config": config})


_GET = Operation("get", "GET", "/api/2.0/serving-endpoints/{name}", json_body(models.ServingEndpointDetailed))


def get(name: str) -> Call[models.ServingEndpointDetailed]:
    """Fetch one endpoint with its configuration, state, tags and gateway settings.

    Args:
        name: The endpoint's name.

    Returns:
        ServingEndpointDetailed: The endpoint.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_GET, path={"name": name})


_DELETE = Operation(
    "delete",
    "DELETE",
    "/api/2.0/serving-endpoints/{name}",
    no_body,
    accept=None,
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def delete(name: str) -> Call[None]:
    """Delete an endpoint and free its compute.

    Args:
        name: The endpoint's name.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_DELETE, path={"name": name})


_PUT_AI_GATEWAY = Operation(
    "put_ai_gateway",
    "PUT",
    "/api/2.0/serving-endpoints/{name}/ai-gateway",
    json_body(models.PutAiGatewayResponse),
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
    """Replace the AI Gateway settings of an endpoint.

    External-model, provisioned-throughput and pay-per-token endpoints take all of them; agent
    endpoints take inference tables only.

    Args:
        name: The endpoint's name.
        fallback_config: Whether a request that one served entity fails goes on to the next.
        guardrails: What is kept out of requests and answers.
        inference_table_config: The Unity Catalog table that records requests and answers.
        rate_limits: Limits on calls or tokens, for the endpoint, each user, or a group.
        usage_tracking_config: Whether system tables record the endpoint's usage and cost.

    Returns:
        PutAiGatewayResponse: The settings now in force.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
    json_body(models.ServingEndpointDetailed),
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
    """Change what an endpoint serves, on which compute, and how traffic is divided.

    While the change deploys it is the endpoint's `pending_config` and the old configuration
    keeps answering; a further change is refused until then.

    Args:
        name: The endpoint's name.
        auto_capture_config: The first kind of inference table, which records requests and
            responses in Unity Catalog. Deprecated: use put_ai_gateway with
            inference_table_config.
        served_entities: What to serve, all of it; an entity that is not listed is no longer
            served.
        served_models: What to serve, in the older form that knows registered models only.
            Deprecated: use served_entities.
        traffic_config: The share of the traffic that each served entity gets.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint, with the change as its pending configuration.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
    json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
)


def start(name: str) -> Call[models.ServingEndpointDetailed]:
    """Start a stopped endpoint again with the configuration it had.

    Args:
        name: The endpoint's name.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint while it starts.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_START, path={"name": name})


_STOP = Operation(
    "stop",
    "POST",
    "/api/2.0/serving-endpoints/{name}/config:stop",
    json_body(models.ServingEndpointDetailed),
    idempotence="idempotent",
)


def stop(name: str) -> Call[models.ServingEndpointDetailed]:
    """Stop an endpoint, which keeps its configuration, frees its compute and answers no queries.

    Args:
        name: The endpoint's name.

    Returns:
        A handle on the operation under way: `result()` waits for its end; `response` is
        this call's answer. The endpoint while it stops.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_STOP, path={"name": name})


_EXPORT_METRICS = Operation(
    "export_metrics",
    "GET",
    "/api/2.0/serving-endpoints/{name}/metrics",
    raw_body(models.ExportMetricsResponse, "contents"),
    accept="text/plain",
)


def export_metrics(name: str) -> Call[models.ExportMetricsResponse]:
    """Fetch an endpoint's health metrics as text in the Prometheus or OpenMetrics exposition
    format.

    Args:
        name: The endpoint's name.

    Returns:
        ExportMetricsResponse: The metrics.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_EXPORT_METRICS, path={"name": name})


_UPDATE_NOTIFICATIONS = Operation(
    "update_notifications",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/notifications",
    json_body(models.UpdateInferenceEndpointNotificationsResponse),
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def update_notifications(
    name: str, *, email_notifications: models.EmailNotifications | None = None
) -> Call[models.UpdateInferenceEndpointNotificationsResponse]:
    """Change who is told, by e-mail, when an update of an endpoint succeeds or fails.

    Args:
        name: The endpoint's name.
        email_notifications: The addresses to tell when an update succeeds, and when one fails.

    Returns:
        UpdateInferenceEndpointNotificationsResponse: The notification settings now in
        force.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_UPDATE_NOTIFICATIONS, path={"name": name}, body={"email_notifications": email_notifications})


_GET_OPEN_API = Operation(
    "get_open_api",
    "GET",
    "/api/2.0/serving-endpoints/{name}/openapi",
    raw_body(models.GetOpenApiResponse, "contents"),
    accept="text/plain",
)


def get_open_api(name: str) -> Call[models.GetOpenApiResponse]:
    """Fetch the OpenAPI document of an endpoint's queries: its paths, and the shape of inputs
    and outputs.

    Args:
        name: The endpoint's name.

    Returns:
        GetOpenApiResponse: The document, as text.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_GET_OPEN_API, path={"name": name})


_PUT = Operation(
    "put",
    "PUT",
    "/api/2.0/serving-endpoints/{name}/rate-limits",
    json_body(models.PutResponse),
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


@deprecated("put is deprecated: use put_ai_gateway")
def put(name: str, *, rate_limits: List[models.RateLimit] | None = None) -> Call[models.PutResponse]:
    """Replace the rate limits of an endpoint.

    Deprecated: use put_ai_gateway.

    Args:
        name: The endpoint's name.
        rate_limits: The limits, all of them.

    Returns:
        PutResponse: The rate limits now in force.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_PUT, path={"name": name}, body={"rate_limits": rate_limits})


_BUILD_LOGS = Operation(
    "build_logs",
    "GET",
    "/api/2.0/serving-endpoints/{name}/served-models/{served_model_name}/build-logs",
    json_body(models.BuildLogsResponse),
)


def build_logs(name: str, served_model_name: str) -> Call[models.BuildLogsResponse]:
    """Fetch the log of the container build of one served model.

    Args:
        name: The endpoint's name.
        served_model_name: The name of a served entity (or served model) of the endpoint.

    Returns:
        BuildLogsResponse: The log.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_BUILD_LOGS, path={"name": name, "served_model_name": served_model_name})


_LOGS = Operation(
    "logs",
    "GET",
    "/api/2.0/serving-endpoints/{name}/served-models/{served_model_name}/logs",
    json_body(models.ServerLogsResponse),
)


def logs(name: str, served_model_name: str) -> Call[models.ServerLogsResponse]:
    """Fetch the recent output of the processes that run one served model.

    Args:
        name: The endpoint's name.
        served_model_name: The name of a served entity (or served model) of the endpoint.

    Returns:
        ServerLogsResponse: The log.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_LOGS, path={"name": name, "served_model_name": served_model_name})


_PATCH = Operation(
    "patch",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/tags",
    json_body(models.EndpointTags),
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def patch(
    name: str, *, add_tags: List[models.EndpointTag] | None = None, delete_tags: List[str] | None = None
) -> Call[models.EndpointTags]:
    """Add, overwrite and remove tags of an endpoint in one call.

    Args:
        name: The endpoint's name.
        add_tags: Tags to add; one whose key exists gets the new value.
        delete_tags: The keys of the tags to remove.

    Returns:
        EndpointTags: All tags that the endpoint has now.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_PATCH, path={"name": name}, body={"add_tags": add_tags, "delete_tags": delete_tags})


_PATCH_TELEMETRY_CONFIG = Operation(
    "patch_telemetry_config",
    "PATCH",
    "/api/2.0/serving-endpoints/{name}/telemetry-config",
    json_body(models.ServingEndpointDetailed),
    content_type="application/json",
    reconcile=lambda arguments: get(name=arguments["name"]),
)


def patch_telemetry_config(
    name: str, *, telemetry_config: models.TelemetryConfig | None = None
) -> Call[models.ServingEndpointDetailed]:
    """Set where an endpoint exports its logs, traces and metrics, or stop the export.

    Args:
        name: The endpoint's name.
        telemetry_config: The new settings, with either an existing profile's id or the tables
            for a new one. Without it, telemetry is removed from the endpoint.

    Returns:
        ServingEndpointDetailed: The endpoint with its new telemetry settings.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_PATCH_TELEMETRY_CONFIG, path={"name": name}, body={"telemetry_config": telemetry_config})


_QUERY = Operation(
    "query",
    "POST",
    "/serving-endpoints/{name}/invocations",
    json_body(models.QueryEndpointResponse, headers={"served-model-name": "served_model_name"}),
    idempotence="inference",
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
    """Send a query to an endpoint and return its answer.

    Which arguments apply depends on what is served: `dataframe_split`, `dataframe_records`,
    `instances` or `inputs` for a custom model, `messages` for chat, `prompt` for completions,
    `input` for embeddings and for agents. With `stream=True` chat and completions answer
    piece by piece.

    Args:
        name: The endpoint's name.
        client_request_id: The caller's own id for the request; the inference table and the
            usage table keep it.
        dataframe_records: A table as a list of rows, each a map from column to value.
        dataframe_split: A table as column names and rows of values.
        extra_params: Chat, completions and embeddings of external and foundation models;
            further parameters of the model's provider.
        input: Embeddings of external and foundation models; a text or a list of texts. Agents
            take their list of input items here.
        inputs: Tensors by name, or a single tensor, in columnar form.
        instances: Tensors in row form, one element for each example.
        max_tokens: Chat and completions; the most tokens to generate.
        messages: Chat; the conversation so far, oldest message first.
        n: Chat and completions; how many answers to generate, from 1 (the default) to 5.
        prompt: Completions; a text or a list of texts to continue.
        stop: Chat and completions; texts at which generation ends, not included in the answer.
        stream: Chat and completions; whether to answer piece by piece, as server-sent events.
        temperature: Chat and completions; how freely to choose words, from 0.0 to 2.0 (1.0 when
            not given).
        usage_context: The caller's own notes on the request; the usage table keeps them.

    Returns:
        QueryEndpointResponse: The answer, whole or as a stream of events.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        Unauthenticated: The credentials are missing, malformed or expired.
        PermissionDenied: The caller is known but may not do this.
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        TooManyRequests: A limit of requests or tokens is used up (REQUEST_LIMIT_EXCEEDED,
            RESOURCE_EXHAUSTED). Nothing was done.
        InternalError: The service failed. Whether the request took effect is unknown.
        TemporarilyUnavailable: The service cannot answer now. With a Retry-After header,
            nothing was done.
        DeadlineExceeded: The served model did not answer in time. It may have done its work all
            the same.
    """
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
    json_body(models.QueryEndpointResponse, headers={"served-model-name": "served_model_name"}),
    idempotence="inference",
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
    """Send a query to one served entity of an endpoint, whatever the traffic split says.

    It takes the arguments of `query`.

    Args:
        name: The endpoint's name.
        served_model_name: The name of a served entity (or served model) of the endpoint.
        client_request_id: The caller's own id for the request; the inference table and the
            usage table keep it.
        dataframe_records: A table as a list of rows, each a map from column to value.
        dataframe_split: A table as column names and rows of values.
        extra_params: Chat, completions and embeddings of external and foundation models;
            further parameters of the model's provider.
        input: Embeddings of external and foundation models; a text or a list of texts. Agents
            take their list of input items here.
        inputs: Tensors by name, or a single tensor, in columnar form.
        instances: Tensors in row form, one element for each example.
        max_tokens: Chat and completions; the most tokens to generate.
        messages: Chat; the conversation so far, oldest message first.
        n: Chat and completions; how many answers to generate, from 1 (the default) to 5.
        prompt: Completions; a text or a list of texts to continue.
        stop: Chat and completions; texts at which generation ends, not included in the answer.
        stream: Chat and completions; whether to answer piece by piece, as server-sent events.
        temperature: Chat and completions; how freely to choose words, from 0.0 to 2.0 (1.0 when
            not given).
        usage_context: The caller's own notes on the request; the usage table keeps them.

    Returns:
        QueryEndpointResponse: The answer, whole or as a stream of events.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        DeadlineExceeded: The served model did not answer in time. It may have done its work all
            the same.
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
    json_body(models.ServingEndpointPermissions),
)


def get_permissions(serving_endpoint_id: str) -> Call[models.ServingEndpointPermissions]:
    """Fetch who may do what with an endpoint, inherited permissions included.

    Args:
        serving_endpoint_id: The endpoint's system-generated id, which `get` returns; not its
            name.

    Returns:
        ServingEndpointPermissions: The permissions.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_GET_PERMISSIONS, path={"serving_endpoint_id": serving_endpoint_id})


_SET_PERMISSIONS = Operation(
    "set_permissions",
    "PUT",
    "/api/2.0/permissions/serving-endpoints/{serving_endpoint_id}",
    json_body(models.ServingEndpointPermissions),
    content_type="application/json",
    reconcile=lambda arguments: get_permissions(serving_endpoint_id=arguments["serving_endpoint_id"]),
)


def set_permissions(
    serving_endpoint_id: str, *, access_control_list: List[models.ServingEndpointAccessControlRequest] | None = None
) -> Call[models.ServingEndpointPermissions]:
    """Replace all direct permissions of an endpoint; without a list, remove them. Inherited
    permissions stay.

    Args:
        serving_endpoint_id: The endpoint's system-generated id, which `get` returns; not its
            name.
        access_control_list: A permission level for each user, group or service principal.

    Returns:
        ServingEndpointPermissions: The permissions after the change.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
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
    json_body(models.ServingEndpointPermissions),
    content_type="application/json",
    reconcile=lambda arguments: get_permissions(serving_endpoint_id=arguments["serving_endpoint_id"]),
)


def update_permissions(
    serving_endpoint_id: str, *, access_control_list: List[models.ServingEndpointAccessControlRequest] | None = None
) -> Call[models.ServingEndpointPermissions]:
    """Give direct permissions on an endpoint to the listed principals; those of all others stay
    as they are.

    Args:
        serving_endpoint_id: The endpoint's system-generated id, which `get` returns; not its
            name.
        access_control_list: A permission level for each user, group or service principal.

    Returns:
        ServingEndpointPermissions: The permissions after the change.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
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
    json_body(models.GetServingEndpointPermissionLevelsResponse),
)


def get_permission_levels(serving_endpoint_id: str) -> Call[models.GetServingEndpointPermissionLevelsResponse]:
    """Fetch the permission levels that can be given on an endpoint.

    Args:
        serving_endpoint_id: The endpoint's system-generated id, which `get` returns; not its
            name.

    Returns:
        GetServingEndpointPermissionLevelsResponse: The levels, each with a description.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
    return Call(_GET_PERMISSION_LEVELS, path={"serving_endpoint_id": serving_endpoint_id})


_HTTP_REQUEST = Operation(
    "http_request",
    "POST",
    "/api/2.0/external-function",
    raw_body(models.HttpRequestResponse, "contents"),
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
    """Call an external HTTP service with the credentials that a Unity Catalog connection holds.

    The service's answer comes back as this call's own. This is the plain form of the request,
    in which headers, query parameters and body are JSON texts.

    Args:
        connection_name: The Unity Catalog connection that knows the host and the credentials.
        method: The HTTP method of the external call.
        path: The path of the external call, below the connection's base path.
        headers: Further request headers, as the text of a JSON object; without them only the
            connection's own are sent.
        json: The request body, as JSON text.
        params: The query parameters, as the text of a JSON object.
        sub_domain: A label to put before the connection's host; `eu` turns `api.example.com`
            into `eu.api.example.com`.

    Returns:
        HttpRequestResponse: The external service's answer, byte for byte.

    Raises:
        BadRequest: The request is malformed or a value in it is refused
            (INVALID_PARAMETER_VALUE), or the endpoint's state does not allow it
            (INVALID_STATE).
        NotFound: The endpoint, or something that the request names, does not exist
            (RESOURCE_DOES_NOT_EXIST).
        ResourceConflict: The name is taken (RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS) or another
            change is under way (ABORTED).
        Unauthenticated, PermissionDenied, TooManyRequests, InternalError,
            TemporarilyUnavailable: As every method of this class.
    """
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
