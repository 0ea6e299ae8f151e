"""What the templates receive: the API in Python's terms, every name and type decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .arguments import Body as Body
from .arguments import Parameter as Parameter
from .arguments import Place as Place
from .types import ANY as ANY
from .types import Kind as Kind
from .types import Type as Type
from .types import either as either


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
    default: str | int | float | None = None
    """The only value that it may have in this class."""


REST = "unknown_fields"
"""The field that takes the properties which have no fields of their own."""


@dataclass(frozen=True)
class Model:
    """A class whose instances are JSON objects."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    deprecated: str | None = None
    tags: tuple[tuple[str, tuple[str | int, ...]], ...] = ()
    """Properties whose values stand for this class in unions."""
    rest: Field | None = None
    """The field that takes the properties which have no fields of their own, where these have a type."""

    @property
    def declared(self) -> tuple[Field, ...]:
        """All fields of the class, in the order of its declaration."""
        return (*self.fields, self.rest) if self.rest else self.fields


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
class Result:
    """What a successful answer holds and how it is read."""

    kind: Literal["none", "json", "raw", "text", "bytes", "events", "several"]
    type: Type | None = None
    doc: str = ""
    field: str = ""
    """The field that takes the whole body, when the kind is raw."""
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers and the fields that they fill."""
    options: tuple[tuple[str, Result], ...] = ()
    """The results by their statuses, when they differ."""


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


Requirements = tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
"""Alternatives; each names the schemes that are needed together, with their scopes."""


@dataclass(frozen=True)
class Server:
    """Where an API is served."""

    url: str
    variables: tuple[tuple[str, str], ...] = ()
    """The placeholders of the URL, with their defaults."""
    doc: str = ""


@dataclass(frozen=True)
class Scheme:
    """A way in which calls prove whose they are."""

    name: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    doc: str = ""


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
    body: Body | None = None
    accept: str | None = None
    stream: Stream | None = None
    reconcile: Reconcile | None = None
    paging: Paging | None = None
    waiter: Waiter | None = None
    failures: tuple[Failure, ...] = ()
    details: tuple[tuple[str, Type], ...] = ()
    """What failures tell, by status."""
    security: Requirements | None = None
    """What its calls need, when that is not what the API's calls need in general."""
    servers: tuple[str, ...] = ()
    """Where it is served, when that is not where the API is served in general."""
    deprecated: str | None = None

    @property
    def constant(self) -> str:
        """The module constant that holds the operation's facts."""
        return f"_{self.name.upper()}"

    @property
    def content_type(self) -> str | None:
        """The content type of what is sent."""
        return self.body.content_type if self.body else None

    @property
    def styles(self) -> tuple[tuple[str, str, str], ...]:
        """Place, name and style of the parameters that are written in an unusual way."""
        return tuple((each.place, each.wire, each.style) for each in self.parameters if each.style)

    def placed(self, place: str) -> tuple[Parameter, ...]:
        """Return the parameters that stand in one part of the request."""
        return tuple(parameter for parameter in self.parameters if parameter.place == place)

    @property
    def required_body(self) -> tuple[str, ...]:
        """Wire names of the body's properties that must be given."""
        if self.body and self.body.can_be_left_out:
            return self.body.needs
        return tuple(each.wire for each in self.placed("body") if each.required and each.wire not in self.nullable_body)

    @property
    def nullable_body(self) -> tuple[str, ...]:
        """Wire names of what must be given of a JSON body and may be null."""
        if self.body is None or self.body.kind != "json" or self.body.can_be_left_out:
            return ()
        return tuple(each.wire for each in self.placed("body") if each.required and each.type.nullable)


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
    """The specification's path as it was given, without the folders of an absolute one."""
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    operations: tuple[Operation, ...]
    services: tuple[Service, ...]
    waiters: tuple[Waiter, ...]
    order: tuple[str, ...] = field(default=())
    """The names of all classes, in the order of the specification."""
    origins: dict[str, tuple[str | int, ...]] = field(default_factory=dict)
    """Where the schema of each class stands in the specification."""
    servers: tuple[Server, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    security: Requirements = ()
