#!/usr/bin/env python3
"""What an audit costs, and whether it comes to the same however it is stopped. Standard library only.

    accuracy/audit.py target/release/factlint ARCHIVE.jsonl [--times 1,10,50] [--kills 20] [--folder DIR]

ARCHIVE is a file of JSON lines, a record an article, each with an id. It is audited as it is and several
times over, each time with other ids. Then at the second size: again with nothing changed, with one record
in a hundred changed, and killed at random moments, after each of which it goes on, until it has ended; the
reports must be those of an undisturbed run. At last, where it is run by root: on a full disk (a small
tmpfs). Ends with 1 if reports differ or a store is not sound.
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

REPORTS = ("findings.jsonl", "findings.csv", "summary.json", "report.html")


def copies(archive, path, times, changed=0):
    """The archive so many times over; of each `changed`th record the text says something more."""
    number = 0
    with open(path, "w", encoding="utf-8") as out:
        for n in range(times):
            with open(archive, encoding="utf-8") as f:
                for line in f:
                    number += 1
                    record = json.loads(line)
                    record["id"] = f"{record.get('id', number)}-{n}"
                    if changed and number % changed == 0:
                        key = next(key for key in ("body", "text", "content") if key in record)
                        record[key] += "\n\nThe harbour office was told on Friday."
                    out.write(json.dumps(record) + "\n")


def audit(binary, path, out, timeout=None):
    """(code, seconds, processor seconds, MiB, last line); killed after `timeout` seconds, code is None."""
    with tempfile.TemporaryFile() as stderr:
        command = [binary, "audit", "--no-config", "--fail-on", "never", path, "--out", out]
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)
        code = 0
        if timeout is not None:
            try:
                child.wait(timeout)
            except subprocess.TimeoutExpired:
                child.kill()
                code = None
        if child.returncode is None:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            spent, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        else:
            spent, memory = 0, 0
        seconds = time.monotonic() - begun
        stderr.seek(0)
        lines = stderr.read().decode(errors="replace").splitlines()
    code = None if code is None else child.returncode
    return code, seconds, spent, memory, lines[-1] if lines else ""


def prints(out):
    found = {}
    for name in REPORTS:
        with open(os.path.join(out, name), "rb") as f:
            found[name] = hashlib.file_digest(f, "sha256").hexdigest()
    return found


def is_sound(out):
    with contextlib.closing(sqlite3.connect(os.path.join(out, "audit.db"))) as db:
        return db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("archive")
    parser.add_argument("--times", default="1,10,50")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--folder")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    binary, rng, wrong = os.path.abspath(given.binary), random.Random(given.seed), []
    times = [int(n) for n in given.times.split(",")]
    middle = times[min(1, len(times) - 1)]
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path, out = os.path.join(folder, "archive.jsonl"), os.path.join(folder, "audit")

        def row(name, result, note=""):
            code, seconds, spent, memory, _ = result
            print(f"| {name} | {seconds:.1f} | {spent:.1f} | {memory:.0f} | {note} |", flush=True)
            if code != 0:
                wrong.append(f"{name}: code {code}")

        print("| run | seconds | of processors | peak memory, MiB | |\n|---|--:|--:|--:|---|")
        for n in times:
            shutil.rmtree(out, ignore_errors=True)
            copies(given.archive, path, n)
            size, result = os.path.getsize(path), audit(binary, path, out)
            with open(os.path.join(out, "summary.json"), encoding="utf-8") as f:
                articles = json.load(f)["articles"]
            rate = articles / result[1]
            row(f"{n} times, {size / 1e6:,.0f} MB", result, f"{articles:,} articles, {rate:,.0f} a second")
            if n == middle:
                first, expected = result[1], prints(out)
                result = audit(binary, path, out)
                row("the same again", result, f"{100 * result[1] / first:.0f}% of the time")
                if prints(out) != expected:
                    wrong.append("the reports of a rerun differ")
                changed = os.path.join(folder, "changed.jsonl")
                copies(given.archive, changed, n, changed=100)
                os.replace(changed, path)
                result = audit(binary, path, out)
                row("1% changed", result, f"{100 * result[1] / first:.0f}% of the time")
        copies(given.archive, path, middle)
        kills, rounds = 0, 0
        while kills < given.kills:
            shutil.rmtree(out, ignore_errors=True)
            rounds += 1
            while True:
                result = audit(binary, path, out, rng.uniform(0, first))
                if result[0] is not None:
                    break
                kills += 1
            if prints(out) != expected or not is_sound(out):
                wrong.append(f"after kills, round {rounds}: the reports differ")
        print(f"\nkilled {kills} times in {rounds} audits of {middle} times; {'differs' if wrong else 'all reports the same'}")
        if os.geteuid() == 0:
            disk = os.path.join(folder, "disk")
            os.mkdir(disk)
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk]).returncode == 0:
                try:
                    full = os.path.join(disk, "audit")
                    code, *_, said = audit(binary, path, full)
                    sound = is_sound(full)
                    print(f"on a full disk: code {code}, store {'sound' if sound else 'NOT sound'}: {said}")
                    if code != 2 or not sound:
                        wrong.append("a full disk")
                finally:
                    subprocess.run(["umount", disk], check=True)
    for what in wrong:
        print(f"wrong: {what}", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
