"""Every model, enum and service class of model serving, where the official SDK has them too."""

from __future__ import annotations

from .._api import services as _services
from .._api import waiting as _waiting
from .._api.models import *  # noqa: F403  every model and enum, also those of later versions of the specification
from ..endpoints.aio import AsyncServingEndpointsDataPlaneExt as AsyncServingEndpointsDataPlaneExt
from ..endpoints.aio import AsyncServingEndpointsExt as AsyncServingEndpointsExt
from ..endpoints.long_running import ServingEndpointsAPI as ServingEndpointsAPI
from ..endpoints.sync import ServingEndpointsDataPlaneExt as ServingEndpointsDataPlaneExt
from ..endpoints.sync import ServingEndpointsExt as ServingEndpointsExt

ServingEndpointsDataPlaneAPI = _services.ServingEndpointsDataPlaneAPI
Wait = _waiting.Wait
AsyncWait = _waiting.AsyncWait
