"""A group of any length takes bounded memory of the Python worker that relates it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import one_group
from sides import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import SparkSession

    Start = Callable[..., SparkSession]

CLAIMS = 5_000
MORE = 8
BOUND = 24
"""MiB that a group that is so many times as long may take more."""


def _workers() -> dict[int, int]:
    """The Python workers of Spark that this process has, with the most memory that each has taken in KiB."""
    parents, peaks = {}, {}
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            is_worker = b"pyspark.daemon" in (process / "cmdline").read_bytes()
            lines = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        except OSError:
            continue
        parents[int(process.name)] = int(lines["PPid"])
        if is_worker and "VmHWM" in lines:
            peaks[int(process.name)] = int(lines["VmHWM"].split()[0])

    def is_ours(pid: int) -> bool:
        while pid > 1:
            if pid == os.getpid():
                return True
            pid = parents.get(pid, 0)
        return False

    return {pid: peak for pid, peak in peaks.items() if is_ours(pid)}


@contextmanager
def watched() -> Iterator[list[float]]:
    """Fills in the most memory that a Python worker takes meanwhile, in MiB."""
    peak, stop, found = [0], threading.Event(), list[float]()

    def watch() -> None:
        while not stop.wait(0.02):
            peak[0] = max(peak[0], *_workers().values(), 0)

    thread = threading.Thread(target=watch)
    thread.start()
    yield found
    stop.set()
    thread.join()
    found.append(peak[0] / 1024)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_long_group_takes_no_more_memory_than_a_short_one(start: Start, tmp_path: Path) -> None:
    from factlint.spark import audit

    peaks = []
    for claims in (CLAIMS, CLAIMS * MORE):
        # A session of its own: its workers are new.
        spark = start("local[1]", **{"spark.app.name": f"group of {claims}"})
        checkpoint = str(tmp_path / str(claims))
        audit(frame(spark, one_group(claims), 2), title="title", checkpoint=checkpoint)
        spark = start("local[1]", **{"spark.app.name": f"group of {claims} again"})
        audited = audit(frame(spark, one_group(claims), 2), title="title", checkpoint=checkpoint, partitions=2)
        with watched() as peak:
            found = audited.between.count()
        longest = audited.groups.orderBy("claims", ascending=False).first()
        assert longest is not None
        assert longest.rule == "archive.name-variant"
        assert longest.claims == claims
        assert 0 < found <= 16
        peaks += peak
        print(f"a group of {claims:,} claims: {found} findings, at most {peak[0]:.0f} MiB of a Python worker")
        audited.unpersist()
    assert peaks[1] - peaks[0] < BOUND
