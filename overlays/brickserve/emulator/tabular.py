"""Dataframe and tensor queries: how they are decoded, and the model that answers them by default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .problems import bad_query
from .values import Object, as_list, as_object, is_list, is_object

FIELDS = ("dataframe_split", "dataframe_records", "inputs", "instances")


def decode(body: Object) -> Any:
    """Return the inputs of a query: dataframes as a list of rows by column name, tensors as they are."""
    if body.get("dataframe_split") is not None:
        return _rows(as_object(body["dataframe_split"]))
    if body.get("dataframe_records") is not None:
        records = body["dataframe_records"]
        if not is_list(records) or not all(is_object(record) for record in records):
            raise bad_query("dataframe_records must be a list of objects, one for each row.")
        return records
    return body["inputs"] if body.get("inputs") is not None else body["instances"]


def _rows(split: Object) -> list[Object]:
    data = as_list(split.get("data"))
    width = max((len(as_list(row)) for row in data), default=0)
    columns = as_list(split.get("columns")) or list(range(width))
    for number, row in enumerate(data):
        if len(as_list(row)) != len(columns):
            raise bad_query(f"dataframe_split: row {number} has {len(as_list(row))} values for {len(columns)} columns.")
    return [dict(zip(map(str, columns), as_list(row), strict=True)) for row in data]


def total(inputs: Any) -> list[float]:
    """Return one prediction for each row: the sum of its numbers."""
    if is_object(inputs):
        rows = max((len(column) for column in inputs.values() if is_list(column)), default=1)
        return [sum(_numbers(_row(inputs, index))) for index in range(rows)]
    return [sum(_numbers(row)) for row in (inputs if is_list(inputs) else [inputs])]


def _row(columns: Object, index: int) -> list[Any]:
    cells = [value[index : index + 1] if is_list(value) else [value] for value in columns.values()]
    return [cell for column in cells for cell in column]


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, (int, float)):
        yield float(value)
    elif is_list(value):
        for item in value:
            yield from _numbers(item)
    elif is_object(value):
        for item in value.values():
            yield from _numbers(item)
