# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Services of Databricks Model Serving.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import blocking, operations, waiters


class ServingEndpointsAPI(blocking.WaitingService):
    """Create, change, watch, query and delete model serving endpoints.

    An endpoint runs models from Unity Catalog or the workspace registry, feature specs,
    foundation models or models of other providers on serverless compute, and answers on a
    REST path of its own.

    Every method may raise:
        Unauthenticated: The credentials are missing, malformed or expired.
        PermissionDenied: The caller is known but may not do this.
        TooManyRequests: A limit of requests or tokens is used up (REQUEST_LIMIT_EXCEEDED,
            RESOURCE_EXHAUSTED). Nothing was done.
        InternalError: The service failed. Whether the request took effect is unknown.
        TemporarilyUnavailable: The service cannot answer now. With a Retry-After header,
            nothing was done.
    """

    WAITERS = waiters.ALL
    """What the methods of this class can wait for, by name."""

    list = blocking.pages(operations.list, lambda answer: answer.endpoints, "models.ServingEndpoint")
    create = blocking.starts(operations.create, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name", creates=True)
    create_provisioned_throughput_endpoint = blocking.starts(
        operations.create_provisioned_throughput_endpoint, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name", creates=True
    )
    update_provisioned_throughput_endpoint_config = blocking.starts(
        operations.update_provisioned_throughput_endpoint_config, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name"
    )
    get = blocking.method(operations.get)
    delete = blocking.method(operations.delete)
    put_ai_gateway = blocking.method(operations.put_ai_gateway)
    update_config = blocking.starts(operations.update_config, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name")
    start = blocking.starts(operations.start, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name")
    stop = blocking.starts(operations.stop, waiters.SERVING_ENDPOINT_NOT_UPDATING, "name")
    export_metrics = blocking.method(operations.export_metrics)
    update_notifications = blocking.method(operations.update_notifications)
    get_open_api = blocking.method(operations.get_open_api)
    put = blocking.method(operations.put)  # pyright: ignore[reportDeprecated]  # its callers are told
    build_logs = blocking.method(operations.build_logs)
    logs = blocking.method(operations.logs)
    patch = blocking.method(operations.patch)
    patch_telemetry_config = blocking.method(operations.patch_telemetry_config)
    query = blocking.method(operations.query)
    query_served_model = blocking.method(operations.query_served_model)
    get_permissions = blocking.method(operations.get_permissions)
    set_permissions = blocking.method(operations.set_permissions)
    update_permissions = blocking.method(operations.update_permissions)
    get_permission_levels = blocking.method(operations.get_permission_levels)
    http_request = blocking.method(operations.http_request)


class ServingEndpointsDataPlaneAPI(blocking.Service):
    """Query serving endpoints at their own host, past the workspace's front door.

    Only route-optimized endpoints have such a host; every call is authorised by a token made
    for that endpoint alone.
    """

    query = blocking.method(operations.query)
