"""A copy of this library in a foreign package: alone, beside another version of itself, and type-checked."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from brickserve import WorkspaceClient
from brickserve.emulator import Emulator
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput
from generator.__main__ import main

ROOT = Path(__file__).parents[2]
IMPOSTOR = 'raise ImportError("the copy fetched the installed library")\n'
CLIENT = '''\
"""What the foreign package does with its copy."""

from __future__ import annotations

from datetime import timedelta

from ._vendor.brickserve import AsyncWorkspaceClient, WorkspaceClient
from ._vendor.brickserve.errors import DatabricksError, NotFound
from ._vendor.brickserve.service.serving import ChatMessage, ChatMessageRole, EndpointTag, ServingEndpointsAPI, Wait


def ask(host: str, token: str) -> str:
    """Return a model's answer, how many endpoints there are, and what a missing one raises."""
    w = WorkspaceClient(host=host, token=token)
    api: ServingEndpointsAPI = w.serving_endpoints
    names = [endpoint.name for endpoint in api.list()]
    question = ChatMessage(role=ChatMessageRole.USER, content="hello")
    answer = w.serving_endpoints.query("assistant", messages=[question])
    assert answer.choices is not None and answer.choices[0].message is not None
    try:
        api.get("nothing")
    except NotFound as error:
        assert isinstance(error, DatabricksError)
        return f"{names} {answer.choices[0].message.content} {type(error).__module__}"
    return "no error"


async def ask_again(host: str, token: str) -> str | None:
    """Do it with coroutines."""
    async with AsyncWorkspaceClient(host=host, token=token) as w:
        return (await w.serving_endpoints.get("assistant")).name


TAG = EndpointTag("team", "acme")
LIMIT = timedelta(minutes=1)
WAIT = Wait
'''


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package `acme`, which holds a copy of the library."""
    root = tmp_path_factory.mktemp("foreign")
    package = root / "acme"
    (package / "_vendor").mkdir(parents=True)
    for name in ("__init__.py", "py.typed", "_vendor/__init__.py"):
        (package / name).touch()
    (package / "client.py").write_text(CLIENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert main(["vendor", str(package / "_vendor")]) == 0
        assert main(["vendor", str(package / "_bindings"), "--bindings-only"]) == 0
    return root


def _alone(foreign: Path, program: str, *, with_urllib3: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program that reaches the foreign package, urllib3 and the standard library alone.

    Beside it stand a `brickserve` and a `brickserve_api` that nobody may import.
    """
    site = foreign / "site"
    for name in ("brickserve", "brickserve_api"):
        (site / name).mkdir(parents=True, exist_ok=True)
        (site / name / "__init__.py").write_text(IMPOSTOR)
    spec = importlib.util.find_spec("urllib3")
    assert spec is not None
    assert spec.submodule_search_locations
    if with_urllib3 and not (site / "urllib3").exists():
        (site / "urllib3").symlink_to(spec.submodule_search_locations[0])
    places = [str(foreign), *([str(site)] if with_urllib3 else [])]
    # -I and -S: neither the environment's packages nor the working directory are in reach.
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {places!r}\n{program}"],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(foreign)},
    )


def test_a_copy_calls_the_service_with_urllib3_alone(foreign: Path) -> None:
    with Emulator() as emulator, WorkspaceClient(host=emulator.url, token=emulator.token) as w:
        entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1")
        config = EndpointCoreConfigInput("assistant", served_entities=[entity])
        w.serving_endpoints.create_and_wait("assistant", config=config)

        done = _alone(
            foreign,
            "import asyncio\n"
            "from acme.client import ask, ask_again\n"
            f"print(ask({emulator.url!r}, {emulator.token!r}))\n"
            f"print(asyncio.run(ask_again({emulator.url!r}, {emulator.token!r})))\n",
        )

    assert done.stderr == ""
    assert done.stdout.splitlines()[0].startswith("['assistant'] ")
    assert done.stdout.splitlines()[0].endswith(" acme._vendor.brickserve.errors.platform")
    assert done.stdout.splitlines()[1] == "assistant"


def test_every_module_of_a_copy_imports_without_the_optional_packages(foreign: Path) -> None:
    # The emulator is a server, and one transport is pyreqwest's: both need what their extras bring.
    copy = foreign / "acme/_vendor/brickserve"
    names = [path.relative_to(foreign).with_suffix("") for path in sorted(copy.rglob("*.py"))]
    needed = [name for name in names if "emulator" not in name.parts and not name.name.startswith("reqwest_")]
    modules = [".".join(name.parts) for name in needed]
    assert len(modules) > 50

    done = _alone(foreign, f"import importlib\nfor name in {modules!r}: importlib.import_module(name)")

    assert done.stderr == ""


def test_the_bindings_alone_need_the_standard_library_alone(foreign: Path) -> None:
    done = _alone(
        foreign,
        "from acme._bindings import models, operations, services, aio\n"
        "print(operations.get('a b').path, models.EndpointTag.from_dict({'key': 'k'}).key)",
        with_urllib3=False,
    )

    assert (done.stderr, done.stdout) == ("", "/api/2.0/serving-endpoints/a%20b k\n")


def test_the_emulator_of_a_copy_runs_beside_the_installed_library(foreign: Path) -> None:
    program = (
        "import brickserve\n"
        "from acme._vendor.brickserve import WorkspaceClient\n"
        "from acme._vendor.brickserve.emulator import Emulator\n"
        "with Emulator() as emulator, WorkspaceClient(host=emulator.url, token=emulator.token) as w:\n"
        "    print(list(w.serving_endpoints.list()), WorkspaceClient is brickserve.WorkspaceClient)"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=foreign, capture_output=True, text=True, check=False)

    assert (done.stderr, done.stdout) == ("", "[] False\n")


def test_a_copy_is_clean_under_mypy_strict(foreign: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=mypy_cache", "acme"],
        cwd=foreign,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_a_copy_is_clean_under_pyright_strict(foreign: Path) -> None:
    settings = {"include": ["acme"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (foreign / "pyrightconfig.json").write_text(json.dumps(settings))

    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable],
        cwd=foreign,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
