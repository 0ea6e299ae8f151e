"""The generated models, for `from … import *`, which is how a type checker learns all their names."""

from __future__ import annotations

import sys

from brickserve_api import models
from brickserve_api.models import *  # noqa: F403  all of them, whatever the specification says next

# One module under two names, not two modules: classes must be the same ones everywhere.
sys.modules[__name__] = models
