"""What the templates receive: the API in Python's terms, every name and type decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

_SCALARS = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "any": "Any",
    "file": "BinaryIO",
}

Kind = Literal["string", "integer", "number", "boolean", "any", "file", "model", "enum", "list", "map"]


@dataclass(frozen=True)
class Type:
    """The type of a field, an argument or a result."""

    kind: Kind
    name: str = ""
    item: Type | None = None
    nullable: bool = False

    def text(self, prefix: str = "", hidden: frozenset[str] = frozenset()) -> str:
        """Write the annotation: `prefix` stands before classes, hidden builtins get a capital."""
        if self.item is not None:
            container = "list" if self.kind == "list" else "dict"
            container = container.capitalize() if container in hidden else container
            inner = self.item.text(prefix, hidden)
            text = f"{container}[{inner}]" if self.kind == "list" else f"{container}[str, {inner}]"
        elif self.name:
            text = prefix + self.name
        else:
            text = _SCALARS[self.kind]
        return f"{text} | None" if self.nullable else text


ANY = Type("any")


@dataclass(frozen=True)
class Field:
    """A field of a model."""

    name: str
    wire: str
    type: Type
    required: bool
    doc: str
    secret: bool = False
    deprecated: str | None = None


@dataclass(frozen=True)
class Model:
    """A class whose instances are JSON objects."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    deprecated: str | None = None


@dataclass(frozen=True)
class Member:
    """A value of an enum."""

    name: str
    value: str


@dataclass(frozen=True)
class Enum:
    """An enum of strings."""

    name: str
    doc: str
    members: tuple[Member, ...]
    deprecated: str | None = None


@dataclass(frozen=True)
class Parameter:
    """An argument of an operation."""

    name: str
    wire: str
    place: Literal["path", "query", "header", "body"]
    type: Type
    required: bool
    doc: str
    deprecated: str | None = None

    @property
    def positional(self) -> bool:
        """Whether callers may leave out the name."""
        return self.required and self.place in ("path", "body")


@dataclass(frozen=True)
class Result:
    """What a successful answer holds and how it is read."""

    kind: Literal["none", "json", "raw"]
    type: Type | None = None
    doc: str = ""
    field: str = ""
    """The field that takes the whole body, when the kind is raw."""
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers and the fields that they fill."""


@dataclass(frozen=True)
class Stream:
    """The other form of an answer: events, asked for with an argument."""

    parameter: str
    done: str | None
    type: Type


@dataclass(frozen=True)
class Reconcile:
    """The call that reads back what an operation wrote: a function and its arguments."""

    function: str
    arguments: tuple[tuple[str, str], ...]
    """Parameters of that function, each with the argument of this operation that fills it."""


@dataclass(frozen=True)
class Paging:
    """How a list is read page by page."""

    items: str
    item: Type
    token: str | None = None
    """The field of the answer that names the next page."""
    parameter: str | None = None
    """The parameter that takes it."""


@dataclass(frozen=True)
class Waiter:
    """What to poll until a long-running operation has ended."""

    name: str
    constant: str
    doc: str
    method: str
    poll: str
    bind: tuple[str, ...]
    state: str
    success: tuple[str, ...]
    failure: tuple[str, ...]
    retry: tuple[str, ...]
    messages: tuple[str, ...]
    version: str
    pending_version: str
    seconds: int
    type: Type


@dataclass(frozen=True)
class Failure:
    """A status that an operation may answer with instead."""

    status: str
    error: str
    doc: str


@dataclass(frozen=True)
class Operation:
    """One request of the API."""

    name: str
    id: str
    method: str
    path: str
    tags: tuple[str, ...]
    doc: str
    idempotence: str
    parameters: tuple[Parameter, ...]
    result: Result
    has_body: bool = False
    accept: str | None = None
    content_type: str | None = None
    stream: Stream | None = None
    reconcile: Reconcile | None = None
    paging: Paging | None = None
    waiter: Waiter | None = None
    failures: tuple[Failure, ...] = ()
    deprecated: str | None = None

    @property
    def constant(self) -> str:
        """The module constant that holds the operation's facts."""
        return f"_{self.name.upper()}"

    def placed(self, place: str) -> tuple[Parameter, ...]:
        """Return the parameters that stand in one part of the request."""
        return tuple(parameter for parameter in self.parameters if parameter.place == place)

    @property
    def required_body(self) -> tuple[str, ...]:
        """Wire names of the body's properties that must be given."""
        return tuple(parameter.wire for parameter in self.placed("body") if parameter.required)


@dataclass(frozen=True)
class Service:
    """A class of methods: the operations of one tag."""

    name: str
    tag: str
    doc: str
    operations: tuple[Operation, ...]
    failures: tuple[Failure, ...] = ()
    """What every one of the methods may answer with."""

    @property
    def waits(self) -> bool:
        """Whether a method starts something that goes on after its answer."""
        return any(operation.waiter for operation in self.operations)


@dataclass(frozen=True)
class Api:
    """A whole API."""

    title: str
    version: str
    doc: str
    source: str
    """The specification's path, as it was given."""
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    operations: tuple[Operation, ...]
    services: tuple[Service, ...]
    waiters: tuple[Waiter, ...]
    order: tuple[str, ...] = field(default=())
    """The names of all classes, in the order of the specification."""
    origins: dict[str, tuple[str | int, ...]] = field(default_factory=dict)
    """Where the schema of each class stands in the specification."""
