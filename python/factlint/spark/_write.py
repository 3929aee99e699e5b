"""Writes the tables of an audit for `factlint audit --import`."""

from __future__ import annotations

from collections.abc import Mapping

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

TOLD = 3
"""How many ids a message names."""


def write(tables: Mapping[str, DataFrame], folder: str, format: str) -> None:
    """Writes each table into a folder of its name, by the committer of Spark: of a task that is tried again, only the rows
    of the try that succeeded are there.

    Raises ValueError where the format is another or two articles have one id.
    """
    if format not in ("parquet", "delta"):
        raise ValueError(f"a table is written as parquet or delta, not as {format}")
    _refuse_repeated(tables["sources"])
    for name, table in tables.items():
        table.write.mode("overwrite").format(format).save(f"{folder.rstrip('/')}/{name}")


def _refuse_repeated(sources: DataFrame) -> None:
    repeated = sources.groupBy("path", "offset").count().where(F.col("count") > 1)
    paths = list(dict.fromkeys(str(row["path"]) for row in repeated.limit(TOLD).collect()))
    if paths:
        named = ", ".join(f"`{path}`" for path in paths)
        raise ValueError(f"two articles have one id: {named}, and perhaps others; give each its own, and audit again")
