"""Methods in the shape of the functions that build their requests: the same name, words and parameters."""

from __future__ import annotations

from .typed import Any, TypeVar

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from inspect import Signature

    from .wire import Call

M = TypeVar("M", bound="Callable[..., Any]")
Page = TypeVar("Page")


class Shape:
    """How a method looks to those who ask; made when they do, since `inspect` is slow to import."""

    def __init__(self, build: Callable[..., Call[Any]], returns: str) -> None:
        self.__wrapped__ = build
        self._returns = returns

    @property
    def __signature__(self) -> Signature:
        from inspect import Parameter, signature

        shape = signature(self.__wrapped__)
        parameters = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD), *shape.parameters.values()]
        return shape.replace(parameters=parameters, return_annotation=self._returns.format(answer_of(self.__wrapped__)))


def shaped(send: M, build: Callable[..., Call[Any]], returns: str = "{}") -> M:
    """Return `send` as a method that looks like `build`; `returns` stands around the type of the answer."""
    message = getattr(build, "__deprecated__", None)
    method = send if message is None else _warning(send, message)
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(method, name, getattr(build, name))
    method.__dict__["__wrapped__"] = Shape(build, returns)
    return method


def own(cls: type) -> None:
    """Name the methods of a class after it, as pickles of them and those who trace calls expect."""
    for method in vars(cls).values():
        if isinstance(getattr(method, "__wrapped__", None), Shape) and method.__qualname__ == method.__name__:
            method.__module__, method.__qualname__ = cls.__module__, f"{cls.__qualname__}.{method.__name__}"


def answer_of(build: Callable[..., Call[Any]]) -> str:
    """Return the type of the answer to what `build` builds, as its annotation says."""
    annotation: str = build.__annotations__["return"]
    return annotation.removeprefix("Call[").removesuffix("]")


def following(
    build: Callable[..., Call[Page]],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    token: Callable[[Page], Any] | None,
    parameter: str,
) -> Callable[[Page], Call[Page] | None]:
    """Return what leads from a page to the request for the next one: the same with the page's `token`, if any."""

    def after(page: Page) -> Call[Page] | None:
        found = token(page) if token else None
        if not found:
            return None
        from inspect import signature

        bound = signature(build).bind(*args, **kwargs)
        bound.arguments[parameter] = found
        return build(*bound.args, **bound.kwargs)

    return after


def _warning(send: M, message: str) -> M:
    """Return `send` with a warning whenever it is called (PEP 702)."""

    def warned(*args: Any, **kwargs: Any) -> Any:
        from warnings import warn

        warn(message, DeprecationWarning, stacklevel=2)
        return send(*args, **kwargs)

    method: Any = warned
    method.__deprecated__ = message
    found: M = method
    return found
