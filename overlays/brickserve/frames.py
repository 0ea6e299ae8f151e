"""Tables and vectors as the libraries for them have them: frames into a query, frames and arrays out of its answer.

pandas, polars and numpy are used only when they are there and asked for; a frame is known by its methods.

>>> import pandas
>>> frame = pandas.DataFrame({"amount": [12.5, None]}, index=[7, 9])
>>> answer = w.serving_endpoints.query("fraud", dataframe_split=frame)
>>> predictions_frame(answer, index=frame.index)
   prediction
7         0.5
9         0.5
>>> import polars
>>> answer = w.serving_endpoints.query("fraud", dataframe_split=polars.DataFrame({"amount": [12.5, None]}))
>>> predictions_frame(answer, library="polars").shape
(2, 1)
>>> embeddings_array(w.serving_endpoints.query("embeddings", input=["red", "blue"])).shape
(2, 8)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ._api import models
from .guards import is_array, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    Library = Literal["pandas", "polars"]

PREDICTION = "prediction"
"""The column of predictions that are no rows themselves."""


class Frame(Protocol):
    """A `pandas.DataFrame` or a `polars.DataFrame`."""

    @property
    def columns(self) -> Any: ...
    @property
    def shape(self) -> tuple[int, int]: ...


def dataframe_split(frame: models.DataframeSplitInput | Frame | None) -> models.DataframeSplitInput | None:
    """Return a frame as the service takes it; a `DataframeSplitInput`, or a dictionary of its shape, as it is.

    NaN, NaT, NA and None are sent as `null`, times in ISO format, bytes in base64 and arrays as lists. The index
    of a pandas frame goes with it; column names must be texts or numbers. Infinity has no form in JSON and is
    refused with a `ValueError`, as are columns of several levels.
    """
    table: Any = frame
    if frame is None or isinstance(frame, (models.DataframeSplitInput, dict)):
        # A dictionary of the right shape does as well, wherever a model is asked for.
        done: models.DataframeSplitInput | None = table
        return done
    if hasattr(table, "iloc") and hasattr(table, "columns"):
        split: dict[str, Any] = table.to_dict(orient="split")
        names, rows, index = split["columns"], split["data"], [_cell(label) for label in split["index"]]
    elif hasattr(table, "get_columns") and hasattr(table, "rows"):
        names, rows, index = table.columns, table.rows(), None
    else:
        raise TypeError(f"dataframe_split must be a DataframeSplitInput or a frame, not {type(table).__name__}")
    return models.DataframeSplitInput([_name(name) for name in names], [list(map(_cell, row)) for row in rows], index)


def predictions_frame(
    response: models.QueryEndpointResponse, *, index: Iterable[Any] | None = None, library: Library = "pandas"
) -> Any:
    """Return the predictions of an answer as a frame with one row for each row of the query.

    Objects give their fields as columns, lists their places, and plain values the column `prediction`. Answers of
    feature endpoints, in `outputs`, are read likewise. `index` labels the rows of a pandas frame.

    Raises:
        ValueError: The answer has no predictions; chat, for example, has `choices`. Or `library` is another one.
        ImportError: The library is not installed.
    """
    found = response.outputs if response.predictions is None else response.predictions
    if found is None:
        raise ValueError("the answer has neither predictions nor outputs, so there is no frame of them")
    if library not in ("pandas", "polars"):
        raise ValueError(f"library must be 'pandas' or 'polars', not {library!r}")
    if library == "polars":
        if index is not None:
            raise ValueError("index: a polars frame has none")
        return _needed("polars").DataFrame(_columns(found), strict=False)
    labels = None if index is None else list(index)
    return _needed("pandas").DataFrame(_columns(found), index=labels)


def embeddings_array(response: models.QueryEndpointResponse, *, dtype: Any = "float32") -> Any:
    """Return the embeddings of an answer as a `numpy.ndarray` with one row for each text, in the query's order.

    Raises:
        ValueError: The answer has no embeddings, or they differ in length.
        ImportError: numpy is not installed.
    """
    numpy = _needed("numpy")
    elements = response.data or []
    if not elements:
        raise ValueError("the answer has no embeddings in data")
    places = [place if element.index is None else element.index for place, element in enumerate(elements)]
    ordered = [element for _, element in sorted(zip(places, elements, strict=True), key=lambda pair: pair[0])]
    return numpy.array([element.embedding or [] for element in ordered], dtype=dtype)


def _columns(found: Any) -> dict[str, list[Any]]:
    """Return a table's columns by name, whichever way the model wrote it."""
    if is_object(found):
        # Columnar: each output's values, or one value for all there is.
        return {name: column if is_array(column) else [column] for name, column in found.items()}
    rows: list[Any] = found if is_array(found) else [found]
    if rows and all(is_object(row) for row in rows):
        names = dict.fromkeys(name for row in rows for name in row)
        return {name: [row.get(name) for row in rows] for name in names}
    if rows and all(is_array(row) and len(row) == len(rows[0]) for row in rows):
        return {str(place): [row[place] for row in rows] for place in range(len(rows[0]))}
    return {PREDICTION: rows}


def _name(name: Any) -> Any:
    if isinstance(name, tuple):
        raise ValueError("dataframe_split: columns of several levels have no form on the wire; join their names")
    return _cell(name)


def _cell(value: Any) -> Any:
    """Return a value as JSON has it; what is not known here is left to the encoder, which names it."""
    content: Any = value
    kind = value.__class__
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if value != value if kind is float else _is_missing(value):
        return None
    if kind is float:
        return value
    if isinstance(value, (list, tuple)):
        return [_cell(item) for item in content]
    if is_object(value):
        return {name: _cell(item) for name, item in value.items()}
    if isinstance(value, bytes):
        from base64 import b64encode

        return b64encode(value).decode("ascii")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    # numpy's arrays and scalars, and the series of a polars list.
    for method in ("tolist", "to_list"):
        if hasattr(value, method):
            return _cell(getattr(value, method)())
    return value


def _is_missing(value: Any) -> bool:
    # pandas has NaT and NA, of classes of their own; numpy's NaN comes out of tolist() as a float.
    return type(value).__name__ in ("NaTType", "NAType")


def _needed(library: str) -> ModuleType:
    try:
        return import_module(library)
    except ImportError as error:
        raise ImportError(f"{library} cannot be imported ({error}): pip install {library}") from error
