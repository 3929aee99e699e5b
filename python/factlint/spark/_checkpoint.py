"""Keeps what was read of the articles in a folder, so that a later call goes on from there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from ._articles import Columns
from ._schema import schema
from ._worker import Setup


@dataclass(frozen=True)
class Checkpoint:
    """A folder with `rows`, and with `made`: by what they were made, written when they are complete. All is written by
    Spark, so it may be on whatever storage the cluster has."""

    folder: str
    df: DataFrame
    setup: Setup
    columns: Columns

    def read_or_write(self, rows: DataFrame) -> DataFrame:
        """The rows as the folder has them; before that they are written, if they are not there or were made by
        something else."""
        spark, made = self.df.sparkSession, self._made()
        path = f"{self.folder.rstrip('/')}/rows"
        if self._found(spark) != made:
            # While the rows are written, nothing says that they are complete.
            self._say(spark, "")
            rows.write.mode("overwrite").parquet(path)
            self._say(spark, made)
        return spark.read.schema(schema("rows")).parquet(path)

    def _made(self) -> str:
        """By what the rows are made, on one line."""
        files = hashlib.sha256()
        for file in sorted(self.df.inputFiles()):
            files.update(file.encode() + b"\n")
        made = {
            "stamp": self.setup.stamp,
            "format": self.setup.format,
            "columns": asdict(self.columns),
            "schema": self.df.schema.simpleString(),
            "files": files.hexdigest(),
        }
        return json.dumps(made, sort_keys=True)

    def _found(self, spark: SparkSession) -> str | None:
        """What the folder says that its rows were made by."""
        try:
            lines = spark.read.text(self._mark).head(2)
        except AnalysisException:
            return None
        return str(lines[0][0]) if len(lines) == 1 else None

    def _say(self, spark: SparkSession, made: str) -> None:
        spark.createDataFrame([(made,)], "made string").coalesce(1).write.mode("overwrite").text(self._mark)

    @property
    def _mark(self) -> str:
        return f"{self.folder.rstrip('/')}/made"
