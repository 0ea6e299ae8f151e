"""Methods in the shape of the functions that build their requests: the same name, words and parameters."""

from __future__ import annotations

from .typed import Any

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .wire import Call


def shaped(send: Callable[..., Any], build: Callable[..., Call[Any]], returns: str = "{}") -> Any:
    """Return `send` as a method that looks like `build`; `returns` stands around the type of the answer."""
    from inspect import Parameter, signature

    message = getattr(build, "__deprecated__", None)
    method: Any = send if message is None else _warning(send, message)
    shape = signature(build)
    parameters = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD), *shape.parameters.values()]
    method.__signature__ = shape.replace(parameters=parameters, return_annotation=returns.format(answer_of(build)))
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(method, name, getattr(build, name))
    method.__wrapped__ = build
    return method


def answer_of(build: Callable[..., Call[Any]]) -> str:
    """Return the type of the answer to what `build` builds, as its annotation says."""
    annotation: str = build.__annotations__["return"]
    return annotation.removeprefix("Call[").removesuffix("]")


def next_page(
    build: Callable[..., Call[Any]], args: tuple[Any, ...], kwargs: Mapping[str, Any], parameter: str, token: Any
) -> Call[Any]:
    """Return the same request for the page that `token` names."""
    from inspect import signature

    bound = signature(build).bind(*args, **kwargs)
    bound.arguments[parameter] = token
    return build(*bound.args, **bound.kwargs)


def _warning(send: Callable[..., Any], message: str) -> Any:
    """Return `send` with a warning whenever it is called (PEP 702)."""

    def warned(*args: Any, **kwargs: Any) -> Any:
        from warnings import warn

        warn(message, DeprecationWarning, stacklevel=2)
        return send(*args, **kwargs)

    method: Any = warned
    method.__deprecated__ = message
    return method
