"""The daemon that starts Python workers of Spark, for tests: some tasks die or dawdle at their first attempt.

`FACTLINT_TEST_FIRST` says which step of which partition: "audit 0 die, relate 1 die", or "audit 0 dawdle"; "any" is the
first of all partitions that comes to it. A step has then read a batch. Later attempts are left alone. A file in the folder `FACTLINT_TEST_MARKS` says that it happened, and another
that one which dawdled came to its end after all.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factlint.spark import _worker
from pyspark import daemon
from pyspark.taskcontext import TaskContext

ENGINE = _worker.engine
SECONDS = 240
"""How long a step dawdles."""


def first(step: str) -> Callable[[], None]:
    """What happens after a batch of a step."""

    def happens() -> None:
        task = TaskContext.get()
        assert task is not None
        for told in os.environ["FACTLINT_TEST_FIRST"].split(","):
            of, partition, what = told.split()
            if of != step or task.attemptNumber() > 0 or partition not in ("any", str(task.partitionId())):
                continue
            marks = Path(os.environ["FACTLINT_TEST_MARKS"])
            try:
                (marks / told).touch(exist_ok=False)
            except FileExistsError:
                continue
            if what == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(SECONDS)
            (marks / f"{told} over").touch()

    return happens


class Mortal:
    """An engine or relation that works as the real one, and after which something happens."""

    def __init__(self, real: Any, step: str) -> None:
        self.real = real
        self.happens = first(step)

    def audit(self, batch: Any, *, format: str | None = None) -> Any:
        rows = self.real.audit(batch, format=format)
        self.happens()
        return rows

    def relation(self) -> Mortal:
        return Mortal(self.real.relation(), "relate")

    def add(self, batch: Any) -> Any:
        rows = self.real.add(batch)
        self.happens()
        return rows

    def end(self) -> Any:
        return self.real.end()


def engine(setup: _worker.Setup) -> Any:
    return Mortal(ENGINE(setup), "audit")


_worker.engine = engine  # type: ignore[assignment]

if __name__ == "__main__":
    daemon.manager()
