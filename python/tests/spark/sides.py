"""The two sides that the tests hold against each other: findings of the command, and findings on Spark."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harbour import Article

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROW = "id string, title string, date string, text string"
Rows = list[tuple[Any, ...]]


def frame(spark: SparkSession, articles: Iterable[Article], partitions: int = 4) -> DataFrame:
    """Articles as a DataFrame, in no good order."""
    rows = [(a.id, a.title, a.date, a.text) for a in articles]
    return spark.createDataFrame(rows[::-1], ROW).repartition(partitions)


def command(*arguments: str | Path, folder: Path | None = None) -> None:
    """Runs the command of the package, which must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "factlint", *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def by_command(articles: Iterable[Article], folder: Path) -> Rows:
    """The findings of `factlint audit` on articles as JSON lines."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for a in sorted(articles, key=lambda a: a.id.encode()):
            out.write(json.dumps({"id": a.id, "title": a.title, "date": a.date, "text": a.text}) + "\n")
    command("audit", "--no-config", "--fail-on", "never", path, "--out", folder / "audit")
    with (folder / "audit" / "findings.jsonl").open(encoding="utf-8") as lines:
        return ordered(of_line(json.loads(line)) for line in lines)


def by_spark(*found: DataFrame) -> Rows:
    """The same of findings on Spark."""
    return ordered(of_row(row.asDict(recursive=True)) for findings in found for row in findings.collect())


def ordered(rows: Iterable[tuple[Any, ...]]) -> Rows:
    return sorted(rows, key=repr)


def _start(words: str) -> str:
    return " ".join(words.split())[:100]


def of_line(line: dict[str, Any]) -> tuple[Any, ...]:
    passage, other = line["passage"], line.get("counterpart")
    return (
        line["article"]["id"],
        line["rule"],
        line["severity"],
        line["message"],
        line.get("help"),
        (passage["before"], passage["words"], passage["after"]),
        tuple(label["text"] for label in line["labels"]),
        line["fingerprint"],
        other
        and (
            other["article"]["id"],
            other["passage"]["before"],
            _start(other["passage"]["words"]),
            other["passage"]["after"],
        ),
    )


def of_row(row: dict[str, Any]) -> tuple[Any, ...]:
    # The table has the words of a counterpart as they stand; the command shows them with single spaces, and of long ones
    # only those at the start.
    other = row["counterpart"]
    return (
        row["path"],
        row["rule"],
        row["severity"],
        row["message"],
        row["help"],
        (row["before"], row["words"], row["after"]),
        tuple(label["text"] for label in row["labels"] or ()),
        row["fingerprint"],
        other and (other["path"], other["before"], _start(other["words"]), other["after"]),
    )
