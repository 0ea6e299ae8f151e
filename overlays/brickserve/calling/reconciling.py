"""Whether a resource shows what was written to it; pure."""

from __future__ import annotations

from ..guards import is_array, is_object

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def reflects(written: dict[str, Any], resource: dict[str, Any]) -> bool:
    """Tell whether `resource`, or an object in it, shows everything that was written.

    A resource has fields that nobody wrote, and never shows secrets that were. A field `x` may stand in
    `pending_x` while it takes effect.
    """
    return bool(written) and any(_holds(written, place) for place in (resource, *filter(is_object, resource.values())))


def is_new(written: dict[str, Any], resource: dict[str, Any], since: float | None) -> bool:
    """Tell whether `resource` was created after `since`, on the service's clock, and contradicts nothing written.

    Some fields are never shown; the time of creation tells what was made by this call from what was there before.
    """
    created = resource.get("creation_timestamp")
    if since is None or not isinstance(created, int) or created < since * 1000:
        return False
    shown = {name: _candidates(name, resource) for name in written}
    return all(any(agree(written[name], value) for value in values) for name, values in shown.items() if values)


def _holds(written: dict[str, Any], place: dict[str, Any]) -> bool:
    return all(
        any(shows(value, found) for found in _candidates(name, place) or [None]) for name, value in written.items()
    )


def _candidates(name: str, place: dict[str, Any]) -> list[Any]:
    return [place[key] for key in (name, f"pending_{name}") if key in place]


def shows(wanted: Any, found: Any) -> bool:
    """Tell whether everything that is wanted is there; what is there beyond that does not matter.

    False, an empty text and an empty list may as well be absent. Secrets are never shown and not compared.
    """
    if is_object(wanted):
        there = found if is_object(found) else {}
        return all(shows(value, there.get(name)) for name, value in wanted.items() if not name.endswith("_plaintext"))
    if is_array(wanted) and is_array(found):
        # The service may order its lists otherwise.
        return len(wanted) == len(found) and all(any(shows(item, other) for other in found) for item in wanted)
    if found is None:
        return not wanted
    return agree(wanted, found)


def agree(written: Any, found: Any) -> bool:
    """Tell whether two values are the same, as far as both have the same fields."""
    if is_object(written) and is_object(found):
        return all(agree(value, found[name]) for name, value in written.items() if name in found)
    if is_array(written) and is_array(found):
        return len(written) == len(found) and all(any(agree(item, other) for other in found) for item in written)
    # 64-bit integers may come back as text.
    return bool(written == found) or (_is_number(written) and str(written) == found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
