#!/usr/bin/env python3
"""How often the parts of a whole add up to it, by what joins them. Standard library only.

SETS are JSON lines, plain or .gz, or JSON arrays with a text each; the key of the text is "text".

  constructions.py BIN SETS                             prints the table
  constructions.py BIN SETS --open                      prints each breakdown that is said to be whole and is not
  constructions.py BIN SETS --write docs/accuracy.md    writes the generated part of the page
"""

import argparse
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

from common import write_part

BATCH = 500


def texts(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def publish(options, part, lines):
    """Prints the lines, unless open ones were asked for, and writes them into their part of a page."""
    body = "\n".join(lines)
    if not options.open:
        print(body)
    if options.write:
        write_part(options.write, part, body)


def said(binary, command, articles):
    """What a command of the binary prints of articles, an object a line."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, text in enumerate(articles):
            names.append(os.path.join(folder, f"{number:06}.txt"))
            with open(names[-1], "w", encoding="utf-8") as file:
                file.write(text)
        for at in range(0, len(names), BATCH):
            words = [binary, *command, "--no-config", *names[at : at + BATCH]]
            out = subprocess.run(words, stdout=subprocess.PIPE, text=True)
            # `check` ends with 1 where it has findings.
            if out.returncode > 1:
                sys.exit(f"{binary} {command[0]} failed")
            yield from map(json.loads, filter(None, out.stdout.splitlines()))


def breakdowns(binary, articles):
    """The attributes and the text of each breakdown."""
    for fact in said(binary, ["facts", "--format", "json"], articles):
        if fact["kind"] == "breakdown":
            yield fact["attributes"], fact["text"]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--write", metavar="PAGE")
    return parser.parse_args()


def main():
    options = arguments()
    articles, read, closed, held, right = 0, *(collections.Counter() for _ in range(4))
    for path in options.sets:
        found = list(texts(path))
        articles += len(found)
        for told, text in breakdowns(options.binary, found):
            form, closes, whole = told["form"], told.get("closes", False), told.get("exhaustive", False)
            read[form] += 1
            closed[form] += closes
            held[form] += whole
            right[form] += whole and closes
            if options.open and whole and not closes:
                print(form, told["whole"], "=", " + ".join(told["parts"]), "|", " ".join(text.split()))
    share = lambda part, of: f"{100 * part / of:.0f}%" if of else "-"
    lines = [
        f"{articles:,} articles.",
        "",
        "| what joins the parts | read | close | said to be whole | of these close |",
        "|---|---|---|---|---|",
    ]
    for form, number in read.most_common():
        lines.append(
            f"| {form} | {number} | {share(closed[form], number)} | {held[form]} | {share(right[form], held[form])} |"
        )
    total = [sum(counter.values()) for counter in (read, closed, held, right)]
    lines.append(f"| all | {total[0]} | {share(total[1], total[0])} | {total[2]} | {share(total[3], total[2])} |")
    publish(options, "constructions", lines)


if __name__ == "__main__":
    sys.exit(main())
