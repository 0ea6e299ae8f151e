"""Edits of the small API in `versions`, and the one change that each of them makes."""

from __future__ import annotations

PET = "        mood: {type: string}\n"
OWNER = "        phone: {type: string}\n"
GET = """\
    get:
      operationId: get
      tags: [Pets]
      x-idempotence: read
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - name: limit
          in: query
          schema: {type: integer}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
"""
ANSWER = "".join(GET.splitlines(keepends=True)[-2:])
LIMIT = "          schema: {type: integer}\n"
KINDS = "Kind: {type: string, enum: [CAT, DOG]}"
STATES = "State: {type: string, enum: [AWAKE, ASLEEP]}"
DELETED = "'200': {description: d}\n"

# What is edited, and the one change that it makes: kind, subject, end of the sentence, callers, readers.
BREAKING = {
    "an operation that is gone": (
        (GET, ""),
        ("operation-removed", "PetsAPI.get()", "was removed", "breaking", "unaffected"),
    ),
    "an operation with another name": (
        ("operationId: get", "operationId: fetch"),
        ("operation-renamed", "PetsAPI.fetch()", "was get()", "breaking", "unaffected"),
    ),
    "an operation with another method": (
        ("    post:\n", "    put:\n      x-idempotence: create\n"),
        ("operation-route", "PetsAPI.create()", "sends PUT /pets, sent POST /pets", "breaking", "unaffected"),
    ),
    "an operation with another path": (
        ("  /pets:\n", "  /animals:\n"),
        ("operation-route", "PetsAPI.create()", "sends POST /animals, sent POST /pets", "breaking", "unaffected"),
    ),
    "a call that was safe to repeat": (
        ("x-idempotence: read", "x-idempotence: create"),
        (
            "operation-idempotence",
            "PetsAPI.get()",
            "is of the class create, was read: this decides what is repeated",
            "breaking",
            "unaffected",
        ),
    ),
    "an argument that is gone": (
        ("        - name: limit\n          in: query\n" + LIMIT, ""),
        ("parameter-removed", "PetsAPI.get(limit)", "was removed", "breaking", "unaffected"),
    ),
    "an argument with another name": (
        ("name: limit", "name: limits"),
        ("parameter-renamed", "PetsAPI.get(limits)", "was limit", "breaking", "unaffected"),
    ),
    "an argument in another place": (
        ("in: query", "in: header"),
        ("parameter-moved", "PetsAPI.get(limit)", "is sent in the header, was in the query", "breaking", "unaffected"),
    ),
    "an argument of another type": (
        (LIMIT, "          schema: {type: boolean}\n"),
        ("parameter-retyped", "PetsAPI.get(limit)", "was int | None, is bool | None", "breaking", "unaffected"),
    ),
    "an argument that takes less of several types": (
        (LIMIT, "          schema: {type: [string, boolean]}\n"),
        ("parameter-retyped", "PetsAPI.get(limit)", "was int | None, is str | bool | None", "breaking", "unaffected"),
    ),
    "an argument that is written in another way": (
        (LIMIT, "          content: {application/json: {schema: {type: integer}}}\n"),
        (
            "parameter-style",
            "PetsAPI.get(limit)",
            "is written as application/json, was form, exploded",
            "breaking",
            "unaffected",
        ),
    ),
    "a field of a response that may have another type too": (
        (PET, "        mood: {type: [string, integer]}\n"),
        ("field-retyped", "models.Pet.mood", "was str | None, is str | int | None", "unaffected", "breaking"),
    ),
    "an argument that must be given": (
        (LIMIT, "          required: true\n" + LIMIT),
        ("parameter-required", "PetsAPI.get(limit)", "is now required", "breaking", "unaffected"),
    ),
    "a property of a body that is required from the start": (
        (
            "required: [name, kind]\n      properties:\n",
            "required: [name, kind, size]\n      properties:\n        size: {type: string}\n",
        ),
        ("parameter-added", "PetsAPI.create(size)", "was added and must be given", "breaking", "unaffected"),
    ),
    "a positional argument that became optional": (
        ("required: [name, kind]", "required: [name]"),
        (
            "parameter-optional",
            "PetsAPI.create(kind)",
            "is no longer required, and has to be given by name",
            "breaking",
            "unaffected",
        ),
    ),
    "positional arguments in another order": (
        ("required: [name, kind]", "required: [kind, name]"),
        (
            "parameter-order",
            "PetsAPI.create()",
            "takes its arguments in another order: 'kind', 'name'",
            "breaking",
            "unaffected",
        ),
    ),
    "a tighter limit of an argument": (
        ("maxLength: 20", "maxLength: 10"),
        ("limit-narrowed", "PetsAPI.create(name)", "has maxLength 10 now, was 20", "breaking", "unaffected"),
    ),
    "a field of a request that is gone": (
        (OWNER, ""),
        ("field-removed", "models.Owner.phone", "was removed", "breaking", "unaffected"),
    ),
    "a field of a request that must be given": (
        ("required: [id]", "required: [id, phone]"),
        ("field-required", "models.Owner.phone", "is now required", "breaking", "unaffected"),
    ),
    "a new field of a request that must be given": (
        (
            "required: [id]\n      properties:\n        id: {type: string}\n",
            "required: [id, zip]\n      properties:\n        id: {type: string}\n        zip: {type: string}\n",
        ),
        (
            "field-added",
            "models.Owner.zip",
            "was added and must be given",
            "breaking",
            "unaffected",
        ),
    ),
    "fields of a request in another order": (
        (OWNER + "        street: {type: string}\n", "        street: {type: string}\n" + OWNER),
        (
            "field-order",
            "models.Owner",
            "has its fields in another order: 'id', 'street', 'phone'",
            "breaking",
            "unaffected",
        ),
    ),
    "a field of a response that is gone": (
        (PET, ""),
        ("field-removed", "models.Pet.mood", "was removed", "unaffected", "breaking"),
    ),
    "a field of a response with another name": (
        ("mood: {", "moods: {"),
        ("field-renamed", "models.Pet.moods", "was mood", "unaffected", "breaking"),
    ),
    "a field of a response of another type": (
        (PET, "        mood: {type: array, items: {type: string}}\n"),
        ("field-retyped", "models.Pet.mood", "was str | None, is list[str] | None", "unaffected", "breaking"),
    ),
    "a field of a response that may be null": (
        (
            "required: [name, state]\n      properties:\n        name: {type: string}",
            "required: [name, state]\n      properties:\n        name: {type: [string, 'null']}",
        ),
        ("field-retyped", "models.Pet.name", "was str, is str | None", "unaffected", "breaking"),
    ),
    "a field of a response that may be absent": (
        ("required: [name, state]", "required: [name]"),
        ("field-optional", "models.Pet.state", "is no longer required", "unaffected", "breaking"),
    ),
    "a value that requests may no longer have": (
        (KINDS, "Kind: {type: string, enum: [CAT]}"),
        ("value-removed", "models.Kind.DOG", "was removed", "breaking", "unaffected"),
    ),
    "a value that responses no longer have": (
        (STATES, "State: {type: string, enum: [AWAKE]}"),
        ("value-removed", "models.State.ASLEEP", "was removed", "unaffected", "breaking"),
    ),
    "a member with another name": (
        (KINDS, "Kind: {type: string, enum: [CAT, DOG], x-enum-varnames: [CAT, HOUND]}"),
        ("value-renamed", "models.Kind.HOUND", "was DOG", "breaking", "unaffected"),
    ),
    "an answer that is no longer given": (
        (ANSWER + "    delete", "      responses:\n        '200': {description: d}\n    delete"),
        ("result-changed", "PetsAPI.get()", "returns nothing, returned a value", "unaffected", "breaking"),
    ),
}  # fmt: skip
COMPATIBLE = {
    "a new operation": (
        ("    delete:\n", GET.replace("get", "patch").replace("x-idempotence: read", "summary: s") + "    delete:\n"),
        ("operation-added", "PetsAPI.patch()", "was added", "compatible", "unaffected"),
    ),
    "a new argument": (
        ("        - name: l", "        - {name: page, in: query, schema: {type: string}}\n        - name: l"),
        ("parameter-added", "PetsAPI.get(page)", "was added", "compatible", "unaffected"),
    ),
    "an argument that takes more": (
        (LIMIT, "          schema: {type: number}\n"),
        ("parameter-retyped", "PetsAPI.get(limit)", "was int | None, is float | None", "compatible", "unaffected"),
    ),
    "an argument that takes another type too": (
        (LIMIT, "          schema: {type: [string, integer]}\n"),
        ("parameter-retyped", "PetsAPI.get(limit)", "was int | None, is str | int | None", "compatible", "unaffected"),
    ),
    "a wider limit of an argument": (
        ("maxLength: 20", "maxLength: 30"),
        ("limit-widened", "PetsAPI.create(name)", "has maxLength 30 now, was 20", "compatible", "unaffected"),
    ),
    "a limit that is gone": (
        (", maxLength: 20", ""),
        ("limit-widened", "PetsAPI.create(name)", "has no maxLength any more, was 20", "compatible", "unaffected"),
    ),
    "a new field of a request": (
        (OWNER, OWNER + "        zip: {type: string}\n"),
        (
            "field-added",
            "models.Owner.zip",
            "was added before street, which matters to those who give it by position",
            "compatible",
            "unaffected",
        ),
    ),
    "a field of a request that need not be given": (
        ("      required: [id]\n", ""),
        ("field-optional", "models.Owner.id", "is no longer required", "compatible", "unaffected"),
    ),
    "a new field of a response": (
        (PET, PET + "        colour: {type: string}\n"),
        ("field-added", "models.Pet.colour", "was added", "unaffected", "compatible"),
    ),
    "a field of a response that is always there": (
        ("required: [name, state]", "required: [name, state, mood]"),
        ("field-required", "models.Pet.mood", "is now required", "unaffected", "compatible"),
    ),
    "a narrower number in a response": (
        ("weight: {type: number}", "weight: {type: integer}"),
        ("field-retyped", "models.Pet.weight", "was float | None, is int | None", "unaffected", "compatible"),
    ),
    "a value that requests may have as well": (
        (KINDS, "Kind: {type: string, enum: [BIRD, CAT, DOG]}"),
        ("value-added", "models.Kind.BIRD", "was added", "compatible", "unaffected"),
    ),
    "a value that responses may have as well, since enums are open": (
        (STATES, "State: {type: string, enum: [AWAKE, ASLEEP, GONE]}"),
        ("value-added", "models.State.GONE", "was added", "unaffected", "compatible"),
    ),
    "a deprecated field": (
        (PET, "        mood: {type: string, deprecated: true, x-deprecated: use state}\n"),
        ("deprecated", "models.Pet.mood", "is deprecated: use state", "unaffected", "compatible"),
    ),
    "a deprecated operation": (
        ("      operationId: get\n", "      operationId: get\n      deprecated: true\n"),
        ("deprecated", "PetsAPI.get()", "is deprecated", "compatible", "unaffected"),
    ),
    "a new class": (
        ("    State: {", "    Toy: {type: object, properties: {name: {type: string}}}\n    State: {"),
        ("class-added", "models.Toy", "was added", "compatible", "compatible"),
    ),
    "a call that became safe to repeat": (
        ("operationId: delete\n", "operationId: delete\n      x-idempotence: read\n"),
        (
            "operation-idempotence",
            "PetsAPI.delete()",
            "is of the class read, was idempotent: this decides what is repeated",
            "compatible",
            "unaffected",
        ),
    ),
    "an answer where there was none": (
        (DELETED, "'200': {description: d, content: {application/json: {schema: {type: string}}}}\n"),
        ("result-changed", "PetsAPI.delete()", "returns a value, returned nothing", "unaffected", "compatible"),
    ),
    "a failure that is documented": (
        (DELETED, DELETED + "        '404': {description: There is no such pet.}\n"),
        ("failure-added", "PetsAPI.delete()", "may fail with HTTP 404", "compatible", "unaffected"),
    ),
}  # fmt: skip
