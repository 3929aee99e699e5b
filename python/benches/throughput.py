"""How fast many texts are checked from Python, beside the command on the same texts: throughput.py PROGRAM FILE [ROUNDS].

FILE is of JSON lines with a `text` each, packed by gzip or not; its texts are taken so often that they make 16 MiB. In each
round the command and `check_many` take turns on one core and on all, and the figure is the ratio within the round. Then a
thread of Python counts while texts are checked, to show that the lock is released.
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

import factlint

AMOUNT = 16 << 20


def texts(file: str) -> list[str]:
    """The texts of the file, again and again, each a little other than before."""
    opened = gzip.open if file.endswith(".gz") else open
    with opened(file, "rt", encoding="utf-8") as lines:
        once = [re.sub("[«»]", "", json.loads(line)["text"]) for line in lines]
    size = sum(len(text.encode()) for text in once)
    return [f"{text}\n\nEdition {edition} of the paper.\n" for edition in range(AMOUNT // size + 1) for text in once]


def command(program: str, folder: str, threads: int) -> float:
    """Seconds of the command, with its start and its reading of the files."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        run = subprocess.run(
            [program, "check", "--no-config", "--format", "jsonl", "--threads", str(threads), folder],
            stdout=nowhere,
            check=False,
        )
    assert run.returncode in (0, 1)
    return time.perf_counter() - start


def package(many: list[str], threads: int) -> float:
    """Seconds of `check_many`, with all findings as objects."""
    start = time.perf_counter()
    found = sum(len(findings) for findings in factlint.check_many(many, threads=threads))
    assert found
    return time.perf_counter() - start


def column(many: list[str], threads: int) -> float | None:
    """Seconds of `check_arrow`, if there is pyarrow."""
    try:
        import pyarrow
    except ImportError:
        return None
    array = pyarrow.array(many)
    start = time.perf_counter()
    factlint.check_arrow(array, threads=threads)
    return time.perf_counter() - start


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
            told = statistics.median(first for first, _ in pairs)
            found = statistics.median(second for _, second in pairs)
            ratio = statistics.median(second / first for first, second in pairs)
            print(
                f"{threads} thread{'s' if threads > 1 else ''}: command {megabytes / told:.2f} MB/s, "
                f"check_many {megabytes / found:.2f} MB/s, time over the command's {ratio:.3f} "
                f"({', '.join(f'{second / first:.3f}' for first, second in pairs)})"
            )
            seconds = column(many, threads)
            if seconds is not None:
                print(f"    check_arrow {megabytes / seconds:.2f} MB/s")
    for threads in (1, 2):
        alone, meanwhile = counting(many, threads)
        print(f"a counting thread beside {threads} that check: {meanwhile / alone:.0%} of its speed alone")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
