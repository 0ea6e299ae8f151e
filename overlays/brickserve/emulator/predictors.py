"""The models that callers bring along: Python callables and local MLflow models."""

from __future__ import annotations

import importlib
import inspect
import itertools
from collections.abc import Iterator
from typing import Any, TypeGuard

from .problems import Problem, bad_query
from .settings import Model
from .state import Workspace
from .values import Object, as_list, as_object, is_list, is_object
from .web import run_in_threadpool


async def predict(workspace: Workspace, model: Model, inputs: Any, body: Object) -> Any:
    """Return what `model` makes of the inputs, as a JSON value, a string or an iterator of either."""
    try:
        if not callable(model):
            return jsonable(await run_in_threadpool(_mlflow_predict, workspace, str(model), inputs, body))
        if inspect.iscoroutinefunction(model):
            return jsonable(await model(inputs))
        return jsonable(await run_in_threadpool(model, inputs))
    except Exception as error:
        raise _failed(error) from error


async def take(pieces: Iterator[Any], most: int | None = None) -> list[Any]:
    """Return what a model yields next, at most `most` items."""
    try:
        return as_list(jsonable(await run_in_threadpool(list, itertools.islice(pieces, most))))
    except Exception as error:
        raise _failed(error) from error


def _failed(error: Exception) -> Problem:
    # A model that fails is the query's fault as far as the service can tell.
    return bad_query(f"The model raised {type(error).__name__}: {error}")


def _mlflow_predict(workspace: Workspace, path: str, inputs: Any, body: Object) -> Any:
    loaded = workspace.loaded.get(path)
    if loaded is None:
        pyfunc: Any = importlib.import_module("mlflow.pyfunc")
        loaded = workspace.loaded[path] = pyfunc.load_model(path)
    if body.get("dataframe_split") is not None or body.get("dataframe_records") is not None:
        pandas: Any = importlib.import_module("pandas")
        inputs = pandas.DataFrame(inputs)
    elif body.get("inputs") is not None or body.get("instances") is not None:
        numpy: Any = importlib.import_module("numpy")
        columns = as_object(inputs)
        inputs = {k: numpy.asarray(v) for k, v in columns.items()} if columns else numpy.asarray(inputs)
    else:
        inputs = body
    params = as_object(body.get("params"))
    return loaded.predict(inputs, params=params) if params else loaded.predict(inputs)


def jsonable(value: Any) -> Any:
    """Return `value` with arrays, frames and tuples turned into JSON values; iterators stay as they are."""
    if _is_tuple(value):
        value = list(value)
    if is_object(value):
        return {str(key): jsonable(item) for key, item in value.items()}
    if is_list(value):
        return [jsonable(item) for item in value]
    if hasattr(value, "columns") and hasattr(value, "to_dict"):
        return value.to_dict(orient="records")
    if hasattr(value, "tolist"):
        return jsonable(value.tolist())
    return value


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def is_stream(value: Any) -> bool:
    """Tell whether a model answered piece by piece."""
    return isinstance(value, Iterator)


def is_vectors(value: Any) -> bool:
    """Tell whether a model answered with a list of vectors."""
    rows = as_list(value)
    return bool(rows) and all(is_list(row) for row in rows)
