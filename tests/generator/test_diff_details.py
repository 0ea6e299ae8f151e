"""`diff` sees what types do not show: servers, security, content types, styles, unions, formats, limits, headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from .versions import changes

BASE = """\
openapi: 3.1.0
info: {title: Shop, version: '1.0'}
servers:
  - {url: 'https://{zone}.shop', variables: {zone: {default: eu, enum: [eu, us]}}}
  - url: https://old.shop
security:
  - key: []
  - login: [read]
tags: [{name: Shop}]
x-waiters:
  ready: {operation: get, bind: [id], state: state, success: [READY], retry: [BAKING], timeout: 60}
paths:
  /cakes:
    get:
      operationId: list
      tags: [Shop]
      security: [{login: [read]}]
      x-pagination: {items: cakes, token: next, parameter: page}
      parameters:
        - {name: page, in: query, schema: {type: string}}
        - {name: sizes, in: query, explode: true, schema: {type: array, items: {type: integer, maximum: 9}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Cakes'}}}}
    post:
      operationId: bake
      tags: [Shop]
      x-reconcile: {operation: get, bind: {id: id}}
      x-waiter: ready
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
          application/vnd.shop+json: {schema: {$ref: '#/components/schemas/Order'}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Cake'}}}}
  /cakes/{id}:
    get:
      operationId: get
      tags: [Shop]
      servers: [{url: 'https://cakes.shop'}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: d
          headers:
            X-Baker: {x-field: baker, schema: {type: string}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Cake'}}
            application/problem+json: {schema: {type: object}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    login: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {read: r}}}}
  schemas:
    Order:
      x-inline: true
      type: object
      properties:
        id: {type: string, pattern: '^[a-z]+$', default: plum}
        candles: {type: integer, format: int32}
        icing: {$ref: '#/components/schemas/Icing'}
    Icing:
      type: object
      additionalProperties: true
      properties:
        colour: {type: string}
        flavour: {type: string, writeOnly: true}
    Cakes:
      type: object
      properties:
        cakes: {type: array, items: {$ref: '#/components/schemas/Cake'}}
        next: {type: string}
    Cake:
      type: object
      properties:
        state: {$ref: '#/components/schemas/State'}
        baker: {type: string, readOnly: true}
        baked: {type: string, format: date}
        weights: {type: object, additionalProperties: {type: number, format: double}}
        topping:
          oneOf:
            - $ref: '#/components/schemas/Fruit'
            - $ref: '#/components/schemas/Nuts'
            - $ref: '#/components/schemas/Cream'
          discriminator:
            propertyName: kind
            mapping:
              fruit: '#/components/schemas/Fruit'
              nuts: '#/components/schemas/Nuts'
    Fruit: {type: object, properties: {kind: {type: string}, name: {type: string}}}
    Nuts: {type: object, properties: {kind: {type: string}, salt: {type: boolean}}}
    Cream: {type: object, properties: {kind: {type: string}, fat: {type: number}}}
    State: {type: string, enum: [BAKING, READY]}
"""
# What is edited, and the one change that it makes: kind, subject, message, whom it breaks, where it stands.
CASES = {
    "a server": (
        ("  - url: https://old.shop\n", ""),
        ("server-removed", "API", "is no longer at https://old.shop", "callers", "old.yaml:5:5"),
    ),
    "a server's variable": (
        ("default: eu,", "default: us,"),
        ("server-variable", "API", "is at zone = us by default, was eu", "callers", "new.yaml:4:46"),
    ),
    "an operation's own server": (
        ("https://cakes.shop'}", "https://cakes.shop'}, {url: 'https://c.shop'}"),
        ("server-added", "ShopAPI.get()", "is also at https://c.shop", "", "new.yaml:39:46"),
    ),
    "a way to log in": (
        ("  - key: []\n", ""),
        ("security-removed", "API", "no longer lets in with key", "callers", "old.yaml:7:5"),
    ),
    "an operation's way to log in": (
        ("security: [{login: [read]}]", "security: [{login: [read]}, {key: []}]"),
        ("security-added", "ShopAPI.list()", "lets in with key", "", "new.yaml:17:35"),
    ),
    "a scheme": (
        ("name: X-Key", "name: X-Secret"),
        ("scheme-changed", "security.key", "differs in name", "callers", "new.yaml:51:5"),
    ),
    "a content type of a body": (
        ("          application/vnd.shop+json: {schema: {$ref: '#/components/schemas/Order'}}\n", ""),
        (
            "content-removed",
            "ShopAPI.bake()",
            "never sends application/vnd.shop+json any more",
            "callers",
            "old.yaml:32:11",
        ),
    ),
    "a body that must be there": (
        ("      requestBody:\n", "      requestBody:\n        required: true\n"),
        ("body-required", "ShopAPI.bake()", "always has a body", "callers", "new.yaml:30:9"),
    ),
    "a content type of an answer": (
        ("            application/problem+json: {schema: {type: object}}\n", ""),
        (
            "content-removed",
            "ShopAPI.get()",
            "never answers with application/problem+json any more",
            "readers",
            "old.yaml:48:13",
        ),
    ),
    "a header of an answer": (
        ("          headers:\n            X-Baker: {x-field: baker, schema: {type: string}}\n", ""),
        ("header-removed", "ShopAPI.get()", "answers without the header x-baker", "readers", "old.yaml:45:13"),
    ),
    "a field that a header fills": (
        ("{x-field: baker, schema", "{schema"),
        ("header-field", "ShopAPI.get()", "puts the header x-baker into no field", "readers", "new.yaml:45:13"),
    ),
    "a parameter's style": (
        ("explode: true", "allowReserved: true"),
        (
            "parameter-style",
            "ShopAPI.list(sizes)",
            "is written as form, exploded, unescaped, was form, exploded",
            "callers",
            "new.yaml:21:11",
        ),
    ),
    "a limit of items": (
        ("maximum: 9", "maximum: 8"),
        ("limit-narrowed", "ShopAPI.list(sizes)[]", "has maximum 8 now, was 9", "callers", "new.yaml:21:96"),
    ),
    "the next page": (
        ("token: next, parameter: page", "token: next"),
        (
            "pages-changed",
            "ShopAPI.list()",
            "finds its items, or the next page, in another way",
            "readers",
            "new.yaml:18:7",
        ),
    ),
    "a way to read back": (
        ("      x-reconcile: {operation: get, bind: {id: id}}\n", ""),
        (
            "operation-reconcile",
            "ShopAPI.bake()",
            "is read back in another way when its answer is lost",
            "",
            "new.yaml:24:5",
        ),
    ),
    "an end of a wait": (
        ("timeout: 60", "timeout: 90"),
        ("waiter-changed", "waiters.ready", "waits with timeout = 90, was 60", "", "new.yaml:11:88"),
    ),
    "a pattern": (
        ("'^[a-z]+$'", "'^[a-z]*$'"),
        (
            "limit-narrowed",
            "ShopAPI.bake(id)",
            "has pattern '^[a-z]*$' now, was '^[a-z]+$'",
            "callers",
            "new.yaml:58:28",
        ),
    ),
    "a default": (
        ("default: plum", "default: apple"),
        ("default-changed", "ShopAPI.bake(id)", "has the default 'apple' now, was 'plum'", "callers", "new.yaml:58:49"),
    ),
    "a format that takes more": (
        ("format: int32", "format: int64"),
        ("format-changed", "ShopAPI.bake(candles)", "has the format int64 now, was int32", "", "new.yaml:59:34"),
    ),
    "a format of an answer": (
        ("format: date}", "format: date-time}"),
        ("format-changed", "models.Cake.baked", "has the format date-time now, was date", "readers", "new.yaml:77:31"),
    ),
    "a format of a map's values": (
        (", format: double", ""),
        ("format-removed", "models.Cake.weights{}", "has no format any more, was double", "readers", "old.yaml:78:70"),
    ),
    "fields of any name": (
        ("additionalProperties: true", "additionalProperties: false"),
        ("limit-narrowed", "models.Icing", "takes no other fields any more", "callers", "new.yaml:63:7"),
    ),
    "a field that is only received": (
        ("colour: {type: string}", "colour: {type: string, readOnly: true}"),
        ("field-read-only", "models.Icing.colour", "is only received now", "callers", "new.yaml:65:32"),
    ),
    "a field that may be sent": (
        (", readOnly: true", ""),
        ("field-read-only", "models.Cake.baker", "may be sent now", "", "old.yaml:76:31"),
    ),
    "a field that is only sent": (
        ("baker: {type: string, readOnly: true}", "baker: {type: string, readOnly: true, writeOnly: true}"),
        ("field-write-only", "models.Cake.baker", "is only sent now", "readers", "new.yaml:76:47"),
    ),
    "a branch that joins a union": (
        ("          discriminator:\n", "            - {type: string}\n          discriminator:\n"),
        (
            "field-retyped",
            "models.Cake.topping",
            "was Fruit | Nuts | Cream | dict[str, Any] | None, is Fruit | Nuts | Cream | str | dict[str, Any] | None",
            "readers",
            "new.yaml:79:9",
        ),
    ),
    "a branch that leaves a union": (
        ("            - $ref: '#/components/schemas/Cream'\n", ""),
        (
            "field-retyped",
            "models.Cake.topping",
            "was Fruit | Nuts | Cream | dict[str, Any] | None, is Fruit | Nuts | dict[str, Any] | None",
            "",
            "new.yaml:79:9",
        ),
    ),
    "what a discriminator means": (
        ("nuts: '#/components/schemas/Nuts'", "nuts: '#/components/schemas/Fruit'"),
        (
            "discriminator-changed",
            "models.Cake.topping",
            "means Fruit by 'nuts', meant Nuts",
            "readers",
            "new.yaml:88:15",
        ),
    ),
    "the property of a discriminator": (
        ("propertyName: kind", "propertyName: sort"),
        (
            "discriminator-changed",
            "models.Cake.topping",
            "says with 'sort' what it is, was 'kind'",
            "readers",
            "new.yaml:84:11",
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_detail_is_found_classed_and_located(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (before, after), expected = CASES[name]
    assert BASE.count(before) == 1

    (change,) = changes(folder, capsys, BASE.replace(before, after), BASE)

    broken = " and ".join(who for who in ("callers", "readers") if change[who] == "breaking")
    place = f"{change['path']}:{change['line']}:{change['column']}"
    assert (change["kind"], change["subject"], change["message"], broken, place) == expected
    assert change["breaking"] is bool(broken)


def test_every_detail_backwards_is_a_change_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for (before, after), _ in CASES.values():
        assert changes(folder, capsys, BASE, BASE.replace(before, after)), (before, after)
