"""The wheel holds the two packages and nothing else, and works with its declared dependencies alone."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from brickserve import WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput

ROOT = Path(__file__).parent.parent
DEPENDENCIES = ("urllib3", "certifi")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (found,) = folder.glob("brickserve-*.whl")
    return found


def test_the_wheel_holds_the_two_packages_and_nothing_of_the_tools(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"brickserve", "brickserve_api"}
    assert {"brickserve/py.typed", "brickserve_api/py.typed", "brickserve_api/openapi.json"} <= set(names)


def test_the_wheel_depends_on_urllib3_and_certifi_alone(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    requirements = Parser().parsestr(archive.read(metadata).decode()).get_all("Requires-Dist", [])

    needed = {re.split(r"[<>=!~; \[]", line)[0] for line in requirements if "extra ==" not in line}

    assert needed == set(DEPENDENCIES)


def test_the_first_call_of_the_readme_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    for name in DEPENDENCIES:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.submodule_search_locations
        (tmp_path / name).symlink_to(spec.submodule_search_locations[0])
    first_call = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)[0]
    with Emulator() as emulator, WorkspaceClient(host=emulator.url, token=emulator.token) as w:
        entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1")
        config = EndpointCoreConfigInput("assistant", served_entities=[entity])
        w.serving_endpoints.create_and_wait("assistant", config=config)

        # -I and -S: neither the environment's packages nor the working directory are in reach.
        program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{first_call}"
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", program],
            env={"DATABRICKS_HOST": emulator.url, "DATABRICKS_TOKEN": emulator.token, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.stderr == ""
    assert "What is a serving endpoint?" in done.stdout
