"""What runs in the Python workers of Spark: the steps of an audit over Arrow batches.

The steps are pure: a task that Spark tries again, or runs twice, gives the same rows. They need no pyspark.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pyarrow as pa

from .. import _factlint

Batches = Iterator[pa.RecordBatch]
Step = Callable[[Batches], Batches]

_PIECE = 8 << 20
"""Bytes of articles that the engine gets at once. The batches of Spark have 10,000 rows, whatever their length."""


@dataclass(frozen=True)
class Setup:
    """What a step is told: how articles are checked, and by which rules. It is small, and travels with each task."""

    checker: bytes
    """The Checker, pickled: the text of its configuration and of the files that this names."""
    format: str | None
    """The format of the articles; None: as the path of each tells."""
    id: str
    """The column of the ids, as messages name it."""
    stamp: int | None = None
    """The stamp of the rules, build and configuration of whoever started the job."""


@lru_cache(maxsize=8)
def engine(setup: Setup) -> _factlint.Engine:
    """The engine of a setup, compiled once in each worker process.

    Raises RuntimeError where the worker's factlint is not the one of whoever started the job.
    """
    made: _factlint.Engine = pickle.loads(setup.checker)._engine
    if setup.stamp is not None and stamp(made) != setup.stamp:
        raise RuntimeError(
            f"factlint {_factlint.version()} on this worker checks by other rules than the factlint that started the "
            "job; install the same build everywhere"
        )
    return made


def stamp(of: _factlint.Engine, format: str | None = None) -> int:
    """The stamp of rules, build and configuration, as in the table `sources`.

    Raises ValueError where there is no such format.
    """
    article = pa.RecordBatch.from_pydict({"path": ["article.txt"], "text": [""]})
    # In a format of records there is no record in this, and no stamp.
    of.audit(article, format=format)
    rows = pa.table(of.audit(article)).column("source").to_pylist()
    return next(int(source["stamp"]) for source in rows if source)


def each_article(setup: Setup, does: Literal["lint", "audit"]) -> Step:
    """The step that reads articles, each once."""

    def step(batches: Batches) -> Batches:
        of = engine(setup)
        work = of.lint if does == "lint" else of.audit
        for batch in batches:
            _refuse_nameless(batch, setup.id)
            for piece in _pieces(batch):
                yield from pa.table(work(piece, format=setup.format)).to_batches()

    return step


def each_group(setup: Setup) -> Step:
    """The step that relates claims. They come sorted, with all claims of a group in one partition, and are let go of
    batch by batch: a group may be longer than memory."""

    def step(batches: Batches) -> Batches:
        relation = engine(setup).relation()
        for batch in batches:
            yield from pa.table(relation.add(batch)).to_batches()
        yield from pa.table(relation.end()).to_batches()

    return step


def _refuse_nameless(batch: pa.RecordBatch, id: str) -> None:
    missing = batch.column("path").null_count
    if missing:
        raise ValueError(
            f"{missing} of {batch.num_rows} articles have no id: `{id}` is null; fill the column, or leave out such rows, "
            f'as by df.dropna(subset=["{id}"])'
        )


def _pieces(batch: pa.RecordBatch) -> Batches:
    """The batch in pieces of about as many bytes as the engine gets at once."""
    rows = batch.num_rows
    most = max(1, _PIECE * rows // max(batch.nbytes, 1))
    for at in range(0, rows, most):
        yield batch.slice(at, most)
