#!/usr/bin/env python3
"""How often what articles reckon comes out, by kind of fact. Standard library only.

SETS are JSON lines, plain or .gz, with a text each; the key of the text is "text".

  reckonings.py BIN SETS                             prints the table
  reckonings.py BIN SETS --open                      prints each statement that does not come out
  reckonings.py BIN SETS --write docs/accuracy.md    writes the generated part of the page
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

from constructions import texts, write_part

BATCH = 500
MARKS = ("<!-- reckonings -->", "<!-- end of reckonings -->")

# Each kind of fact with the rules that reckon with it.
KINDS = {
    "change": ("change.",),
    "measure": ("measure.",),
    "rate": ("rate.product",),
    "time": ("time.",),
    "duration": ("duration.dates",),
    "lasted": ("duration.told",),
    "since": ("date.anniversary",),
    "lifetime": ("date.age-birth",),
    "age": ("name.age",),
    "era": ("date.century-told",),
    "proportion": ("fraction.told",),
    "nth": ("ordinal.told",),
    "score": ("score.",),
    "vote": ("vote.",),
    "variant": ("name.variant", "name.office"),
    "run-on": ("place.run-on",),
}


def run(binary, command, names):
    for at in range(0, len(names), BATCH):
        words = [binary, *command, "--no-config", *names[at : at + BATCH]]
        out = subprocess.run(words, stdout=subprocess.PIPE, text=True).stdout
        yield from map(json.loads, filter(None, out.splitlines()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--write", metavar="PAGE")
    options = parser.parse_args()
    articles, read, wrong = 0, collections.Counter(), collections.Counter()
    for path in options.sets:
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for number, text in enumerate(texts(path)):
                names.append(os.path.join(folder, f"{number:06}.txt"))
                with open(names[-1], "w", encoding="utf-8") as file:
                    file.write(text)
            articles += len(names)
            for fact in run(options.binary, ["facts", "--format", "json"], names):
                read[fact["kind"]] += 1
            for finding in run(options.binary, ["check", "--format", "jsonl"], names):
                rule = finding.get("rule", "")
                for kind, rules in KINDS.items():
                    if rule.startswith(rules):
                        wrong[kind] += 1
                        if options.open:
                            print(rule, "|", finding["message"])
    lines = [f"{articles:,} articles.", "", "| fact | read | do not come out |", "|---|---|---|"]
    lines += [f"| {kind} | {read[kind]:,} | {wrong[kind]} |" for kind in KINDS]
    if not options.open:
        print("\n".join(lines))
    if options.write:
        write_part(options.write, MARKS, lines)


if __name__ == "__main__":
    sys.exit(main())
