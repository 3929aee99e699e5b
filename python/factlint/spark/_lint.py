"""Checks articles one by one."""

from __future__ import annotations

import pickle

from pyspark.sql import DataFrame
from pyspark.sql.types import StructType

from .. import Checker
from ._articles import Columns, articles
from ._schema import schema
from ._worker import Setup, each_article, stamp

BETWEEN = ("key", "counterpart")
"""The columns of `findings` that only findings between articles have."""


def lint(
    df: DataFrame,
    *,
    id: str = "id",
    text: str = "text",
    title: str | None = None,
    date: str | None = None,
    content: str | None = None,
    format: str | None = None,
    checker: Checker | None = None,
) -> DataFrame:
    """The findings in each article, a row a finding.

    `id`, `text`, `title` and `date` name columns: `id` of strings or whole numbers, each once; `text` and `title` of
    strings; `date`, the day of publication, of dates, timestamps or strings such as 2024-03-12. The day of a timestamp
    is that of the session's time zone (`spark.sql.session.timeZone`). With `content` a row is a file, as
    `spark.read.format("binaryFile")` reads it (`id="path", content="content"`), and its format is as its path tells;
    `format` names it where that does not, and also the format of `text`. A `checker` brings a configuration.

    The columns are those of the table `findings` that all findings have: `path` (the id), `offset`, `number` (of the
    article in its file), `rule`, `severity`, `message`, `help`, `part` (`title` or `text`), `start` and `end` (bytes of
    the part or file), `line`, `column`, `before`, `words`, `after`, `labels`, `fingerprint`. Rows have no promised order.
    Nothing is found where there is no text, or where a file cannot be read; `audit` tells which these are.

    It is lazy, has no shuffle, and also works on a stream. Each Python worker compiles the rules once. Spark hands
    `spark.sql.execution.arrow.maxRecordsPerBatch` rows to Python at once: for large files set this low.

    Raises ValueError or TypeError where a column is missing or of another type, ConfigError where the configuration
    is refused; an id that is null ends the job with an error that says so.
    """
    read = articles(df, Columns(id, text, title, date, content))
    every = schema("findings")
    names = StructType([field for field in every.fields if field.name not in BETWEEN])
    return read.mapInArrow(each_article(setup(checker, format, id), "lint"), every).select(*names.names)


def setup(checker: Checker | None, format: str | None, id: str) -> Setup:
    """What the steps are told. Compiles the rules once here, so that what is wrong with them is told before any job.

    Raises ConfigError where the configuration is refused, ValueError where there is no such format.
    """
    checker = checker or Checker()
    return Setup(pickle.dumps(checker), format, id, stamp(checker._engine, format))
