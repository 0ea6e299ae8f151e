"""What a program that imports, queries and lists needs at its peak, and what live endpoints cost."""

from __future__ import annotations

from .local import local_server
from .measuring import Row, Section, Settings, Spread
from .peers import peer
from .processes import PEAK, fresh

_WORK = {
    "databricks-sdk": """
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import ChatMessage
w = WorkspaceClient(host={url!r}, token="bench", auth_type="pat")
w.serving_endpoints.query("bench", messages=[ChatMessage(content="?")])
assert sum(1 for _ in w.serving_endpoints.list()) == 1000
print(peak())
""",
    "brickserve": """
from brickserve import WorkspaceClient
from brickserve.service.serving import ChatMessage
w = WorkspaceClient(host={url!r}, token="bench")
w.serving_endpoints.query("bench", messages=[ChatMessage(content="?")])
assert sum(1 for _ in w.serving_endpoints.list()) == 1000
print(peak())
""",
    "bare python": "print(peak())",
}
_LIVE = """
import gc, json, tracemalloc
from {module} import ServingEndpointDetailed
from tests.bench import samples
from tests.bench.touching import toucher
{setup}
data = samples.text(samples.endpoint())
touch = toucher(ServingEndpointDetailed)
def one():
    value = {decode}
    if {touched}: touch(value)
    return value
for _ in range(250): one()  # What a class needs once, such as its compiled decoder, is not what an object costs.
gc.collect()
tracemalloc.start()
alive = [one() for _ in range(1000)]
gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""
_SDK, _OURS = "databricks.sdk.service.serving", "brickserve.service.serving"
_LIBRARIES = {
    "databricks-sdk": (_SDK, "", "ServingEndpointDetailed.from_dict(json.loads(data))"),
    "brickserve, json": (
        _OURS,
        "from brickserve_api import jsontext; jsontext.use('json')",
        "ServingEndpointDetailed.from_json(data)",
    ),
}
_WITH_ORJSON = {
    "brickserve, orjson": (_OURS, "", "ServingEndpointDetailed.from_json(data)"),
    "databricks-sdk on orjson.loads": (_SDK, "import orjson", "ServingEndpointDetailed.from_dict(orjson.loads(data))"),
}
_ORJSONS_OWN = "what orjson makes of the text is larger, for the SDK too"


def bench(settings: Settings) -> Section:
    """Measure the peak of a small program, and a thousand endpoints that are kept."""
    section = Section("Memory", remark="Peak of resident memory (VmHWM) of a whole process; traced memory for objects.")
    if not peer("databricks.sdk"):
        section.rows = [Row("peak", "databricks-sdk", note="not installed")]
        return section
    with local_server() as url:
        peaks = {name: fresh(PEAK + code.format(url=url)) / 1024 for name, code in _WORK.items()}
    section.rows += _compared("peak of import, query and list of 1,000", peaks, 0.4, "MB")
    libraries = _LIBRARIES | (_WITH_ORJSON if peer("orjson") else {})
    kinds = {"1,000 live endpoints, every field read": True}
    if not settings.quick:
        kinds["1,000 live endpoints"] = False
    for what, touched in kinds.items():
        kept = {
            name: fresh(_LIVE.format(module=module, setup=setup, decode=decode, touched=touched)) / 1e6
            for name, (module, setup, decode) in libraries.items()
        }
        section.rows += _compared(what, kept, 1.0, "MB")
    return section


def _compared(what: str, figures: dict[str, float], goal: float, unit: str) -> list[Row]:
    base = figures["databricks-sdk"]
    rows = [Row(what, "databricks-sdk", Spread.of([base]), unit=unit)]
    for name, figure in figures.items():
        if name != "databricks-sdk":
            ours = name.startswith("brickserve")
            note = _ORJSONS_OWN if "orjson" in name else ""
            rows.append(Row(what, name, Spread.of([figure / base]), goal if ours else None, note=note if ours else ""))
    return rows
