"""What stands in the declarations of classes, and the declarations of an API with very many of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import docs, ir
from .types import literal

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates" / "models"


def class_doc(of: ir.Model | ir.Enum) -> str:
    """Return the docstring of a class as a literal; a class without a body needs one."""
    empty = isinstance(of, ir.Model) and not of.declared
    return _literal(of.doc or ("An object without properties of its own." if empty else ""), of.deprecated)


def class_tags(model: ir.Model) -> str:
    """Return the values by which unions tell a class apart, as a literal."""
    pairs = (f"{json.dumps(name)}: {_tuple(values)}" for name, values in model.tags)
    return f"{{{', '.join(pairs)}}}" if model.tags else ""


def class_rest(model: ir.Model) -> dict[str, str]:
    """Return annotation and docstring of the field that takes further properties, if there is one."""
    return {"type_hint": model.rest.type.text(), "doc": field_doc(model.rest)} if model.rest else {}


def field_doc(field: ir.Field) -> str:
    """Return the docstring below a field as a literal."""
    return _literal(field.doc, field.deprecated)


def field_value(field: ir.Field) -> str:
    """Return what stands behind the equals sign of a field's declaration, if anything."""
    special = []
    if field.wire != field.name:
        special.append(f"wire={json.dumps(field.wire, ensure_ascii=False)}")
    if field.secret:
        special.append("secret=True")
    default = literal(field.default) if field.default is not None else "None"
    if special:
        return f"field({', '.join(special if field.required else [f'default={default}', *special])})"
    if field.required:
        return ""
    if field.type.kind == "enum" and field.default is not None:
        return f"field(default={default})"  # the class of its members may stand further down
    # A field that the service fills in is not None in its answers, and need not be given.
    return default if field.type.nullable or field.default is not None else "field(default=None)"


def write_classes(api: ir.Api) -> str:
    """Return the text that datamodel-code-generator writes for an API, without it: the templates are the same."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=False)
    enum, model = environment.get_template("Enum.jinja2"), environment.get_template("dataclass.jinja2")
    texts = {each.name: _enum(enum, each) for each in api.enums}
    texts |= {each.name: _model(model, each) for each in api.models}
    return "\n\n\n".join(texts[name] for name in api.order)


def _enum(template: Template, enum: ir.Enum) -> str:
    members = [{"name": member.name, "default": repr(member.value)} for member in enum.members]
    return _rendered(template, enum, members)


def _model(template: Template, model: ir.Model) -> str:
    fields = [
        {
            "name": field.name,
            "type_hint": field.type.text(),
            "extras": {"x_value": field_value(field), "x_doc": field_doc(field)},
        }
        for field in model.fields
    ]
    return _rendered(template, model, fields)


def _rendered(template: Template, of: ir.Model | ir.Enum, fields: list[dict[str, Any]]) -> str:
    extensions: dict[str, Any] = {"x-doc": class_doc(of)}
    if isinstance(of, ir.Model):
        extensions |= {"x-tags": class_tags(of), "x-rest": class_rest(of)}
    return template.render(class_name=of.name, extensions=extensions, fields=fields)


def _tuple(values: tuple[str | int, ...]) -> str:
    items = [json.dumps(value, ensure_ascii=False) for value in values]
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _literal(doc: str, deprecated: str | None) -> str:
    text = docs.with_deprecation(doc, deprecated)
    return docs.docstring(text, 4) if text else ""
