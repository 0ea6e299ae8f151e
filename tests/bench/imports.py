"""What an import costs, in a fresh process each time."""

from __future__ import annotations

from .measuring import Row, Section, Settings, Spread, compared
from .peers import peer
from .processes import fresh

CLIENT = {
    "databricks-sdk": "from databricks.sdk import WorkspaceClient",
    "brickserve": "from brickserve import WorkspaceClient",
    "urllib3": "import urllib3",
    "openai": "from openai import OpenAI",
}
MODELS = {
    "databricks-sdk": "from databricks.sdk.service import serving",
    "brickserve": "from brickserve.service import serving",
}
_PROBE = """
import sys, time
start = time.process_time()
{statement}
print([time.process_time() - start, len(sys.modules)])
"""


def bench(settings: Settings) -> Section:
    """Measure the CPU time of import statements."""
    section = Section("Import", remark="CPU time of the statement alone, in a fresh process; byte code is cached.")
    for what, statements in (("import the client", CLIENT), ("import the models", MODELS)):
        present = {
            name: text
            for name, text in statements.items()
            if name == "brickserve" or peer(text.split()[1].split(".")[0])
        }
        taken: dict[str, list[float]] = {name: [] for name in present}
        for turn in range(4 if settings.quick else 12):
            for name, statement in present.items():
                seconds, _ = fresh(_PROBE.format(statement=statement))
                if turn:
                    taken[name].append(seconds)
        if "databricks-sdk" in taken:
            section.rows += compared(what, taken, "databricks-sdk", {"brickserve": 0.02})
        else:
            own = Spread.of([seconds * 1e6 for seconds in taken["brickserve"]])
            section.rows.append(Row(what, "brickserve", own, unit="µs", note="databricks-sdk is not installed"))
    return section
