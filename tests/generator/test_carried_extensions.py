"""Extensions that the generator does not know are no code: the package carries them in its document, as data."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from brickserve.endpoints import data_plane
from brickserve_api import document, models


def _extensions() -> list[dict[str, Any]]:
    paths = document.load()["paths"]
    operations = [operation for path in paths.values() for operation in path.values() if isinstance(operation, dict)]
    return [operation["x-data-plane"] for operation in operations if "x-data-plane" in operation]


def test_the_package_carries_where_calls_go_on_the_data_plane() -> None:
    assert [extension["operation"] for extension in _extensions()] == ["get"]


@pytest.mark.parametrize("key", ["url", "authorization_details"])
def test_what_the_document_says_of_the_data_plane_is_what_the_library_reads(key: str) -> None:
    (extension,) = _extensions()
    steps = extension[key].split(".")
    answer = {"name": "e", steps[0]: {steps[1]: {steps[2]: "there"}}}

    found: Any = models.ServingEndpointDetailed.from_dict(answer)
    for step in steps:
        found = getattr(found, step)

    assert found == "there"
    # The overlay follows the same path: it breaks here when the document names another one.
    source = inspect.getsource(data_plane) + inspect.getsource(data_plane.DataPlaneTokens)
    assert all(f".{step}" in source for step in steps)
