"""From bytes to models and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from . import samples
from .measuring import Row, Section, Settings, compared, interleaved
from .peer_models import msgspec_struct, pydantic_model
from .peers import peer
from .touching import toucher

GOALS: dict[str, tuple[float, float]] = {
    "endpoint": (0.40, 0.28),
    "chat": (0.60, 0.40),
    "list of 1,000": (0.45, 0.35),
    "embeddings 100×1024": (0.95, 0.20),
    "encode an endpoint": (0.70, 0.15),
}
_CHECKED = "every value's type is checked and every object made in Python"
_BUILT = "a dict of 190 values has to be built first; see the floors"
WHY_MISSED: dict[str, tuple[str, str]] = {
    "endpoint": (_CHECKED, _CHECKED),
    "chat": (_CHECKED, _CHECKED),
    "list of 1,000": (_CHECKED, _CHECKED),
    "embeddings 100×1024": ("json.loads alone takes longer", "orjson.loads takes most of it"),
    "encode an endpoint": (_BUILT, _BUILT),
}


def bench(settings: Settings) -> Section:
    """Decode and encode with brickserve, with either JSON library, and with the official SDK."""
    section = Section(
        "Codec",
        remark="CPU time of one thread, every field read after decoding. "
        "The floors are the JSON libraries alone, which give dicts and lists. msgspec and pydantic have the same "
        "fields, take enums for plain text, and drop fields that they do not know.",
    )
    serving = peer("databricks.sdk.service.serving")
    if serving is None:
        return Section("Codec", [Row("decode", "databricks-sdk", note="not installed")])
    for what, document, name, times in (
        ("endpoint", samples.endpoint(), "ServingEndpointDetailed", 300),
        ("chat", samples.chat(), "QueryEndpointResponse", 1500),
        ("list of 1,000", samples.listing(), "ListEndpointsResponse", 1),
        ("embeddings 100×1024", samples.embeddings(), "QueryEndpointResponse", 1),
    ):
        section.rows += _decode(what, samples.text(document), name, serving, settings, times)
    section.rows += _encode("encode an endpoint", serving, settings)
    return section


def _decode(what: str, data: bytes, name: str, serving: Any, settings: Settings, times: int) -> list[Row]:
    from brickserve_api import models

    ours, theirs = getattr(models, name), getattr(serving, name)
    ours.from_json(data)
    touch_ours, touch_theirs = toucher(ours), toucher(theirs)
    candidates: dict[str, Callable[[], object]] = {
        "databricks-sdk": lambda: touch_theirs(theirs.from_dict(json.loads(data))),
        "brickserve, json": _with("json", lambda: touch_ours(ours.from_json(data))),
        "json.loads (floor)": lambda: json.loads(data),
    }
    if orjson := peer("orjson"):
        candidates["brickserve, orjson"] = _with("orjson", lambda: touch_ours(ours.from_json(data)))
        candidates["orjson.loads (floor)"] = lambda: orjson.loads(data)
    return _measured(what, candidates | _decoding_peers(ours, data), settings, times)


def _decoding_peers(ours: type[Any], data: bytes) -> dict[str, Callable[[], object]]:
    candidates: dict[str, Callable[[], object]] = {}
    if msgspec := peer("msgspec"):
        struct = msgspec_struct(ours)
        decode, touch_struct = msgspec.json.Decoder(struct).decode, toucher(struct)
        candidates["msgspec"] = lambda: touch_struct(decode(data))
    if peer("pydantic"):
        model = pydantic_model(ours)
        validate, touch_model = model.model_validate_json, toucher(model)
        candidates["pydantic"] = lambda: touch_model(validate(data))
    return candidates


def _encode(what: str, serving: Any, settings: Settings) -> list[Row]:
    from brickserve_api import models

    data = samples.text(samples.endpoint())
    ours = models.ServingEndpointDetailed.from_json(data)
    theirs = serving.ServingEndpointDetailed.from_dict(json.loads(data))
    toucher(type(ours))(ours)
    document = ours.as_dict()
    candidates: dict[str, Callable[[], object]] = {
        "databricks-sdk": lambda: json.dumps(theirs.as_dict()),
        "brickserve, json": _with("json", ours.to_json),
        "json.dumps of a dict (floor)": lambda: json.dumps(document),
    }
    if orjson := peer("orjson"):
        candidates["brickserve, orjson"] = _with("orjson", ours.to_json)
        candidates["orjson.dumps of a dict (floor)"] = lambda: orjson.dumps(document)
        build: Callable[[], object] = eval(f"lambda: {document!r}")
        candidates["orjson.dumps of a dict built from constants (floor)"] = lambda: orjson.dumps(build())
    return _measured(what, candidates | _encoding_peers(type(ours), data), settings, 300)


def _encoding_peers(ours: type[Any], data: bytes) -> dict[str, Callable[[], object]]:
    candidates: dict[str, Callable[[], object]] = {}
    if msgspec := peer("msgspec"):
        struct = msgspec.json.decode(data, type=msgspec_struct(ours))
        encode = msgspec.json.Encoder().encode
        candidates["msgspec"] = lambda: encode(struct)
    if peer("pydantic"):
        model = pydantic_model(ours).model_validate_json(data)
        candidates["pydantic"] = lambda: model.model_dump_json(exclude_none=True)
    return candidates


def _measured(what: str, candidates: dict[str, Callable[[], object]], settings: Settings, times: int) -> list[Row]:
    from brickserve_api import jsontext

    try:
        taken = interleaved(candidates, settings.rounds, settings.times(times))
    finally:
        jsontext.use()
    names = ("brickserve, json", "brickserve, orjson")
    notes = dict(zip(names, WHY_MISSED.get(what, ()), strict=False))
    return compared(what, taken, "databricks-sdk", dict(zip(names, GOALS[what], strict=True)), notes=notes)


def _with(library: str, work: Callable[[], object]) -> Callable[[], object]:
    """Return `work` done with one JSON library; the switch costs about a tenth of a microsecond."""
    from brickserve_api import jsonlibraries, jsontext

    chosen = jsonlibraries.choose(library)

    def run() -> object:
        jsontext._library = chosen  # pyright: ignore[reportPrivateUsage]  # `use` would make a new one every time
        return work()

    return run
