"""Every model, enum and service class of model serving, where the official SDK has them too."""

from __future__ import annotations

from .. import _api
from .._api.models import *  # noqa: F403  every model and enum, also those of later versions of the specification
from ..aio_services import AsyncServingEndpointsDataPlaneExt as AsyncServingEndpointsDataPlaneExt
from ..aio_services import AsyncServingEndpointsExt as AsyncServingEndpointsExt
from ..long_running import ServingEndpointsAPI as ServingEndpointsAPI
from ..services import ServingEndpointsDataPlaneExt as ServingEndpointsDataPlaneExt
from ..services import ServingEndpointsExt as ServingEndpointsExt

ServingEndpointsDataPlaneAPI = _api.services.ServingEndpointsDataPlaneAPI
Wait = _api.waiting.Wait
AsyncWait = _api.waiting.AsyncWait
