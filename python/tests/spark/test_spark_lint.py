"""Columns, dates, configurations and errors of `lint` and `audit` on Spark."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harbour import Article
from sides import ROW, by_spark, frame

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SLIP = "Rescuers found the nine seven sailors at dawn."
PLEA = "Karl Vella, 44, pleaded guilty today to theft of diesel."
WORDS = 'source = "house list"\n\n[[list]]\nclass = "acronym.known"\ncase = "exact"\nwords = ["GPB"]\n'
DESK = '[rules]\n"count.adjacent" = "off"\n'


@pytest.fixture
def slip(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame([("ferry", "Rescue", None, SLIP), ("none", "Nothing", None, None)], ROW)


def test_the_findings_of_each_article(slip: DataFrame) -> None:
    from factlint.spark import lint

    found = lint(slip, title="title").collect()
    assert [(row.path, row.rule, row.words, row.part) for row in found] == [
        ("ferry", "count.adjacent", "nine seven", "text")
    ]
    assert SLIP.encode()[found[0].start : found[0].end] == b"nine seven"
    assert "counterpart" not in found[0] and "key" not in found[0]


def test_an_article_without_text_is_told_as_unreadable(slip: DataFrame) -> None:
    from factlint.spark import audit

    audited = audit(slip)
    told = {row.path: row.error for row in audited.sources.collect()}
    assert told["ferry"] is None
    assert told["none"]
    audited.unpersist()


def test_a_format_of_records_is_read_where_it_is_named(spark: SparkSession) -> None:
    from factlint.spark import audit

    lines = "".join(f'{{"id": "{n}", "text": "{SLIP}"}}\n' for n in "abc").encode()
    df = spark.createDataFrame([("feed", lines)], "path string, content binary")
    audited = audit(df, id="path", content="content", format="jsonl")
    assert sorted(row.id for row in audited.articles.collect()) == ["a", "b", "c"]
    assert {(row.path, row.words) for row in audited.findings.collect()} == {("feed", "nine seven")}
    assert audited.sources.select("offset").distinct().count() == 3
    audited.unpersist()


def test_columns_may_have_any_name(slip: DataFrame) -> None:
    from factlint.spark import lint

    odd = slip.selectExpr("id as `the.id`", "text as `a ``body`")
    assert lint(odd, id="the.id", text="a `body").count() == 1


def test_an_id_may_be_a_number(slip: DataFrame) -> None:
    from factlint.spark import lint

    assert [row.path for row in lint(slip.selectExpr("7 as id", "text")).collect()] == ["7"]


@pytest.mark.parametrize(
    ("day", "type"),
    [
        ("2024-03-12", "string"),
        ("2024-03-12T08:00:00+01:00", "string"),
        (datetime.date(2024, 3, 12), "date"),
        (datetime.datetime(2024, 3, 12, 3, 0, tzinfo=datetime.timezone.utc), "timestamp"),
        (datetime.datetime(2024, 3, 12, 23, 59), "timestamp_ntz"),
    ],
)
def test_a_day_comes_as_text_as_a_date_or_as_a_timestamp(spark: SparkSession, day: object, type: str) -> None:
    from factlint.spark import audit

    df = spark.createDataFrame([("a", day, PLEA)], f"id string, date {type}, text string")
    audited = audit(df, date="date")
    assert [row.date for row in audited.articles.collect()] == ["2024-03-12"]
    audited.unpersist()


def test_the_day_of_a_timestamp_is_that_of_the_time_zone_of_the_session(spark: SparkSession) -> None:
    from factlint.spark import audit

    night = datetime.datetime(2024, 3, 12, 3, 0, tzinfo=datetime.timezone.utc)
    df = spark.createDataFrame([("a", night, PLEA)], "id string, date timestamp, text string")
    days = []
    for zone in ("Europe/Malta", "America/New_York"):
        spark.conf.set("spark.sql.session.timeZone", zone)
        audited = audit(df, date="date")
        days += [row.date for row in audited.articles.collect()]
        audited.unpersist()
    spark.conf.unset("spark.sql.session.timeZone")
    assert days == ["2024-03-12", "2024-03-11"]


def test_a_configuration_travels_with_the_files_that_it_names(spark: SparkSession, tmp_path: Path) -> None:
    from factlint import Checker
    from factlint.spark import audit, lint

    pier = "The pier was closed by the GPB on Monday, and the ferries of the GPB stayed in port."
    df = spark.createDataFrame([("pier", pier)], "id string, text string")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ours.toml").write_text(WORDS, "utf-8")
    (tmp_path / "factlint.toml").write_text('[lexicon]\nextend = ["words/*.toml"]\n', "utf-8")
    checker = Checker(tmp_path / "factlint.toml")
    shutil.rmtree(tmp_path)
    assert [row.words for row in lint(df).collect()] == ["GPB"]
    assert lint(df, checker=checker).count() == 0
    audited = audit(df, checker=checker)
    assert audited.findings.count() == 0
    audited.unpersist()


def test_the_rules_are_compiled_once_in_each_worker(spark: SparkSession, harbour: list[Article]) -> None:
    from factlint.spark._lint import setup
    from factlint.spark._worker import engine

    told = setup(None, None, "id that no other test has")

    def compiled(batches: Any) -> Any:
        import os

        import pyarrow as pa

        before = engine.cache_info().misses
        for _ in batches:
            engine(told)
        yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "compiled": [engine.cache_info().misses - before]})

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
    found = frame(spark, harbour, 6).mapInArrow(compiled, "pid long, compiled long").collect()
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert len(found) == 6
    assert sum(row.compiled for row in found) == len({row.pid for row in found}) <= 4


def test_a_worker_with_another_factlint_refuses_the_work() -> None:
    from dataclasses import replace

    from factlint.spark._lint import setup
    from factlint.spark._worker import engine

    told = setup(None, None, "id")
    assert told.stamp is not None
    with pytest.raises(RuntimeError, match="install the same build everywhere"):
        engine(replace(told, stamp=told.stamp + 1))


@pytest.mark.parametrize(
    ("wrong", "error", "told"),
    [
        ({"text": "body"}, ValueError, "no column `body` for text; there are `id`, `title`, `date`, `text`"),
        ({"id": "url"}, ValueError, 'name another with id="'),
        ({"title": "headline"}, ValueError, "no column `headline` for title"),
        ({"content": "text", "title": "title"}, ValueError, "`content` goes without"),
        ({"format": "papyrus"}, ValueError, "papyrus"),
        ({"text": "size"}, TypeError, "`size` for text is of int; it must be of string"),
    ],
)
def test_what_is_wrong_with_columns_is_told_before_a_job(
    slip: DataFrame, wrong: dict[str, Any], error: type[Exception], told: str
) -> None:
    from factlint.spark import audit, lint

    df = slip.selectExpr("*", "1 as size") if "size" in wrong.values() else slip
    for does in (lint, audit):
        with pytest.raises(error) as raised:
            does(df, **wrong)
        assert told in str(raised.value)


def test_a_configuration_that_is_refused_is_told_before_a_job(slip: DataFrame) -> None:
    from factlint import Checker, ConfigError
    from factlint.spark import lint

    with pytest.raises(ConfigError):
        lint(slip, checker=Checker.from_text('[rules]\n"no.such" = "off"\n'))


def test_an_id_that_is_null_ends_the_job_and_the_error_says_why(spark: SparkSession) -> None:
    from factlint.spark import lint

    df = spark.createDataFrame([("a", SLIP), (None, SLIP)], "url string, text string").coalesce(1)
    with pytest.raises(Exception, match="1 of 2 articles have no id: `url` is null"):
        lint(df, id="url").collect()


def test_a_stream_is_linted_and_is_no_archive(spark: SparkSession, slip: DataFrame, tmp_path: Path) -> None:
    from factlint.spark import audit, lint

    slip.write.parquet(str(tmp_path / "in"))
    stream = spark.readStream.schema(ROW).parquet(str(tmp_path / "in"))
    with pytest.raises(ValueError, match="a stream has no last one"):
        audit(stream)
    options = {"path": str(tmp_path / "out"), "checkpointLocation": str(tmp_path / "offsets")}
    lint(stream).writeStream.format("parquet").options(**options).trigger(availableNow=True).start().awaitTermination()
    assert spark.read.parquet(str(tmp_path / "out")).count() == 1


def test_partitions_are_at_least_one(slip: DataFrame) -> None:
    from factlint.spark import audit

    with pytest.raises(ValueError, match="partitions must be 1 or more"):
        audit(slip, partitions=0)


def test_a_checkpoint_is_gone_on_from_only_if_all_is_as_it_was(spark: SparkSession, slip: DataFrame, tmp_path: Path) -> None:
    from factlint import Checker
    from factlint.spark import audit

    folder = tmp_path / "checkpoint"
    slip.write.parquet(str(tmp_path / "in"))
    df = spark.read.parquet(str(tmp_path / "in"))

    def written(df: DataFrame, **more: Any) -> set[str]:
        found = by_spark(audit(df, checkpoint=str(folder), **more).findings)
        assert len(found) == expected
        return {file.name for file in (folder / "rows").glob("*.parquet")}

    expected = 1
    first = written(df)
    assert written(df) == first, "it goes on from there"
    assert written(df, title="title") != first, "another column"
    first = written(df)
    slip.write.mode("append").parquet(str(tmp_path / "in"))
    expected = 2
    second = written(spark.read.parquet(str(tmp_path / "in")))
    assert second != first, "another file"
    expected = 0
    third = written(df, checker=Checker.from_text(DESK))
    assert third != second, "another configuration"
    expected = 2
    # What a run leaves that is killed while it writes: nothing says that the rows are complete.
    df = spark.read.parquet(str(tmp_path / "in"))
    second = written(df)
    for file in (folder / "made").glob("part-*"):
        file.write_text("")
    next((folder / "rows").glob("*.parquet")).unlink()
    assert not written(df) & second
