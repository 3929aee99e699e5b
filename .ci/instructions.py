#!/usr/bin/env python3
"""How many instructions a byte of articles costs, counted by valgrind, and whether that is below a ceiling.

  instructions.py BIN [CEILING]

The articles are benches/articles.txt, twice and six times over, each time as that many files, so that the start of the
program, which costs the same both times, counts for nothing. The count is the same on every run of one program; another
compiler or system library moves it by a few per cent. Fails above the ceiling, and tells both."""

import os
import re
import subprocess
import sys
import tempfile

binary, ceiling = os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else None
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "..", "benches", "articles.txt"), encoding="utf-8") as file:
    text = file.read()


def counted(times):
    """The instructions of a check of so many copies, each a file."""
    with tempfile.TemporaryDirectory() as folder:
        for n in range(times):
            with open(os.path.join(folder, f"{n}.txt"), "w", encoding="utf-8") as file:
                file.write(text)
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary]
        command += ["check", "--threads", "1", "--format", "jsonl", folder]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if not found:
        sys.exit(f"valgrind counted nothing:\n{run.stderr}")
    return int(found[1])


few, many = 2, 6
each = (counted(many) - counted(few)) / (many - few) / len(text.encode())
print(f"{each:.0f} instructions a byte" + (f", of at most {ceiling:.0f}" if ceiling else ""))
if ceiling and each > ceiling:
    sys.exit("A check costs more instructions than the ceiling: make it cheaper, or say in docs/performance.md why not.")
