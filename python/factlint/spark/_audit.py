"""Holds the articles of an archive against each other: a map, a sort and a reduce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.storagelevel import StorageLevel

from .. import Checker
from ._articles import Columns, articles
from ._checkpoint import Checkpoint
from ._lint import setup
from ._schema import schema
from ._worker import Setup, each_article, each_group
from ._write import write

GROUP = ("rule", "key")
"""The columns that claims of one group have alike."""

ORDER = ("date", "path", "offset", "number", "line", "column", "end", "value")
"""The columns by which a group is put in order, from the earliest article to the latest. Those without a date are first."""


@dataclass(frozen=True, eq=False)
class Audit:
    """The findings of an archive. Unpacks as `(findings, between)`.

    All are DataFrames, computed where they are asked for; what was read of the articles is kept until `unpersist`. Rows
    have no promised order.
    """

    findings: DataFrame
    """The findings in single articles. The columns are those of `between`; `key` and `counterpart` are null."""
    between: DataFrame
    """The findings between articles: as `lint` has them, and `key`, the group, and `counterpart`, the place in the other
    article. Claims are sorted and related each time that it is computed; persist it where it is asked for often."""
    sources: DataFrame
    """What was read at once, a file or a record: `path`, `offset`, `hash`, `suppressed`, and `error` where something
    cannot be read, among others."""
    articles: DataFrame
    """The articles: `path`, `offset`, `number`, and `id`, `title`, `date`, `publisher` that each tells of itself."""
    claims: DataFrame
    """What articles say that is held against others."""
    groups: DataFrame
    """The groups of claims: `rule`, `key` and how many `claims`. The longest is what one task works through at once."""
    rows: DataFrame
    """What was read of the articles, of which the others are made."""

    def __iter__(self) -> Iterator[DataFrame]:
        return iter((self.findings, self.between))

    def write(self, folder: str, *, format: Literal["parquet", "delta"] = "parquet", claims: bool = False) -> None:
        """Writes the tables `sources`, `articles` and `findings` (of both kinds) into folders of `folder`, and with `claims`
        those too, over what is there. `factlint audit --import FOLDER --out DIR` makes the reports of them. The session
        must have the format delta to write it.

        Raises ValueError where two articles have one id.
        """
        findings = self.findings.unionByName(self.between)
        tables = {"sources": self.sources, "articles": self.articles, "findings": findings}
        write(tables | ({"claims": self.claims} if claims else {}), folder, format)

    def unpersist(self) -> None:
        """Lets go of what is kept. What is asked for afterwards is computed anew."""
        self.rows.unpersist()


def audit(
    df: DataFrame,
    *,
    id: str = "id",
    text: str = "text",
    title: str | None = None,
    date: str | None = None,
    content: str | None = None,
    format: str | None = None,
    partitions: int | None = None,
    checkpoint: str | None = None,
    checker: Checker | None = None,
) -> Audit:
    """The findings of an archive: those in each article, and those between articles.

    Columns, formats and checker are as `lint` has them. Each id must stand once.

    Articles are read once. What they claim is put into groups by a shuffle into so many `partitions`
    (`spark.sql.shuffle.partitions` where that is None), and each group is related in order, as a stream: a group of any
    length takes bounded memory. The findings are those of `factlint audit` on the same articles, for any number of
    partitions, with and without adaptive execution, and however often tasks fail and are tried again.

    Nothing is computed before it is asked for, but with a `checkpoint`: what was read of the articles is written into that
    folder as Parquet, where it outlives the session. A later call that finds it complete goes on from there, if it is by
    the same build, configuration, columns, schema and input files; else it is written anew. A file that was rewritten
    under its old name is not noticed: give each state of an archive its own folder. Without a checkpoint it is persisted
    in memory and on the disks of the executors.

    Raises what `lint` raises, and ValueError for a stream, which has no last article.
    """
    if df.isStreaming:
        raise ValueError("an audit needs all articles of an archive, and a stream has no last one; use lint")
    if partitions is not None and partitions < 1:
        raise ValueError(f"partitions must be 1 or more, not {partitions}")
    columns = Columns(id, text, title, date, content)
    told = setup(checker, format, id)
    rows = articles(df, columns).mapInArrow(each_article(told, "audit"), schema("rows"))
    if checkpoint is None:
        rows = rows.persist(StorageLevel.MEMORY_AND_DISK)
    else:
        rows = Checkpoint(checkpoint, df, told, columns).read_or_write(rows)
    claims = _of(rows, "claim")
    return Audit(
        findings=_of(rows, "finding"),
        between=_between(claims, partitions, told),
        sources=_of(rows, "source"),
        articles=_of(rows, "article"),
        claims=claims,
        groups=claims.groupBy(*GROUP).agg(F.count("*").alias("claims")),
        rows=rows,
    )


def _of(rows: DataFrame, kind: str) -> DataFrame:
    """The rows of one kind."""
    return rows.where(F.col(kind).isNotNull()).select(f"{kind}.*")


def _between(claims: DataFrame, partitions: int | None, told: Setup) -> DataFrame:
    """The findings between articles.

    A group is in one partition, since rows with the same `GROUP` hash alike. Adaptive execution may put small partitions
    together, which leaves groups whole, and the sort follows it; it splits large ones only for joins and for `rebalance`.
    The findings are not persisted, since Spark leaves partitions as they are where it caches.
    Strings are in the order of their bytes in UTF-8, as `Relation` needs them: that is the collation UTF8_BINARY, which the
    columns that come from Python have, whatever the collation of the ids was.
    """
    keys = [F.col(name) for name in GROUP]
    parted = claims.repartition(*keys) if partitions is None else claims.repartition(partitions, *keys)
    order = [F.col(name).asc_nulls_first() for name in (*GROUP, *ORDER)]
    return parted.sortWithinPartitions(*order).mapInArrow(each_group(told), schema("findings"))
