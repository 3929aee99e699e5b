"""An audit on Spark comes to what the command comes to, however the work is shared out and however often tasks fail."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harbour import Article
from sides import Rows, by_command, by_spark, frame

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    Start = Callable[..., SparkSession]

COLUMNS: dict[str, Any] = {"title": "title", "date": "date"}
ADAPTIVE = {
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "2000",
    "spark.sql.adaptive.coalescePartitions.minPartitionSize": "1",
    "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
    "spark.sql.adaptive.forceOptimizeSkewedJoin": "true",
    "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "1.0",
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "1000",
    "spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor": "0.9",
}
RULES = {"archive.date-conflict", "archive.duplicate", "archive.figure-conflict", "archive.name-variant", "count.parts"}


@pytest.fixture(scope="module")
def expected(harbour: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What the command finds, of each planted kind something."""
    rows = by_command(harbour, tmp_path_factory.mktemp("command"))
    assert {row[1] for row in rows} >= RULES
    assert len(rows) > 80
    return rows


@pytest.fixture
def settings(spark: SparkSession) -> Iterator[Callable[[dict[str, str]], None]]:
    """Sets what a session is told at any time, for one test."""
    before: dict[str, str | None] = {}

    def tell(values: dict[str, str]) -> None:
        for name, value in values.items():
            before.setdefault(name, spark.conf.get(name, None))
            spark.conf.set(name, value)

    yield tell
    for name, value in before.items():
        spark.conf.unset(name) if value is None else spark.conf.set(name, value)


@pytest.mark.parametrize(
    ("partitions", "told"),
    [
        (1, ADAPTIVE),
        (2, {"spark.sql.adaptive.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "7"}),
        (8, ADAPTIVE | {"spark.sql.execution.arrow.maxRecordsPerBatch": "7"}),
        (None, ADAPTIVE | {"spark.sql.shuffle.partitions": "20"}),
        (None, {"spark.sql.adaptive.enabled": "false"}),
    ],
)
def test_it_finds_what_the_command_finds(
    spark: SparkSession,
    settings: Any,
    harbour: list[Article],
    expected: Rows,
    partitions: int | None,
    told: dict[str, str],
) -> None:
    from factlint.spark import audit

    settings(told)
    audited = audit(frame(spark, harbour), **COLUMNS, partitions=partitions)
    findings, between = audited
    assert by_spark(findings, between) == expected
    assert {row.rule.split(".")[0] for row in between.collect()} == {"archive"}
    if partitions:
        assert between.rdd.getNumPartitions() == partitions
    audited.unpersist()


def test_adaptive_execution_puts_partitions_together_and_splits_none(
    spark: SparkSession, settings: Any, harbour: list[Article], expected: Rows
) -> None:
    from factlint.spark import audit

    size = "spark.sql.adaptive.advisoryPartitionSizeInBytes"
    settings(ADAPTIVE | {"spark.sql.shuffle.partitions": "40", size: "20000"})
    audited = audit(frame(spark, harbour), **COLUMNS)
    joined = audited.between.rdd.getNumPartitions()
    print(f"{joined} of 40 partitions are left")
    assert 1 < joined < 40
    assert by_spark(*audited) == expected
    # One group is larger than a partition should be, and is left whole.
    settings({size: "1"})
    again = audit(frame(spark, harbour), **COLUMNS)
    assert by_spark(*again) == expected
    audited.unpersist()
    again.unpersist()


def test_a_python_worker_that_is_killed_changes_nothing(
    start: Start, tmp_path: Path, harbour: list[Article], expected: Rows
) -> None:
    from factlint.spark import audit

    first = {"audit 0 die", "audit 3 die", "relate 1 die", "relate 4 die"}
    spark = start("local[2,4]", **_daemon(first, tmp_path), **{"spark.sql.execution.arrow.maxRecordsPerBatch": "20"})
    checkpoint = str(tmp_path / "checkpoint")
    audited = audit(frame(spark, harbour), **COLUMNS, partitions=8, checkpoint=checkpoint)
    assert by_spark(*audited) == expected
    assert {mark.name for mark in (tmp_path / "marks").iterdir()} == first
    assert audited.sources.count() == len(harbour)


@pytest.mark.skipif(sys.platform != "linux", reason="a second host is 127.0.0.3, which only Linux has by itself")
def test_a_task_that_dawdles_and_is_run_twice_changes_nothing(
    start: Start, cluster: str, tmp_path: Path, harbour: list[Article], expected: Rows
) -> None:
    from factlint.spark import audit

    # In a table that is made of several, partitions have other numbers than in each.
    first = {"audit 2 dawdle", "relate any dawdle"}
    speculation = {
        "spark.speculation": "true",
        "spark.speculation.interval": "100ms",
        "spark.speculation.multiplier": "1.5",
        "spark.speculation.quantile": "0.5",
        "spark.speculation.efficiency.enabled": "false",
        "spark.executor.memory": "512m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    spark = start(cluster, **_daemon(first, tmp_path), **speculation)
    audited = audit(frame(spark, harbour), **COLUMNS, partitions=8)
    audited.write(str(tmp_path / "tables"))
    findings = spark.read.parquet(str(tmp_path / "tables" / "findings"))
    assert by_spark(findings) == expected
    # None came to its end: the second run of each was what counted.
    assert {mark.name for mark in (tmp_path / "marks").iterdir()} == first


@pytest.fixture
def cluster(start: Start, tmp_path: Path) -> Iterator[str]:
    """The address of a cluster of two hosts. Spark runs a task twice only on two hosts."""
    import pyspark

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = os.environ | {"SPARK_DAEMON_MEMORY": "256m"}
    about = ("--webui-port", "0")
    work = ("--cores", "1", "--memory", "1g", "--work-dir", str(tmp_path / "work"))
    deploy = "org.apache.spark.deploy"
    commands: list[tuple[str, ...]] = [
        (f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", address.split(":")[1], *about)
    ]
    commands += [
        (f"{deploy}.worker.Worker", "--host", host, *about, *work, f"spark://{address}")
        for host in ("127.0.0.2", "127.0.0.3")
    ]
    with (tmp_path / "cluster.log").open("wb") as log:
        started = [subprocess.Popen([program, *command], env=environment, stdout=log, stderr=log) for command in commands]
        yield f"spark://{address}"
        start("local[2]")
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _daemon(first: set[str], folder: Path) -> dict[str, str]:
    (folder / "marks").mkdir()
    return {
        "spark.python.daemon.module": "killing_daemon",
        "spark.executorEnv.FACTLINT_TEST_FIRST": ",".join(sorted(first)),
        "spark.executorEnv.FACTLINT_TEST_MARKS": str(folder / "marks"),
    }
