#!/usr/bin/env python3
"""What an audit on Spark costs beside the command, and whether both come to the same. Linux.

    python/benches/spark.py ARCHIVE.jsonl [--copies 10] [--runs 2:2,2:8,2:8:killed] [--drop]

ARCHIVE is a file of JSON lines: id, title, date, text, sorted by id. It is audited by `python -m factlint audit`, and on
Spark in new processes, one for each of the `runs`: cores, partitions, and whether two tasks are killed at their first
attempt. With `--copies` so many copies, with other ids, are audited in the same way. With `--drop` it is also measured what
it costs to leave out groups of one claim before the shuffle. Prints a line a run, and ends with 1 if findings differ.

Memory is the peak of the resident sets: of the Java process, and of all Python workers together (of shared pages each has
its part). Seconds are those of the steps: `start` is an audit of one article, by which Spark gets under way; `processor` is
of all.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1] / "tests" / "spark"
sys.path.insert(0, str(TESTS))

from sides import ROW, Rows, of_line, of_row, ordered  # noqa: E402


def copies(archive: Path, out: Path, times: int) -> None:
    """The archive so many times over, each time with other ids, still sorted by id."""
    lines = archive.read_text("utf-8").splitlines()
    with out.open("w", encoding="utf-8") as f:
        for n in range(times):
            for line in lines:
                record = json.loads(line)
                f.write(json.dumps({**record, "id": f"{n:02}-{record['id']}"}, ensure_ascii=False) + "\n")


def command(archive: Path, folder: Path) -> tuple[Rows, dict[str, float]]:
    """The findings of the command, and seconds and MiB."""
    told = [
        sys.executable,
        "-m",
        "factlint",
        "audit",
        "--no-config",
        "--fail-on",
        "never",
        str(archive),
        "--out",
        str(folder),
    ]
    begun = time.monotonic()
    child = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    cost = {"seconds": time.monotonic() - begun, "processor": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024}
    with (folder / "findings.jsonl").open(encoding="utf-8") as lines:
        return ordered(of_line(json.loads(line)) for line in lines), cost


def on_spark(archive: Path, folder: Path, run: str, drop: bool) -> tuple[Rows, dict[str, Any]]:
    """The findings on Spark in a new process, and what it cost."""
    folder.mkdir()
    told = [sys.executable, __file__, str(archive), "--run", run, "--folder", str(folder), *(["--drop"] if drop else [])]
    child = subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peaks = Counter[str]()
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(child.pid, peaks, stop))
    watching.start()
    out, err = child.communicate()
    stop.set()
    watching.join()
    assert child.returncode == 0, err[-4000:]
    cost = json.loads(out.splitlines()[-1])
    cost["mib"] = {what: peaks[what] // 1024 for what in ("java", "python", "largest")}
    cost["processor"] = {what: spent(peaks, what) for what in ("java", "python")}

    import pyarrow.parquet as pq

    table = pq.read_table(folder / "tables" / "findings")
    return ordered(of_row(row) for batch in table.to_batches(2000) for row in batch.to_pylist()), cost


def watch(parent: int, peaks: Counter[str], stop: threading.Event) -> None:
    """The peaks of the Java process, of the Python workers together, and of the largest of them, in KiB, and what each
    process took of processors, in ticks."""
    while not stop.wait(0.1):
        java, python = 0, []
        for pid in below(parent):
            try:
                name = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
                times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
            kind = "java" if name[0].endswith(b"java") else "python" if b"-m" in name and pid != parent else ""
            if kind == "java":
                java = max(java, sizes.get("Rss", 0))
            elif kind == "python":
                python.append(sizes.get("Pss", 0))
            ticks = f"{kind} {pid}"
            peaks[ticks] = max(peaks[ticks], int(times[11]) + int(times[12]))
        now = {"java": java, "python": sum(python), "largest": max(python, default=0)}
        for what, size in now.items():
            peaks[what] = max(peaks[what], size)


def spent(peaks: Counter[str], kind: str) -> float:
    """What processes of a kind took of processors, in seconds."""
    return sum(ticks for name, ticks in peaks.items() if name.startswith(f"{kind} ")) / os.sysconf("SC_CLK_TCK")


def below(parent: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found, todo = [], [parent]
    while todo:
        pid = todo.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                todo += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def one(archive: Path, folder: Path, run: str, drop: bool) -> dict[str, Any]:
    """A run on Spark in this process: seconds of its steps, and what was shuffled."""
    from factlint.spark import audit
    from pyspark.sql import SparkSession

    cores, partitions, *killed = run.split(":")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    (folder / "events").mkdir()
    (folder / "marks").mkdir()
    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "OFF",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": str(folder / "events"),
        "spark.sql.files.maxPartitionBytes": str(max(archive.stat().st_size // int(partitions), 1 << 20)),
        "spark.sql.files.openCostInBytes": "0",
        "spark.executorEnv.PYTHONPATH": str(TESTS),
    }
    if killed:
        settings |= {
            "spark.python.daemon.module": "killing_daemon",
            "spark.executorEnv.FACTLINT_TEST_FIRST": "audit 1 die,relate 1 die",
            "spark.executorEnv.FACTLINT_TEST_MARKS": str(folder / "marks"),
        }
    builder = SparkSession.builder.master(f"local[{cores},4]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    cost: dict[str, Any] = {}
    begun = [time.monotonic()]

    def done(step: str) -> None:
        begun.append(time.monotonic())
        cost[step] = begun[-1] - begun[-2]

    # The first job of a session loads and compiles most of Spark.
    small = spark.createDataFrame([("a", "Pier", "2024-03-12", "The pier was closed.")], ROW)
    first = audit(small, title="title", date="date", checkpoint=str(folder / "first"))
    first.write(str(folder / "first-tables"))
    first.unpersist()
    done("start")
    articles = spark.read.schema(ROW).json(str(archive))
    audited = audit(articles, title="title", date="date", partitions=int(partitions), checkpoint=str(folder / "checkpoint"))
    done("map")
    cost["between"] = audited.between.count()
    done("relate")
    audited.write(str(folder / "tables"))
    done("write")
    cost["killed"] = len(list((folder / "marks").iterdir()))
    cost["claims"] = audited.claims.count()
    longest = audited.groups.orderBy("claims", ascending=False).first()
    cost["longest"] = longest.claims if longest else 0
    if drop:
        dropped(audited.claims, int(partitions), done)
    spark.stop()
    cost["shuffled"] = shuffled(folder / "events")
    cost["checkpoint"] = sum(file.stat().st_size for file in (folder / "checkpoint" / "rows").glob("*.parquet"))
    return cost


def dropped(claims: Any, partitions: int, done: Any) -> None:
    """Shuffles and sorts all claims, and then those only that are in a group of two or more."""

    def sort(claims: Any) -> None:
        parted = claims.repartition(partitions, "rule", "key").sortWithinPartitions("rule", "key", "date", "path")
        parted.write.format("noop").mode("overwrite").save()

    begun = claims.count()
    assert begun
    done("before dropping")
    sort(claims)
    done("sort of all")
    more = claims.groupBy("rule", "key").count().where("count > 1").select("rule", "key")
    sort(claims.join(more, ["rule", "key"], "left_semi"))
    done("sort of groups of two or more")


def shuffled(events: Path) -> list[tuple[int, int, int, float]]:
    """The stages that wrote a shuffle: number, records, bytes, seconds of all their tasks."""
    stages: dict[int, list[float]] = {}
    for file in events.iterdir():
        for line in file.read_text("utf-8").splitlines():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and event["Task End Reason"]["Reason"] == "Success":
                metrics = event["Task Metrics"]
                wrote = metrics["Shuffle Write Metrics"]
                stage = stages.setdefault(event["Stage ID"], [0, 0, 0])
                stage[0] += wrote["Shuffle Records Written"]
                stage[1] += wrote["Shuffle Bytes Written"]
                stage[2] += metrics["Executor Run Time"] / 1000
    return [(n, int(of[0]), int(of[1]), of[2]) for n, of in sorted(stages.items()) if of[1]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--runs", default="2:2,2:8,2:8:killed")
    parser.add_argument("--drop", action="store_true")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        print(json.dumps(one(args.archive, args.folder, args.run, args.drop)))
        return 0
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        archives = [args.archive]
        if args.copies:
            archives.append(Path(temporary, "copies.jsonl"))
            copies(args.archive, archives[-1], args.copies)
        for n, archive in enumerate(archives):
            expected, cost = command(archive, Path(temporary, f"command-{n}"))
            size = archive.stat().st_size / 1e6
            print(
                f"{archive.name}, {size:.0f} MB, command: {json.dumps(rounded(cost))}; {len(expected):,} findings",
                flush=True,
            )
            for run in args.runs.split(","):
                found, told = on_spark(archive, Path(temporary, f"spark-{n}-{run.replace(':', '-')}"), run, args.drop)
                same = found == expected
                failed |= not same or (run.endswith("killed") and told["killed"] != 2)
                print(f"  {run}: {'same' if same else 'OTHER'} findings; {json.dumps(rounded(told))}", flush=True)
    return int(failed)


def rounded(cost: dict[str, Any]) -> dict[str, Any]:
    return {
        name: rounded(value) if isinstance(value, dict) else round(value, 2) if isinstance(value, float) else value
        for name, value in cost.items()
    }


if __name__ == "__main__":
    sys.exit(main())
