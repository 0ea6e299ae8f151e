"""No text of a document becomes code: not its title, its version, a path, a tag or a description."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from .packages import load_package, run, write_spec

if TYPE_CHECKING:
    from pathlib import Path

SPEC = r"""
openapi: 3.1.0
info: {title: "T\"\"\"\nimport os\n\\N", version: "1\nraise SystemExit #", description: "a\"\"\"b\\"}
paths:
  "/a\"\"\"\n\\":
    get:
      operationId: a
      description: "\\N{x} \"\"\" \u2028 end\\"
      tags: ["t\"\"\"\n"]
      responses: {'204': {description: "\"\"\"\\"}}
components:
  schemas:
    A:
      type: object
      description: "\"\"\"\\"
      properties:
        "a\"\"\"\n\\": {type: string, default: "\"\"\"\\", description: "x\\"}
        b: {type: string, enum: ["\"\"\"", "x\n", "\\"]}
"""


def test_no_text_of_a_document_becomes_code(folder: Path) -> None:
    spec = write_spec(folder, SPEC.lstrip())

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run("generate", spec, folder) == 0
        package = load_package(folder)

    source = (folder / "pets_api" / "models.py").read_text(encoding="utf-8")
    assert source.splitlines()[0].endswith("(1 raise SystemExit #) by `make generate`. Do not edit.")
    assert ast.get_docstring(ast.parse(source)) == 'Models and enums of T""" import os \\N.'
    assert package.models.A.from_dict({'a"""\n\\': "x"}).as_dict() == {'a"""\n\\': "x"}
