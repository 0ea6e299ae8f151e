"""Frames go into a query, frames and arrays come out of its answer."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from brickserve.endpoints.sync import ServingEndpointsExt
from brickserve.executors import BlockingExecutor
from brickserve.frames import dataframe_split, embeddings_array, predictions_frame
from brickserve.service.serving import DataframeSplitInput, QueryEndpointResponse

from .clients import context_over
from .scripted import ScriptedIO, answer


def sent(frame: Any) -> Any:
    """Return a frame as it goes on the wire."""
    io = ScriptedIO(answer(200, {}))
    ServingEndpointsExt(BlockingExecutor(context_over(io))).query("fraud", dataframe_split=frame)
    return json.loads(io.requests[0].body or b"")["dataframe_split"]


def test_a_pandas_frame_is_sent_with_its_index() -> None:
    frame = pd.DataFrame({"x": [1, 2], "y": ["a", "ü"]}, index=[7, 9])

    assert sent(frame) == {"columns": ["x", "y"], "data": [[1, "a"], [2, "ü"]], "index": [7, 9]}


def test_what_is_missing_is_null_whatever_its_kind() -> None:
    frame = pd.DataFrame(
        {
            "float": [1.5, np.nan],
            "time": pd.to_datetime(["2026-01-02", None]),
            "integer": pd.array([1, None], dtype="Int64"),
            "category": pd.Categorical(["x", None]),
            "object": pd.Series([np.float32(0.5), np.float64("nan")], dtype=object),
            "none": pd.Series([{"a": float("nan")}, None], dtype=object),
        }
    )

    assert sent(frame)["data"] == [[1.5, "2026-01-02T00:00:00", 1, "x", 0.5, {"a": None}], [None] * 6]


def test_values_of_numpy_and_of_the_standard_library_have_a_form() -> None:
    row: list[Any] = [np.int64(3), np.bool_(True), np.arange(2), [np.float32(0.5), (1,)], b"\xff", date(2026, 1, 2)]
    frame = pd.DataFrame([row], columns=list("abcdef"), dtype=object)

    assert sent(frame)["data"] == [[3, True, [0, 1], [0.5, [1]], "/w==", "2026-01-02"]]


def test_an_index_of_texts_or_times_is_sent_as_it_reads() -> None:
    assert dataframe_split(pd.DataFrame({"x": [1]}, index=["a"])).index == ["a"]  # type: ignore[union-attr]
    times = pd.DataFrame({1: [1]}, index=pd.to_datetime(["2026-01-02"]))
    assert sent(times) == {"columns": [1], "data": [[1]], "index": ["2026-01-02T00:00:00"]}


def test_a_frame_without_rows_has_its_columns_still() -> None:
    assert sent(pd.DataFrame({"x": []})) == {"columns": ["x"], "data": [], "index": []}


def test_what_the_wire_cannot_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="dataframe_split"):
        sent(pd.DataFrame({"x": [float("inf")]}))
    with pytest.raises(ValueError, match="several levels"):
        sent(pd.DataFrame({("a", "b"): [1]}))
    with pytest.raises(TypeError, match="not list"):
        sent([1, 2])


def test_a_split_that_is_one_already_stays_as_it_is() -> None:
    split = DataframeSplitInput(["x"], [[1]])

    assert dataframe_split(split) is split
    assert dataframe_split(None) is None
    assert sent(split) == sent({"columns": ["x"], "data": [[1]]}) == {"columns": ["x"], "data": [[1]]}


class Polars:
    """Has the methods that a polars frame is known by."""

    columns = ("x", "y")
    shape = (2, 2)

    def rows(self) -> list[tuple[Any, ...]]:
        return [(1, float("nan")), (2, None)]

    def get_columns(self) -> list[Any]:
        return []


def test_a_frame_of_polars_is_known_by_its_methods() -> None:
    assert sent(Polars()) == {"columns": ["x", "y"], "data": [[1, None], [2, None]]}


def test_a_polars_frame_goes_there_and_back() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"x": [1, 2], "y": [0.5, None], "z": [[1], [2, 3]]})

    assert sent(frame) == {"columns": ["x", "y", "z"], "data": [[1, 0.5, [1]], [2, None, [2, 3]]]}
    rows = predictions_frame(QueryEndpointResponse(predictions=[{"a": 1}, {"a": 2.5}]), library="polars")
    assert rows["a"].to_list() == [1, 2.5]
    with pytest.raises(ValueError, match="index"):
        predictions_frame(QueryEndpointResponse(predictions=[1]), library="polars", index=[1])


@pytest.mark.parametrize(
    ("predictions", "columns"),
    [
        ([0.5, 1], {"prediction": [0.5, 1.0]}),
        ([{"a": 1}, {"a": 2, "b": "x"}], {"a": [1, 2], "b": [None, "x"]}),
        ([[1, 2], [3, 4]], {"0": [1, 3], "1": [2, 4]}),
        ({"a": [1, 2], "b": [3, 4]}, {"a": [1, 2], "b": [3, 4]}),
        ({"a": 1}, {"a": [1]}),
        ("yes", {"prediction": ["yes"]}),
        ([[1], [2, 3]], {"prediction": [[1], [2, 3]]}),
        ([], {"prediction": []}),
    ],
)
def test_predictions_come_back_as_a_frame(predictions: Any, columns: dict[str, list[Any]]) -> None:
    found = predictions_frame(QueryEndpointResponse(predictions=predictions))

    assert json.loads(found.to_json(orient="columns")) == {
        name: {str(row): value for row, value in enumerate(column)} for name, column in columns.items()
    }


def test_predictions_take_the_index_of_what_was_asked() -> None:
    found = predictions_frame(QueryEndpointResponse(outputs=[{"a": 1}, {"a": 2}]), index=[7, 9])

    assert found.loc[9, "a"] == 2


def test_an_answer_without_predictions_says_so() -> None:
    with pytest.raises(ValueError, match="neither predictions nor outputs"):
        predictions_frame(QueryEndpointResponse())
    with pytest.raises(ValueError, match="no embeddings"):
        embeddings_array(QueryEndpointResponse())


def test_embeddings_come_back_as_an_array_in_the_order_of_the_texts() -> None:
    elements = [{"index": 1, "embedding": [3, 4]}, {"index": 0, "embedding": [1, 2]}]
    response = QueryEndpointResponse.from_dict({"data": elements})

    found = embeddings_array(response)

    assert (found.dtype, found.tolist()) == (np.float32, [[1.0, 2.0], [3.0, 4.0]])
    assert embeddings_array(response, dtype=np.float64).dtype == np.float64


def test_no_library_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, brickserve.frames as f; from brickserve.service.serving import DataframeSplitInput as D;"
        "f.dataframe_split(D(['x'], [[1]]));"
        "print(sorted({'numpy', 'pandas', 'polars'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
