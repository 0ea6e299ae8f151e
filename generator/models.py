"""Models and enums: written by datamodel-code-generator with our template, checked against the IR."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from . import ir
from .classes import TEMPLATES, class_doc, class_rest, class_tags, field_doc, field_value, write_classes

LARGE = 250
"""Up to how many classes datamodel-code-generator writes: it needs some 5 ms for each, which adds up to a minute."""

_SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "any": {},
    "file": {"type": "string", "x-python-type": "BinaryIO"},
}


class ModelsError(Exception):
    """datamodel-code-generator wrote something else than what was asked for: a defect of the generator."""


def declarations(api: ir.Api) -> str:
    """Return the source text of all classes, in the order of the specification."""
    if not api.order:
        return ""
    if len(api.order) > LARGE:
        return write_classes(api)
    return arranged(api, _generated(_document(api)))


def arranged(api: ir.Api, text: str) -> str:
    """Take the classes out of a generated module, after making sure that they are the expected ones."""
    parts = _split(text)
    expected: dict[str, ir.Model | ir.Enum] = {each.name: each for each in api.models}
    expected |= {each.name: each for each in api.enums}
    if set(parts) != set(expected):
        raise ModelsError(f"classes that differ: {sorted(set(parts) ^ set(expected))}")
    for name, (node, source) in parts.items():
        _verify(node, source, expected[name])
    return "\n\n\n".join(parts[name][1] for name in api.order)


def _generated(document: dict[str, Any]) -> str:
    """Run datamodel-code-generator over component schemas."""
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
    from datamodel_code_generator.format import PythonVersion

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = generate(
            document,
            input_file_type=InputFileType.OpenAPI,
            openapi_scopes=[OpenAPIScope.Schemas],
            output=None,
            output_model_type=DataModelType.DataclassesDataclass,
            target_python_version=PythonVersion.PY_311,
            custom_template_dir=TEMPLATES,
            formatters=[],
            disable_timestamp=True,
            treat_dot_as_module=False,
            strict_refs=True,
            strict_nullable=True,
            field_include_all_keys=True,
            use_union_operator=True,
            use_standard_collections=True,
        )
    if not isinstance(text, str):
        raise ModelsError("several modules instead of one")
    return text


def _document(api: ir.Api) -> dict[str, Any]:
    """Return the IR as the plainest OpenAPI document that says the same: no nesting, Python's own names."""
    schemas = {each.name: _object(each) for each in api.models} | {each.name: _enum(each) for each in api.enums}
    return {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def _object(model: ir.Model) -> dict[str, Any]:
    return {
        "type": "object",
        "x-doc": class_doc(model),
        "x-tags": class_tags(model),
        "x-rest": class_rest(model),
        "required": [field.name for field in model.fields if field.required or not field.type.nullable],
        "properties": {field.name: _property(field) for field in model.fields},
    }


def _property(field: ir.Field) -> dict[str, Any]:
    schema = _schema(field.type)
    schema["x-doc"] = field_doc(field)
    if value := field_value(field):
        schema["x-value"] = value
    return schema


def _enum(enum: ir.Enum) -> dict[str, Any]:
    return {
        "type": "string",
        "x-doc": class_doc(enum),
        "enum": [member.value for member in enum.members],
        "x-enum-varnames": [member.name for member in enum.members],
    }


def _schema(kind: ir.Type) -> dict[str, Any]:
    if kind.kind == "any":
        return {}
    item = _schema(kind.item) if kind.item else {}
    if kind.options:
        return {"anyOf": [*map(_schema, kind.options), *([{"type": "null"}] if kind.nullable else [])]}
    match kind.kind:
        case "model" | "enum":
            schema: dict[str, Any] = {"$ref": f"#/components/schemas/{kind.name}"}
        case "list":
            schema = {"type": "array", "items": item}
        case "map":
            schema = {"type": "object", "additionalProperties": item}
        case _:
            schema = dict(_SCALARS[kind.kind])
    return {"anyOf": [schema, {"type": "null"}]} if kind.nullable else schema


def _split(text: str) -> dict[str, tuple[ast.ClassDef, str]]:
    """Cut the generated module into its classes."""
    lines = text.splitlines()
    parts: dict[str, tuple[ast.ClassDef, str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            if node.name in parts:
                raise ModelsError(f"two classes {node.name}")
            parts[node.name] = (node, "\n".join(lines[node.lineno - 1 : node.end_lineno]))
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            raise ModelsError(f"an unexpected statement: {ast.unparse(node)[:80]}")
    return parts


def _verify(node: ast.ClassDef, text: str, expected: ir.Model | ir.Enum) -> None:
    """Compare a class with what the IR says of it: base, fields in order, annotations, members."""
    base = "OpenEnum" if isinstance(expected, ir.Enum) else "Model"
    tags = class_tags(expected) if isinstance(expected, ir.Model) else ""
    if [ast.unparse(each.value) for each in node.keywords] != ([ast.unparse(ast.parse(tags))] if tags else []):
        raise ModelsError(f"{node.name} has other tags than {tags or 'none'}")
    if node.decorator_list or [ast.unparse(each) for each in node.bases] != [base]:
        raise ModelsError(f"{node.name} does not come from our template:\n{text[:200]}")
    found = [_statement(statement) for statement in node.body if not isinstance(statement, ast.Expr | ast.Pass)]
    if isinstance(expected, ir.Enum):
        wanted = [(member.name, repr(member.value)) for member in expected.members]
    else:
        wanted = [(field.name, field.type.text()) for field in expected.declared]
    if found != wanted:
        raise ModelsError(f"{node.name} differs from the specification: {found} instead of {wanted}")


def _statement(node: ast.stmt) -> tuple[str, str]:
    match node:
        case ast.AnnAssign():
            return ast.unparse(node.target), ast.unparse(node.annotation)
        case ast.Assign():
            return ast.unparse(node.targets[0]), ast.unparse(node.value)
        case _:
            raise ModelsError(f"an unexpected statement: {ast.unparse(node)[:80]}")
