"""Columns of Arrow, and the data frames of pandas, polars and pyarrow. Each library is imported only for its own frames."""

from __future__ import annotations

import datetime
import importlib
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ._arrow import ArrowArray, ArrowStream
    from ._factlint import Engine

    Arrow = ArrowArray | ArrowStream

Frame = TypeVar("Frame")

DAY = "%Y-%m-%d"
COLUMNS = "row rule severity message help words part start end start_byte end_byte line column labels fingerprint".split()
"""The columns of findings."""
CLASSES = ("Array", "ChunkedArray", "DataFrame", "Series", "Table")
"""The classes that are read, of pandas, polars and pyarrow."""


def check_arrow(engine: Engine, texts: Arrow, titles: Arrow | None, dates: Arrow | None, threads: int) -> pyarrow.Table:
    """The findings of a column of texts. docs/python.md says what it takes."""
    _threads(threads)
    columns = {"text": _strings(texts, "texts")}
    if titles is not None:
        columns["title"] = _strings(titles, "titles")
    if dates is not None:
        columns["date"] = _days(dates, "dates")
    table = engine.table(_joined(columns), threads)
    try:
        import pyarrow
    except ImportError:
        return table
    return pyarrow.table(table)


def _joined(columns: dict[str, Any]) -> Any:
    """The columns as one table, of pyarrow or else of polars."""
    try:
        arrow = _imported("pyarrow")
        made = {name: _chunked(arrow, column) for name, column in columns.items()}
    except ImportError:
        try:
            polars = _imported("polars")
        except ImportError:
            raise ImportError("columns of Arrow need pyarrow or polars: pip install 'factlint[arrow]'") from None
        made = {name: polars.Series(name, column) for name, column in columns.items()}
        arrow = None
    size = len(made["text"])
    for name, column in made.items():
        if len(column) != size:
            raise ValueError(f"{name}s has {len(column)} values, and texts {size}")
    return polars.DataFrame(list(made.values())) if arrow is None else arrow.table(made)


def _chunked(arrow: Any, column: Any) -> Any:
    if isinstance(column, (arrow.Array, arrow.ChunkedArray)):
        return column
    return arrow.chunked_array(column) if hasattr(column, "__arrow_c_stream__") else arrow.array(column)


def check_frame(
    engine: Engine, frame: Frame, text: str, title: str | None, date: str | None, id: str | None, threads: int
) -> Frame:
    """The findings of the articles of a frame, as a frame of the same library."""
    _threads(threads)
    columns = (text, title, date, id)
    found: Any
    match _library(frame):
        case "pandas", "DataFrame":
            found = _pandas(engine, cast(Any, frame), columns, threads)
        case "polars", "DataFrame":
            found = _polars(engine, cast(Any, frame), columns, threads)
        case "pyarrow", "Table":
            found = _pyarrow(engine, cast(Any, frame), columns, threads)
        case _:
            raise TypeError(f"{_kind(frame)} is no frame that is read; {_way_out(frame)}")
    return found  # type: ignore[no-any-return]


Columns = tuple[str, str | None, str | None, str | None]
"""Those of the texts, the titles, the dates and the names of the articles."""


def _pandas(engine: Engine, frame: pandas.DataFrame, columns: Columns, threads: int) -> pandas.DataFrame:
    _present(columns, list(frame.columns))
    arrow = _pyarrow_for_pandas()
    table = engine.table(arrow.table(_columns(frame, columns)), threads)
    found: pandas.DataFrame = arrow.table(table).to_pandas()
    id = columns[3]
    if id is not None:
        found.insert(0, id, frame[id].take(found["row"].to_numpy()).array)
    return found


def _polars(engine: Engine, frame: polars.DataFrame, columns: Columns, threads: int) -> polars.DataFrame:
    import polars

    _present(columns, frame.columns)
    found = polars.DataFrame(engine.table(polars.DataFrame(_columns(frame, columns)), threads))
    id = columns[3]
    return found if id is None else found.insert_column(0, frame[id].gather(found["row"]))


def _pyarrow(engine: Engine, frame: pyarrow.Table, columns: Columns, threads: int) -> pyarrow.Table:
    import pyarrow

    _present(columns, frame.column_names)
    found = pyarrow.table(engine.table(pyarrow.table(_columns(frame, columns)), threads))
    id = columns[3]
    return found if id is None else found.add_column(0, frame.schema.field(id), frame[id].take(found["row"]))


def _columns(frame: Any, columns: Columns) -> dict[str, Any]:
    """The columns that the engine reads, by the names that it knows."""
    text, title, date, _ = columns
    read = {"text": _strings(frame[text], f"column {text!r}")}
    if title is not None:
        read["title"] = _strings(frame[title], f"column {title!r}")
    if date is not None:
        read["date"] = _days(frame[date], f"column {date!r}")
    return read


def _pandas_strings(column: Any, called: str) -> Any:
    arrow = _pyarrow_for_pandas()
    if isinstance(column.dtype, _imported("pandas").CategoricalDtype):
        column = column.astype(object)
    try:
        return arrow.array(column, type=arrow.large_string(), from_pandas=True)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, TypeError):
        raise TypeError(_wrong(column, called)) from None


def _pandas_days(column: Any, called: str) -> Any:
    if hasattr(column, "dt") and hasattr(column.dt, "strftime"):
        column = column.dt.strftime(DAY)
    elif column.dtype == object:
        column = column.map(_written)
    return _pandas_strings(column, called)


def _strings(column: Any, called: str) -> Any:
    """The column as one of strings that are not coded, which all that read Arrow know."""
    match _library(column):
        case "polars", "Series":
            import polars

            if column.dtype == polars.Categorical or column.dtype == polars.Enum or column.dtype == polars.Null:
                return column.cast(polars.String)
            if column.dtype != polars.String:
                raise TypeError(f"{called} is of type {column.dtype}; texts are of type String")
        case "pyarrow", "Array" | "ChunkedArray":
            import pyarrow

            kind = column.type
            if pyarrow.types.is_dictionary(kind) or pyarrow.types.is_null(kind):
                return column.cast(pyarrow.large_string())
            if not _is_text(kind):
                raise TypeError(f"{called} is of type {kind}; texts are of type string")
        case "pandas", "Series":
            return _pandas_strings(column, called)
        case _:
            _capsules(column, called)
    return column


def _days(column: Any, called: str) -> Any:
    """The column as one of strings that begin with a day, as 2024-03-12. A time in a zone has the day of that zone."""
    match _library(column):
        case "polars", "Series":
            if column.dtype.is_temporal():
                return column.dt.strftime(DAY)
        case "pyarrow", "Array" | "ChunkedArray":
            import pyarrow
            import pyarrow.compute

            if pyarrow.types.is_temporal(column.type):
                return pyarrow.compute.strftime(column, DAY)
        case "pandas", "Series":
            return _pandas_days(column, called)
    return _strings(column, called)


def _written(date: Any) -> Any:
    """A day of a column of Python's own objects, as it is written; what is null is as it was."""
    if isinstance(date, datetime.date) and date == date:
        return datetime.date.isoformat(date)
    return date


def _is_text(kind: Any) -> bool:
    import pyarrow

    types = pyarrow.types
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or getattr(types, "is_string_view", lambda _: False)(kind)
    )


def _present(columns: Columns, there: list[str]) -> None:
    for name in columns:
        if name is not None and name not in there:
            raise KeyError(f"there is no column {name!r}; there are {', '.join(repr(other) for other in there)}")
        if there.count(name) > 1:  # type: ignore[arg-type]
            raise ValueError(f"several columns are called {name!r}; rename them")
    id = columns[3]
    if id in COLUMNS:
        raise ValueError(f"the column {id!r} would stand beside that of the findings; rename it")


def _wrong(column: Any, called: str) -> str:
    """Which row of a column is no text."""
    missing = column.isna()
    for row, value in enumerate(column):
        if not isinstance(value, str) and not missing.iloc[row]:
            return f"{called} has {value!r} in row {row}, {_kind(value)}; it should be str or null"
    return f"{called} is of type {column.dtype}; it should be of str"


def _capsules(column: object, called: str) -> None:
    if not hasattr(column, "__arrow_c_array__") and not hasattr(column, "__arrow_c_stream__"):
        raise TypeError(
            f"{called} is {_kind(column)} and no column of Arrow; pyarrow.array makes one, and check_many takes any texts"
        )


def _threads(threads: int) -> None:
    if threads < 0:
        raise ValueError(f"threads is {threads}; it is a number of threads, or 0 for as many as there are cores")


def _library(value: object) -> tuple[str, str]:
    """The library that a frame or column is of, and the class of that library, also of what is derived from it."""
    for kind in type(value).__mro__:
        library = kind.__module__.partition(".")[0]
        name = kind.__name__
        if library in ("pandas", "polars", "pyarrow") and name in CLASSES:
            return library, name
    return "", ""


def _kind(value: object) -> str:
    return f"a {type(value).__module__}.{type(value).__qualname__}"


def _way_out(frame: object) -> str:
    if hasattr(frame, "collect"):
        return "call its collect() first"
    if hasattr(frame, "__arrow_c_stream__"):
        return "pyarrow.table makes one of it"
    return "give a DataFrame of pandas or polars, or a pyarrow.Table"


def _pyarrow_for_pandas() -> Any:
    try:
        return _imported("pyarrow")
    except ImportError:
        raise ImportError("frames of pandas need pyarrow: pip install 'factlint[pandas]'") from None


def _imported(name: str) -> Any:
    return importlib.import_module(name)
