"""Columns of Arrow, and frames of pandas, polars and pyarrow."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import factlint
import pytest
from articles import CLEAN, FERRY, SLIP

pa = pytest.importorskip("pyarrow")

NAMES = [
    "row",
    "rule",
    "severity",
    "message",
    "help",
    "words",
    "part",
    "start",
    "end",
    "start_byte",
    "end_byte",
    "line",
    "column",
    "labels",
    "fingerprint",
]
TEXTS = [CLEAN, None, "Ship 🚢. " + SLIP, FERRY]
RULES = [(2, "count.adjacent"), (3, "count.headline"), (3, "date.weekday"), (3, "text.doubled-word")]
HEADLINES = ["Ten sailors rescued as ferry loses power off Gozo", None]
LEADS = ["Eight sailors were rescued on Monday night when the ferry lost power.", SLIP]
# Without a day of publication nothing says which Monday that is.
MONDAY = "The ferry lost power on Monday, 12 March, Karl Vella said."


def rows(table: Any) -> list[tuple[int, str]]:
    return list(zip(table["row"].to_pylist(), table["rule"].to_pylist(), strict=True))


@pytest.mark.parametrize(
    "column",
    [
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:1], [], TEXTS[1:3], TEXTS[3:]]),
        pa.chunked_array([pa.array(TEXTS).dictionary_encode(), pa.array([], pa.string()).dictionary_encode()]),
        pa.array(["left out", *TEXTS, "left out"]).slice(1, 4),
    ],
    ids=["string", "large_string", "string_view", "dictionary", "chunked", "chunked dictionary", "slice"],
)
def test_columns_of_arrow(column: Any) -> None:
    table = factlint.check_arrow(column)
    assert isinstance(table, pa.Table)
    assert table.column_names == NAMES
    assert rows(table) == RULES
    for row in table.to_pylist():
        text = TEXTS[row["row"]]
        assert text is not None
        assert text[row["start"] : row["end"]] == row["words"]
        assert text.encode()[row["start_byte"] : row["end_byte"]].decode() == row["words"]
        assert row["part"] is None
        finding = next(f for f in factlint.check(text) if f.fingerprint == row["fingerprint"])
        assert (finding.rule, finding.severity, finding.message, finding.help) == (
            row["rule"],
            row["severity"],
            row["message"],
            row["help"],
        )
        assert (finding.line, finding.column) == (row["line"], row["column"])
        labels = [{"start": label.start, "end": label.end, "text": label.text} for label in finding.labels]
        assert row["labels"] == labels


@pytest.mark.parametrize(
    "column", [pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.nulls(3), pa.array([""])]
)
def test_columns_with_nothing_in_them(column: Any) -> None:
    table = factlint.check_arrow(column)
    assert table.num_rows == 0
    assert table.column_names == NAMES


def test_headlines_of_their_own() -> None:
    table = factlint.check_arrow(pa.array(LEADS), titles=pa.array(HEADLINES))
    [headline, adjacent] = table.to_pylist()
    assert (headline["row"], headline["rule"], headline["part"]) == (0, "count.headline", "title")
    assert HEADLINES[0] is not None
    assert HEADLINES[0][headline["start"] : headline["end"]] == headline["words"] == "Ten sailors"
    assert (adjacent["row"], adjacent["rule"], adjacent["part"]) == (1, "count.adjacent", "text")
    assert SLIP[adjacent["start"] : adjacent["end"]] == "nine seven"


def test_places_are_those_in_their_column() -> None:
    text = f"Two boats came.\n\nŻebbuġ 🚢.\n{SLIP} Of the the boats one left."
    title = "Ferry 🚢 of the the harbour"
    columns = {"title": title, "text": text}
    for titles in (pa.array([title]), None):
        for dates in (pa.array(["2024-03-12"]), None):
            found = factlint.check_arrow(pa.array([text]), titles=titles, dates=dates).to_pylist()
            assert len(found) == (2 if titles is None else 3)
            for row in found:
                column = columns[row["part"] or "text"]
                assert column[row["start"] : row["end"]] == row["words"]
                assert column.encode()[row["start_byte"] : row["end_byte"]].decode() == row["words"]
                before = column[: row["start"]]
                assert row["line"] == before.count("\n") + 1
                assert row["column"] == row["start"] - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize(
    "dates",
    [
        pa.array(["2024-03-12", None, "2024-03-12T21:40:00Z"]),
        pa.array([datetime.date(2024, 3, 12), None, datetime.date(2024, 3, 12)]),
        pa.array([datetime.datetime(2024, 3, 12, 21, 40), None, datetime.datetime(2024, 3, 12)], pa.timestamp("us")),
        pa.array([datetime.date(2024, 3, 12), None, datetime.date(2024, 3, 12)], pa.date64()),
        pa.array(["2024-03-12", None, "2024-03-12"]).dictionary_encode(),
    ],
    ids=["string", "date32", "timestamp", "date64", "dictionary"],
)
def test_days_of_publication(dates: Any) -> None:
    table = factlint.check_arrow(pa.array([MONDAY] * 3), dates=dates)
    assert rows(table) == [(0, "date.weekday"), (2, "date.weekday")] or rows(table) == [
        (0, "date.weekday"),
        (1, "date.no-year"),
        (2, "date.weekday"),
    ]


def test_a_day_changes_nothing_else() -> None:
    headed = f"{HEADLINES[0]}\n\n{LEADS[0]}\n"
    texts = pa.array([FERRY, SLIP, headed])
    alone = factlint.check_arrow(texts)
    dated = factlint.check_arrow(texts, dates=pa.array(["2024-03-12", None, None]))
    assert (2, "count.headline") in rows(alone)
    assert dated.drop_columns(["part"]).equals(alone.drop_columns(["part"]))
    empty = factlint.check_arrow(texts, titles=pa.array([None, None, ""]))
    assert empty.drop_columns(["part"]).equals(alone.drop_columns(["part"]))
    assert set(dated["part"].to_pylist()) == {"text"}


def test_columns_that_are_refused() -> None:
    with pytest.raises(TypeError, match="texts is a builtins.list and no column of Arrow"):
        factlint.check_arrow([SLIP])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="texts is of type int64"):
        factlint.check_arrow(pa.array([1, 2]))
    with pytest.raises(TypeError, match="titles is of type double"):
        factlint.check_arrow(pa.array([SLIP]), titles=pa.array([1.5]))
    with pytest.raises(ValueError, match="titles has 2 values, and texts 1"):
        factlint.check_arrow(pa.array([SLIP]), titles=pa.array(["a", "b"]))
    with pytest.raises(ValueError, match="threads"):
        factlint.check_arrow(pa.array([SLIP]), threads=-1)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_rows_are_the_same_for_any_number_of_threads(threads: int) -> None:
    column = pa.array([f"{FERRY}\n{SLIP} Boat {at} came." for at in range(50)])
    assert factlint.check_arrow(column, threads=threads).equals(factlint.check_arrow(column))


def test_anything_with_capsules_is_a_column() -> None:
    class Column:
        def __init__(self, array: Any) -> None:
            self.array = array

        def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
            return self.array.__arrow_c_array__(requested_schema)  # type: ignore[no-any-return]

    assert rows(factlint.check_arrow(Column(pa.array(TEXTS)))) == RULES


# Tables of pyarrow


def test_a_table_of_pyarrow() -> None:
    table = pa.table({"id": pa.array([7, 8, 9, 10], pa.int32()), "text": TEXTS})
    found = factlint.check_frame(table)
    assert found.column_names == NAMES
    assert rows(found) == RULES
    named = factlint.check_frame(table, id="id")
    assert named.column_names == ["id", *NAMES]
    assert named["id"].to_pylist() == [9, 10, 10, 10]
    assert named.schema.field("id").type == pa.int32()
    empty = factlint.check_frame(table.slice(0, 0), id="id")
    assert (empty.num_rows, empty.column_names) == (0, ["id", *NAMES])


# Pandas


def test_a_frame_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"key": list("abcd"), "body": TEXTS}, index=[40, 30, 20, 10])
    found = factlint.check_frame(frame, text="body", id="key")
    assert list(found.columns) == ["key", *NAMES]
    assert list(found["row"]) == [row for row, _ in RULES]
    assert list(found["rule"]) == [rule for _, rule in RULES]
    assert list(found["key"]) == ["c", "d", "d", "d"]
    assert list(found.index) == [0, 1, 2, 3]
    assert found["labels"][0].tolist() == [] if hasattr(found["labels"][0], "tolist") else found["labels"][0] == []
    assert frame.merge(found, on="key")["words"][0] == "nine seven"


@pytest.mark.parametrize("dtype", ["object", "string", "category"])
def test_texts_of_pandas_of_any_kind_and_null(dtype: str) -> None:
    pd = pytest.importorskip("pandas")
    for null in (None, float("nan"), pd.NA):
        texts = pd.Series([CLEAN, null, TEXTS[2], FERRY], dtype=dtype)
        found = factlint.check_frame(pd.DataFrame({"text": texts}))
        assert list(zip(found["row"], found["rule"], strict=True)) == RULES
        assert rows(factlint.check_arrow(texts)) == RULES


def test_days_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    day = "2024-03-12"
    for days in (
        pd.to_datetime(pd.Series([day, None])),
        pd.to_datetime(pd.Series([f"{day}T23:30:00", None])).dt.tz_localize("Europe/Malta"),
        pd.Series([day, None]),
        pd.Series([datetime.date(2024, 3, 12), None]),
        pd.Series([datetime.datetime(2024, 3, 12, 21, 40), None], dtype=object),
        pd.Series([pd.Timestamp(day), pd.NaT], dtype=object),
    ):
        found = factlint.check_frame(pd.DataFrame({"text": [MONDAY, MONDAY], "date": days}), date="date")
        assert [rule for row, rule in zip(found["row"], found["rule"], strict=True) if row == 0] == ["date.weekday"]
        assert "date.weekday" not in [rule for row, rule in zip(found["row"], found["rule"], strict=True) if row == 1]
    nothing = pd.DataFrame({"text": [MONDAY], "date": pd.Series([None])})
    assert len(factlint.check_frame(nothing, date="date")) <= 1


def test_headlines_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    found = factlint.check_frame(pd.DataFrame({"text": LEADS, "head": HEADLINES}), title="head")
    assert list(found["part"]) == ["title", "text"]


def test_frames_of_pandas_that_are_refused() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"id": [1, 2], "text": [SLIP, 7], "line": [1, 2]})
    with pytest.raises(TypeError, match="column 'text' has 7 in row 1"):
        factlint.check_frame(frame)
    with pytest.raises(TypeError, match="column 'id'"):
        factlint.check_frame(frame, text="id")
    with pytest.raises(KeyError, match="there is no column 'body'; there are 'id', 'text', 'line'"):
        factlint.check_frame(frame, text="body")
    with pytest.raises(KeyError, match="'number'"):
        factlint.check_frame(frame, id="number")
    with pytest.raises(ValueError, match="rename"):
        factlint.check_frame(frame, id="line")
    with pytest.raises(ValueError, match="several columns are called 'text'"):
        factlint.check_frame(pd.DataFrame([[SLIP, SLIP]], columns=["text", "text"]))
    with pytest.raises(TypeError, match="column .date. has 20240312 in row 0"):
        factlint.check_frame(pd.DataFrame({"text": [SLIP], "date": [20240312]}), date="date")


def test_an_empty_frame_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    found = factlint.check_frame(
        pd.DataFrame({"id": pd.Series([], dtype="int64"), "text": pd.Series([], dtype=object)}), id="id"
    )
    assert (len(found), list(found.columns)) == (0, ["id", *NAMES])
    assert found["id"].dtype == "int64"


# Polars


def test_a_frame_of_polars() -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"key": list("abcd"), "body": TEXTS})
    found = factlint.check_frame(frame, text="body", id="key")
    assert isinstance(found, pl.DataFrame)
    assert found.columns == ["key", *NAMES]
    assert list(found.select("row", "rule").iter_rows()) == RULES
    assert found["key"].to_list() == ["c", "d", "d", "d"]
    assert found["row"].dtype == pl.Int64
    assert frame.join(found, on="key")["words"][0] == "nine seven"
    empty = factlint.check_frame(frame.clear(), text="body", id="key")
    assert (empty.height, empty.columns) == (0, ["key", *NAMES])


def test_series_of_polars() -> None:
    pl = pytest.importorskip("polars")
    for series in (
        pl.Series(TEXTS),
        pl.Series(TEXTS, dtype=pl.Categorical),
        pl.concat([pl.Series(TEXTS[:2]), pl.Series(TEXTS[2:])]),
    ):
        assert rows(factlint.check_arrow(series)) == RULES
    assert factlint.check_arrow(pl.Series([None, None])).num_rows == 0
    with pytest.raises(TypeError, match="texts is of type Int64"):
        factlint.check_arrow(pl.Series([1]))


def test_days_of_polars() -> None:
    pl = pytest.importorskip("polars")
    day = datetime.date(2024, 3, 12)
    for days in (
        pl.Series([day, None]),
        pl.Series([datetime.datetime(2024, 3, 12, 21, 40), None]),
        pl.Series([datetime.datetime(2024, 3, 12, 22, 30), None]).dt.replace_time_zone("Europe/Malta"),
        pl.Series(["2024-03-12", None]),
    ):
        found = factlint.check_frame(pl.DataFrame({"text": [MONDAY, MONDAY], "date": days}), date="date")
        assert found.filter(row=0)["rule"].to_list() == ["date.weekday"]
        assert "date.weekday" not in found.filter(row=1)["rule"].to_list()


def test_frames_that_are_refused() -> None:
    pl = pytest.importorskip("polars")
    with pytest.raises(TypeError, match="collect"):
        factlint.check_frame(pl.DataFrame({"text": [SLIP]}).lazy())
    with pytest.raises(KeyError, match="there is no column 'body'"):
        factlint.check_frame(pl.DataFrame({"text": [SLIP]}), text="body")
    with pytest.raises(TypeError, match="column 'text' is of type Int64"):
        factlint.check_frame(pl.DataFrame({"text": [1]}))
    with pytest.raises(TypeError, match=r"pyarrow\.table makes one"):
        factlint.check_frame(pa.record_batch({"text": [SLIP]}))
    with pytest.raises(TypeError, match="give a DataFrame"):
        factlint.check_frame({"text": [SLIP]})


# What is not installed


def alone(missing: list[str], program: str) -> str:
    """What a program prints where some libraries cannot be imported."""
    hide = f"import sys\nfor name in {missing}: sys.modules[name] = None\n"
    run = subprocess.run(
        [sys.executable, "-c", hide + program], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_no_library_is_imported_before_it_is_used() -> None:
    program = (
        "import factlint; factlint.check('One boat.')\n"
        "print([name for name in ('pandas', 'polars', 'pyarrow', 'numpy') if name in sys.modules])"
    )
    assert alone([], program) == "[]"


def test_pandas_without_pyarrow_says_what_to_install() -> None:
    pytest.importorskip("pandas")
    program = (
        "import pandas, factlint\n"
        "try: factlint.check_frame(pandas.DataFrame({'text': ['One boat.']}))\n"
        "except ImportError as error: print(error)"
    )
    assert alone(["pyarrow"], program) == "frames of pandas need pyarrow: pip install 'factlint[pandas]'"


def test_polars_needs_no_pyarrow() -> None:
    pytest.importorskip("polars")
    program = (
        "import polars, factlint\n"
        f"frame = polars.DataFrame({{'id': ['a'], 'text': [{SLIP!r}]}})\n"
        "print(factlint.check_frame(frame, id='id').select('id', 'words').row(0))\n"
        "print(polars.DataFrame(factlint.check_arrow(frame['text'])).height)"
    )
    assert alone(["pyarrow", "pandas"], program).splitlines() == ["('a', 'nine seven')", "1"]
