"""How fast many texts are checked from Python, beside the command on the same texts: throughput.py PROGRAM FILE [ROUNDS].

FILE is of JSON lines with a `text` each, packed by gzip or not; its texts are taken so often that they make 16 MiB. In each
round the command and `check_many` take turns on one core and on all, and the figures are the ratios within the round: of
the time on the clock, and of the time on processors, which other work on the machine disturbs less. Then a thread of Python
counts while texts are checked, to show that the lock is released.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import factlint

AMOUNT = 16 << 20


def texts(file: str) -> list[str]:
    """The texts of the file, again and again, each a little other than before."""
    opened = gzip.open if file.endswith(".gz") else open
    with opened(file, "rt", encoding="utf-8") as lines:
        once = [re.sub("[«»]", "", json.loads(line)["text"]) for line in lines]
    size = sum(len(text.encode()) for text in once)
    return [f"{text}\n\nEdition {edition} of the paper.\n" for edition in range(AMOUNT // size + 1) for text in once]


class Seconds(NamedTuple):
    """How long something took, on the clock and on processors."""

    clock: float
    processor: float


def since(before: os.times_result) -> Seconds:
    """What this process and those that it has waited for took since then."""
    now = os.times()
    return Seconds(now.elapsed - before.elapsed, sum(now[:4]) - sum(before[:4]))


def command(program: str, folder: str, threads: int) -> Seconds:
    """What the command takes, with its start and its reading of the files."""
    before = os.times()
    with open(os.devnull, "wb") as nowhere:
        run = subprocess.run(
            [program, "check", "--no-config", "--format", "jsonl", "--threads", str(threads), folder],
            stdout=nowhere,
            check=False,
        )
    assert run.returncode in (0, 1)
    return since(before)


def package(many: list[str], threads: int) -> Seconds:
    """What `check_many` takes, with all findings as objects."""
    before = os.times()
    found = sum(len(findings) for findings in factlint.check_many(many, threads=threads))
    assert found
    return since(before)


def column(many: list[str], threads: int) -> Seconds | None:
    """What `check_arrow` takes, if there is pyarrow."""
    try:
        import pyarrow
    except ImportError:
        return None
    array = pyarrow.array(many)
    before = os.times()
    factlint.check_arrow(array, threads=threads)
    return since(before)


def counting(many: list[str], threads: int) -> tuple[float, float]:
    """How often a thread of Python counts in a second: alone, and while texts are checked."""

    def rate(work: threading.Thread | None) -> float:
        counted = 0
        start = time.perf_counter()
        if work is not None:
            work.start()
        while work.is_alive() if work is not None else time.perf_counter() - start < 1:
            for _ in range(1000):
                counted += 1
        return counted / (time.perf_counter() - start)

    return rate(None), rate(threading.Thread(target=package, args=(many, threads)))


def main(program: str, file: str, rounds: int = 5) -> None:
    """Prints the figures."""
    many = texts(file)
    megabytes = sum(len(text.encode()) for text in many) / 1e6
    print(f"{len(many)} texts, {megabytes:.1f} MB, {os.cpu_count()} cores, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        for at, text in enumerate(many):
            (Path(folder) / f"{at:06}.txt").write_bytes(text.encode())
        for threads in (1, os.cpu_count() or 1):
            command(program, folder, threads)
            package(many[:1000], threads)
            pairs = []
            for turn in range(rounds):
                # Whichever is second finds a warmer machine, so they take turns.
                if turn % 2:
                    found = package(many, threads)
                    told = command(program, folder, threads)
                else:
                    told = command(program, folder, threads)
                    found = package(many, threads)
                pairs.append((told, found))
            print(f"{threads} thread{'s' if threads > 1 else ''}:")
            for kind in Seconds._fields:
                both = [(getattr(told, kind), getattr(found, kind)) for told, found in pairs]
                ratios = [second / first for first, second in both]
                print(
                    f"    {kind}: command {megabytes / statistics.median(first for first, _ in both):.2f} MB/s, "
                    f"check_many {megabytes / statistics.median(second for _, second in both):.2f} MB/s, "
                    f"time over the command's {statistics.median(ratios):.3f} "
                    f"({', '.join(f'{ratio:.3f}' for ratio in ratios)})"
                )
            seconds = column(many, threads)
            if seconds is not None:
                clock, processor = (megabytes / value for value in seconds)
                print(f"    check_arrow: {clock:.2f} MB/s by the clock, {processor:.2f} MB/s a core")
    for threads in (1, 2):
        alone, meanwhile = counting(many, threads)
        print(f"a counting thread beside {threads} that check: {meanwhile / alone:.0%} of its speed alone")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
