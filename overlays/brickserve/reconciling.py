"""Whether a resource shows what was written to it; pure."""

from __future__ import annotations

from .guards import is_array, is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def reflects(written: dict[str, Any], resource: dict[str, Any]) -> bool:
    """Tell whether `resource`, or an object in it, shows every written field that it has at all.

    A resource has fields that nobody wrote, and never shows secrets that were. A field `x` may stand in
    `pending_x` while it takes effect.
    """
    return any(_shows(written, place) for place in (resource, *filter(is_object, resource.values())))


def _shows(written: dict[str, Any], place: dict[str, Any]) -> bool:
    found = {name: [place[key] for key in (name, f"pending_{name}") if key in place] for name in written}
    shown = {name: values for name, values in found.items() if values}
    return bool(shown) and all(any(agree(written[name], value) for value in values) for name, values in shown.items())


def agree(written: Any, found: Any) -> bool:
    """Tell whether two values are the same, as far as both have the same fields."""
    if is_object(written) and is_object(found):
        return all(agree(value, found[name]) for name, value in written.items() if name in found)
    if is_array(written) and is_array(found):
        # The service may order its lists otherwise.
        return len(written) == len(found) and all(any(agree(item, other) for other in found) for item in written)
    # 64-bit integers may come back as text.
    return bool(written == found) or (_is_number(written) and str(written) == found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
