"""Which modules are broken, and which tests have to notice: the nearest ones only, quick ones first."""

from __future__ import annotations

OVERLAYS = "overlays/brickserve"
BINDINGS = "generated/brickserve_api"
RETRIES, DECISIONS = (f"tests/client/test_{name}.py" for name in ("retries", "decisions"))
FLOWS = tuple(
    f"tests/client/test_{name}.py" for name in ("flows", "interrupted_writes", "call_limits", "refused_tokens")
)
REPETITIONS, RECOVERY = (f"tests/client/test_{name}.py" for name in ("repetitions", "recovery"))
WAITERS, RECONCILING = (f"tests/client/test_{name}.py" for name in ("waiters", "reconciling"))
ATTEMPTS, POLLS, HANDLES = (f"tests/client/test_{name}.py" for name in ("attempts", "polls", "wait_handles"))
CONFIG = tuple(f"tests/client/test_{name}.py" for name in ("config", "config_options", "config_shown"))
FLIGHTS, FULL_POOLS = "tests/client/test_flights.py", "tests/client/test_full_pools.py"
RESPONSES = "tests/client/test_responses.py"
SCENARIOS = "tests/faults/test_scenarios.py"

TARGETS: dict[str, tuple[str, ...]] = {
    f"{OVERLAYS}/calling/retries.py": (DECISIONS, RETRIES, *FLOWS, SCENARIOS),
    f"{OVERLAYS}/calling/retry_after.py": (RETRIES, DECISIONS, SCENARIOS),
    f"{OVERLAYS}/calling/budget.py": (DECISIONS, RETRIES, *FLOWS, SCENARIOS),
    f"{OVERLAYS}/calling/deadlines.py": (DECISIONS, RETRIES, *FLOWS, SCENARIOS, WAITERS),
    f"{OVERLAYS}/calling/flights.py": (
        "tests/client/test_flights.py",
        "tests/client/test_look_ups.py",
        "tests/client/test_renewal.py",
    ),
    f"{OVERLAYS}/calling/phases.py": (DECISIONS, *FLOWS, WAITERS, SCENARIOS),
    f"{OVERLAYS}/calling/redirects.py": (DECISIONS, RETRIES, *FLOWS),
    f"{OVERLAYS}/calling/recovery.py": (RECOVERY, REPETITIONS, *FLOWS, DECISIONS, RECONCILING, SCENARIOS),
    f"{OVERLAYS}/calling/reconciling.py": (RECONCILING, REPETITIONS, DECISIONS, *FLOWS, SCENARIOS),
    f"{OVERLAYS}/calling/progress.py": (
        ATTEMPTS,
        "tests/client/test_full_pools.py",
        RECOVERY,
        REPETITIONS,
        *FLOWS,
        DECISIONS,
        SCENARIOS,
    ),
    f"{OVERLAYS}/drivers/cancelling.py": (ATTEMPTS, REPETITIONS, *FLOWS, DECISIONS),
    f"{OVERLAYS}/calling/waiters.py": (POLLS, WAITERS, DECISIONS),
    f"{OVERLAYS}/calling/states.py": (DECISIONS, WAITERS, RECONCILING),
    f"{OVERLAYS}/calling/versions.py": (POLLS, WAITERS, DECISIONS),
    f"{OVERLAYS}/redaction.py": (DECISIONS, REPETITIONS, RESPONSES, *CONFIG),
    f"{OVERLAYS}/sse.py": ("tests/client/test_sse.py",),
    f"{OVERLAYS}/settings/values.py": (
        "tests/client/test_values.py",
        *CONFIG,
        "tests/client/test_auth.py",
        "tests/client/test_resolution.py",
        DECISIONS,
    ),
    f"{BINDINGS}/wire.py": ("tests/client/test_wire.py", DECISIONS, "tests/bindings/test_operations.py"),
    f"{BINDINGS}/parameters.py": ("tests/client/test_parameters.py", DECISIONS, "tests/bindings/test_operations.py"),
    f"{BINDINGS}/waiting.py": (HANDLES, REPETITIONS, WAITERS),
}

FOUR = "the limit of four requests ends the call at the same moment"
LINES = "a text that begins with blank lines gives the same events when all of it is read line by line"

EQUIVALENT: dict[str, str] = {
    "flights.py '0.02' -> '1.02'": "how often a caller looks is a matter of taste",
    "flights.py enter: '1' -> '2'": "how far the numbers are apart does not matter",
    "flights.py __init__: '0' -> '1'": "where the numbers begin does not matter",
    "flights.py _is_own: '0.0' -> '1.0'": "either is short enough to be waited for",
    "retries.py backoff: '10' -> '11'": "the longest pause is reached with the fifth attempt",
    "budget.py give_back: '< in self._available < self._capacity' -> '<='": "what is given to a full budget is cut off",
    "recovery.py _again: 'progress.resent = True' -> 'pass'": FOUR,
    "recovery.py _again: 'True' -> 'False'": FOUR,
    "recovery.py _redirect: 'False' -> 'True'": FOUR,
    "recovery.py _redirect: 'progress.redirects += 1' -> 'pass'": FOUR,
    "recovery.py _redirect: '>= in progress.redirects >= MAX_REDIRECTS' -> '>'": FOUR,
    "recovery.py _redirect: 'or in answer is None or progress.redirects >= MAX_REDIRECTS' -> 'and'": FOUR,
    "redirects.py '3' -> '4'": FOUR,
    "redaction.py __init__: '0' -> '1'": "the length of the longest form is used only where there is a form",
    "redaction.py excerpt: '4' -> '5'": "more is decoded, and no more of it is kept",
    "sse.py __init__: 'False' -> 'True'": "an empty first line says nothing, and may be left out",
    "sse.py _decode: '< in end < 0' -> '<='": LINES,
    "sse.py _decode: '0' -> '1'": LINES,
    "sse.py _hold: '1' -> '2'": "a comment is one by its first character, and no more than two are kept",
    "sse.py _field: '20' -> '21'": "either is cut to more digits than the largest number has",
    "versions.py whose: '> in latest > own' -> '>='": "that the two are equal was ruled out before",
    "waiters.py missing: 'self.problem = error' -> 'pass'": "a wait whose time is up raises this error itself",
}
"""Survivors that no test can tell from the original: the mutant as it is printed, without its line, and the reason."""
