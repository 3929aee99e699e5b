#!/usr/bin/env python3
"""How often what articles reckon comes out, by kind of fact. Standard library only.

SETS are JSON lines, plain or .gz, with a text each; the key of the text is "text".

  reckonings.py BIN SETS                             prints the table
  reckonings.py BIN SETS --open                      prints each statement that does not come out
  reckonings.py BIN SETS --write docs/accuracy.md    writes the generated part of the page
"""

import collections
import sys

from constructions import arguments, publish, said, texts

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


def main():
    options = arguments()
    articles, read, wrong = 0, collections.Counter(), collections.Counter()
    for path in options.sets:
        found = list(texts(path))
        articles += len(found)
        for fact in said(options.binary, ["facts", "--format", "json"], found):
            read[fact["kind"]] += 1
        for finding in said(options.binary, ["check", "--format", "jsonl"], found):
            rule = finding.get("rule", "")
            for kind in (kind for kind, rules in KINDS.items() if rule.startswith(rules)):
                wrong[kind] += 1
                if options.open:
                    print(rule, "|", finding["message"])
    lines = [f"{articles:,} articles.", "", "| fact | read | do not come out |", "|---|---|---|"]
    lines += [f"| {kind} | {read[kind]:,} | {wrong[kind]} |" for kind in KINDS]
    publish(options, "reckonings", lines)


if __name__ == "__main__":
    sys.exit(main())
