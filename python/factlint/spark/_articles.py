"""Picks from a DataFrame the columns that articles are read from, and makes them those of factlint."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import (
    BinaryType,
    CharType,
    DataType,
    DateType,
    IntegralType,
    StringType,
    TimestampNTZType,
    TimestampType,
    VarcharType,
)

TEXT = (StringType, CharType, VarcharType)
DAYS = (DateType, TimestampType, TimestampNTZType)


@dataclass(frozen=True)
class Columns:
    """The names of the columns of articles."""

    id: str
    text: str
    title: str | None
    date: str | None
    content: str | None


def articles(df: DataFrame, columns: Columns) -> DataFrame:
    """The articles as factlint reads them: `path` and `content`, or `path`, `text`, and `title` and `date` if there are.

    Raises ValueError where a column is missing, and TypeError where one is of another type, before any job starts.
    """
    if columns.content is not None:
        if columns.title is not None or columns.date is not None:
            raise ValueError("title and date of files are in the files: `content` goes without `title` and `date`")
        content = _column(df, "content", columns.content, (BinaryType, *TEXT))
        picked = [content.cast("binary").alias("content")]
    else:
        picked = [_column(df, "text", columns.text, TEXT).cast("string").alias("text")]
        if columns.title is not None:
            picked.append(_column(df, "title", columns.title, TEXT).cast("string").alias("title"))
        if columns.date is not None:
            picked.append(_day(df, columns.date).alias("date"))
    return df.select(_column(df, "id", columns.id, (*TEXT, IntegralType)).cast("string").alias("path"), *picked)


def _day(df: DataFrame, name: str) -> Column:
    """A date as text. Of a timestamp it is the day in the time zone of the session (spark.sql.session.timeZone)."""
    column = _column(df, "date", name, (*TEXT, *DAYS))
    return F.to_date(column).cast("string") if isinstance(_type(df, name), DAYS) else column.cast("string")


def _column(df: DataFrame, role: str, name: str, types: tuple[type[DataType], ...]) -> Column:
    if name not in df.columns:
        there = ", ".join(f"`{name}`" for name in df.columns) or "none"
        raise ValueError(f'there is no column `{name}` for {role}; there are {there}; name another with {role}="…"')
    of = _type(df, name)
    if not isinstance(of, types):
        wanted = " or ".join(dict.fromkeys(_name(wanted) for wanted in types))
        raise TypeError(f"the column `{name}` for {role} is of {of.simpleString()}; it must be of {wanted}")
    return F.col("`" + name.replace("`", "``") + "`")


def _type(df: DataFrame, name: str) -> DataType:
    return df.schema[name].dataType


def _name(of: type[DataType]) -> str:
    return "whole numbers" if of is IntegralType else "string" if of in TEXT else of.typeName()
