"""Which modules are broken, and which tests have to notice; quick tests stand first."""

from __future__ import annotations

OVERLAYS = "overlays/brickserve"
CLIENT = "tests/client"
MATRIX = ("tests/faults/test_matrix.py", "tests/faults/test_scenarios.py")

TARGETS: dict[str, tuple[str, ...]] = {
    f"{OVERLAYS}/retries.py": (f"{CLIENT}/test_retries.py", f"{CLIENT}/test_flows.py", *MATRIX),
    f"{OVERLAYS}/retry_after.py": (f"{CLIENT}/test_retries.py", "tests/faults/test_scenarios.py"),
    f"{OVERLAYS}/budget.py": (f"{CLIENT}/test_retries.py", f"{CLIENT}/test_flows.py", *MATRIX[1:]),
    f"{OVERLAYS}/phases.py": (f"{CLIENT}/test_flows.py", f"{CLIENT}/test_waiters.py", *MATRIX),
    f"{OVERLAYS}/redirects.py": (f"{CLIENT}/test_retries.py", f"{CLIENT}/test_flows.py", *MATRIX[1:]),
    f"{OVERLAYS}/recovery.py": (f"{CLIENT}/test_flows.py", f"{CLIENT}/test_decisions.py", *MATRIX),
    f"{OVERLAYS}/reconciling.py": (f"{CLIENT}/test_reconciling.py", f"{CLIENT}/test_flows.py", *MATRIX),
    f"{OVERLAYS}/deadlines.py": (f"{CLIENT}/test_retries.py", f"{CLIENT}/test_flows.py", *MATRIX[1:]),
    f"{OVERLAYS}/waiters.py": (f"{CLIENT}/test_waiters.py", f"{CLIENT}/test_decisions.py"),
    f"{OVERLAYS}/states.py": (f"{CLIENT}/test_waiters.py", f"{CLIENT}/test_reconciling.py"),
    f"{OVERLAYS}/redaction.py": (
        f"{CLIENT}/test_responses.py",
        f"{CLIENT}/test_decisions.py",
        f"{CLIENT}/test_config.py",
    ),
    f"{OVERLAYS}/sse.py": (f"{CLIENT}/test_sse.py",),
    "generated/brickserve_api/wire.py": ("tests/bindings/test_operations.py", f"{CLIENT}/test_decisions.py"),
    "generated/brickserve_api/parameters.py": ("tests/bindings/test_operations.py", f"{CLIENT}/test_decisions.py"),
}

EQUIVALENT: dict[str, str] = {}
"""Survivors that no test can tell from the original: the mutant as it is printed, and why."""
