"""What a model's class shows, before its first use and after, although instances alone hold the fields."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from brickserve_api import models
from brickserve_api.codec import Model


def fresh() -> type[Model]:
    class Sample(models.EndpointTag):
        """A class that nobody has used yet."""

        note: str | None = None

    return Sample


@pytest.mark.parametrize("used", [False, True])
def test_the_defaults_can_be_read_on_the_class(used: bool) -> None:
    cls = fresh()
    if used:
        cls.from_dict({"key": "a"})

    assert cls.note is None  # type: ignore[attr-defined]  # of the local class
    assert cls.value is None  # type: ignore[attr-defined]  # of its base
    assert {"note", "value"} <= set(dir(cls))
    assert Mock(spec=cls, note="n").note == "n"
    with pytest.raises(AttributeError, match="type object 'Sample' has no attribute 'nothing'"):
        cls.nothing  # type: ignore[attr-defined]  # noqa: B018  # what is tested


def test_an_unknown_attribute_of_an_instance_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        models.EndpointTag.from_dict({}).nothing  # type: ignore[attr-defined]  # noqa: B018  # what is tested


def test_what_was_pickled_before_a_field_existed_reads_it_as_none() -> None:
    tag = models.EndpointTag.__new__(models.EndpointTag)

    tag.__setstate__({"key": "a"})

    assert tag.value is None
    assert tag == models.EndpointTag(key="a")
