"""The generator knows nothing of the API that it was written for: that stands in `spec/` alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .packages import run
from .test_goldens import GOLDEN

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
# What only one API has: its names, those of its product, and the classes and codes of its errors.
OURS = re.compile(
    r"databricks|brickserve|serving|served.?(?:entit|model)|\bendpoints?\b|workspace|mlflow|lakehouse|unity.?catalog|data.?plane|\bdapi"
    r"|RESOURCE_DOES_NOT_EXIST|NotFound\b|PermissionDenied|TooManyRequests|/api/2\.|x-request-id",
    re.IGNORECASE,
)
# Which document, package and library the commands take by default, and a page that people read.
EXEMPT = {GENERATOR / "commands" / "defaults.py", GENERATOR / "README.md"}
KINDS = {".py", ".j2", ".jinja2", ".md", ".typed"}
# A word that contains one of ours.
HARMLESS = re.compile(r"preserving|reserved|unreserved|observed|conserving", re.IGNORECASE)


def _found(text: str) -> list[str]:
    return OURS.findall(HARMLESS.sub("", text))


def test_no_code_template_or_run_time_file_names_the_api() -> None:
    files = [path for path in GENERATOR.rglob("*") if path.suffix in KINDS and path not in EXEMPT]
    assert len(files) > 80

    named = {path.relative_to(ROOT).as_posix(): _found(path.read_text(encoding="utf-8")) for path in files}

    assert {name: words for name, words in named.items() if words} == {}


@pytest.mark.parametrize("case", ["crud", "pages", "waiter"])
def test_a_foreign_package_does_not_name_the_api(folder: Path, case: str) -> None:
    spec = folder / "spec.yaml"
    spec.write_text((GOLDEN / case / "spec.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    assert run("generate", spec, folder, "pets_api") == 0

    own = set(_found(spec.read_text(encoding="utf-8")))
    texts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "pets_api").iterdir()}
    assert len(texts) > 20
    assert {name: words for name, text in texts.items() if (words := set(_found(text)) - own)} == {}


def test_error_classes_are_named_by_the_document_alone(folder: Path) -> None:
    text = (GOLDEN / "crud" / "spec.yaml").read_text(encoding="utf-8")
    spec = folder / "spec.yaml"
    spec.write_text(re.sub(r"x-errors:\n(  .*\n)+", "", text), encoding="utf-8")

    assert run("generate", spec, folder, "pets_api") == 0

    assert "HTTP 404: " in (folder / "pets_api" / "operations.py").read_text(encoding="utf-8")


def test_the_words_are_found_where_they_stand() -> None:
    assert _found("Databricks serves at /api/2.0 what is not reserved") == ["Databricks", "/api/2."]
