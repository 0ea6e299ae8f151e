# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Databricks Model Serving, version 2.0.0.

Create, change, watch and query model serving endpoints.

An endpoint serves up to ten models, functions or external models (its served entities) under
one name and divides the traffic between them. Changes are prepared beside the running
configuration, as `pending_config`, and take its place when they are ready.

Conventions: a property that is not required may be absent or null, and both mean "not set";
servers may add properties and enum values at any time; times are milliseconds since 1970
unless a description says otherwise; `{{secrets/scope/key}}` in a credential refers to a
Databricks secret.

- `services.ServingEndpointsAPI`, `aio.AsyncServingEndpointsAPI`
- `services.ServingEndpointsDataPlaneAPI`, `aio.AsyncServingEndpointsDataPlaneAPI`
"""
