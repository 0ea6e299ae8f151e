"""A copy of this library in a foreign package: alone, beside another version of itself, and type-checked."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from brickserve import WorkspaceClient, __version__
from brickserve.emulator import Emulator
from brickserve.service.serving import EndpointCoreConfigInput, ServedEntityInput
from generator.__main__ import main

ROOT = Path(__file__).parents[2]
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "acme"
version = "1.0"
dependencies = ["urllib3"]

[tool.hatch.build.targets.wheel]
packages = ["src/acme"]
"""
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
    """Return a project whose package `acme`, in a src layout, holds a copy of the library and one of the bindings."""
    root = tmp_path_factory.mktemp("foreign")
    package = root / "src" / "acme"
    (package / "_vendor").mkdir(parents=True)
    for name in ("__init__.py", "py.typed", "_vendor/__init__.py"):
        (package / name).touch()
    (package / "client.py").write_text(CLIENT)
    (root / "pyproject.toml").write_text(PROJECT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert main(["vendor", str(package / "_vendor")]) == 0
        assert main(["vendor", str(package / "_bindings"), "--bindings-only"]) == 0
    return root


@pytest.fixture(scope="module")
def python(foreign: Path) -> Path:
    """Return the interpreter of a new environment: the standard library, urllib3, and the wheel of `acme`."""
    run = partial(subprocess.run, cwd=foreign, check=True, capture_output=True)
    run([sys.executable, "-m", "venv", "--without-pip", "venv"])
    interpreter = foreign / "venv" / "bin" / "python"
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "wheels"])
    (wheel,) = (foreign / "wheels").iterdir()
    pip = [sys.executable, "-m", "pip", "--python", str(interpreter), "--disable-pip-version-check"]
    run([*pip, "install", "--no-index", "--no-deps", "--no-compile", str(wheel)])
    urllib3 = importlib.util.find_spec("urllib3")
    assert urllib3 is not None
    assert urllib3.submodule_search_locations
    (_site(interpreter) / "urllib3").symlink_to(urllib3.submodule_search_locations[0])
    return interpreter


def _site(interpreter: Path) -> Path:
    (folder,) = (interpreter.parents[1] / "lib").glob("python3.*/site-packages")
    return folder


def _run(python: Path, program: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a program that reaches nothing but what is installed in its environment."""
    return subprocess.run(
        [str(python), "-I", *options, "-c", program],
        cwd=python.parent,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(python.parent)},
    )


@pytest.fixture(scope="module")
def service() -> Iterator[Emulator]:
    """Return a service that has one endpoint."""
    with Emulator() as emulator, WorkspaceClient(host=emulator.url, token=emulator.token) as w:
        entity = ServedEntityInput(entity_name="system.ai.assistant", entity_version="1")
        config = EndpointCoreConfigInput("assistant", served_entities=[entity])
        w.serving_endpoints.create_and_wait("assistant", config=config)
        yield emulator


def test_an_installed_copy_calls_the_service_with_urllib3_alone(python: Path, service: Emulator) -> None:
    done = _run(
        python,
        "import asyncio, importlib.util\n"
        "from acme.client import ask, ask_again\n"
        f"print(ask({service.url!r}, {service.token!r}))\n"
        f"print(asyncio.run(ask_again({service.url!r}, {service.token!r})))\n"
        "print([name for name in ('brickserve', 'brickserve_api', 'certifi', 'orjson', 'openai', 'starlette')"
        " if importlib.util.find_spec(name)])",
    )

    assert done.stderr == ""
    answer, name, reached = done.stdout.splitlines()
    assert answer.startswith("['assistant'] ")
    assert answer.endswith(" acme._vendor.brickserve.errors.platform")
    assert (name, reached) == ("assistant", "[]")


def test_an_installed_copy_works_beside_another_version(python: Path, service: Emulator, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overlays" / "brickserve", tmp_path / "brickserve")
    shutil.copytree(ROOT / "generated" / "brickserve_api", tmp_path / "brickserve_api")
    first = tmp_path / "brickserve" / "__init__.py"
    first.write_text(re.sub(r'__version__ = ".*"', '__version__ = "99.0"', first.read_text()))

    done = _run(
        python,
        f"import sys\nsys.path.append({str(tmp_path)!r})\n"
        "import brickserve\n"
        "from acme._vendor import brickserve as copy\n"
        "for library in (brickserve, copy, brickserve):\n"
        f"    with library.WorkspaceClient(host={service.url!r}, token={service.token!r}) as w:\n"
        "        try: w.serving_endpoints.get('nothing')\n"
        "        except library.errors.NotFound as error: print(library.__version__, type(error).__module__)\n"
        "print(issubclass(copy.errors.NotFound, brickserve.errors.BrickserveError))",
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "99.0 brickserve.errors.platform",
        f"{__version__} acme._vendor.brickserve.errors.platform",
        "99.0 brickserve.errors.platform",
        "False",
    ]


def test_every_module_of_a_copy_imports_without_the_optional_packages(foreign: Path, python: Path) -> None:
    # The emulator is a server, and one transport is pyreqwest's: both need what their extras bring.
    copy = foreign / "src/acme/_vendor/brickserve"
    names = [path.relative_to(foreign / "src").with_suffix("") for path in sorted(copy.rglob("*.py"))]
    needed = [name for name in names if not {"emulator", "native"} & set(name.parts)]
    modules = [".".join(name.parts) for name in needed]
    assert len(modules) > 50

    done = _run(python, f"import importlib\nfor name in {modules!r}: importlib.import_module(name)")

    assert done.stderr == ""


def test_the_bindings_alone_need_the_standard_library_alone(foreign: Path, python: Path) -> None:
    done = _run(
        python,
        f"import sys\nsys.path.append({str(foreign / 'src')!r})\n"
        "from acme._bindings import models, operations, services, aio\n"
        "print(operations.get('a b').path, models.EndpointTag.from_dict({'key': 'k'}).key)",
        "-S",
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

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=foreign / "src", capture_output=True, text=True, check=False
    )

    assert (done.stderr, done.stdout) == ("", "[] False\n")


def test_a_copy_is_clean_under_mypy_strict_where_no_optional_package_is(foreign: Path, python: Path) -> None:
    options = ["--strict", "--config-file=", "--cache-dir=mypy_cache", f"--python-executable={python}"]

    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "src/acme"], cwd=foreign, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_a_copy_is_clean_under_pyright_strict(foreign: Path) -> None:
    settings = {"include": ["src"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (foreign / "pyrightconfig.json").write_text(json.dumps(settings))

    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable],
        cwd=foreign,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
