#!/usr/bin/env python3
"""What factlint takes for the article of web pages, against texts of the same pages. Standard library only.

PAGES is a folder of .html files, TEXTS one of .txt files with the same names, which hold the text of the articles, and LIST
a CSV file with title and date, a line a page, in the order of the names.

Texts are compared without white space and without what is not ASCII, since the texts of the collection that this was made
for have lost both. They are the paragraphs marked as such, one after another, with the word None for each that has an
element inside; lists, tables and what stands between headline and text are left out. So our paragraphs are looked for in
them in order, and what lies between two that were found is compared: it should be nothing, or None.

  html.py BIN PAGES TEXTS LIST                a random sample of 200 pages, and what differs
  html.py BIN PAGES TEXTS LIST --sample 50 --seed 2
  html.py BIN PAGES TEXTS LIST --all          also reads all pages and counts those without headline, date or text
"""

import argparse
import collections
import csv
import datetime
import json
import os
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import common

BODY = ("lead", "body", "list", "table")
SHOWN = 100  # characters of a difference
SHORT = 20  # a paragraph with fewer may stand anywhere


def blocks(binary, paths):
    """{path: [(zone, text)]} of what factlint reads, and what it says on standard error."""
    run = subprocess.run([binary, "text", "--format", "json", *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = collections.defaultdict(list)
    for line in run.stdout.decode().splitlines():
        block = json.loads(line)
        found[block["path"]].append((block["zone"], block["text"]))
    return found, run.stderr.decode(errors="replace")


def plain(text):
    return re.sub(r"[^!-~]", "", text)


def date_of(text):
    """The date of a line such as "Friday, April 13, 2018"."""
    for form in ("%A, %B %d, %Y", "%B %d, %Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(" ".join(text.split()), form).date().isoformat()
        except ValueError:
            pass
    return text


def compare(ours, theirs):
    """Looks for our paragraphs [(zone, text)] in their text.

    Returns how many are there, those that are not there as (why, text), and what they have and we have not.
    """
    theirs = plain(theirs)
    same, others, missing, waiting, at = 0, [], [], [], 0

    def gap(text):
        lost = text.replace("None", "")
        if lost:
            missing.append(lost)
        for zone, paragraph in waiting:
            if "None" in text:
                why = "an element inside"
            elif zone in ("list", "table"):
                why = "list or table"
            else:
                why = "between headline and text" if paragraph == ours[0][1] else "other"
            others.append((why, paragraph))
        waiting.clear()

    for zone, text in ours:
        paragraph = plain(text)
        found = theirs.find(paragraph, at)
        # A short one may stand anywhere.
        if found < 0 or len(paragraph) < SHORT and theirs[at:found].replace("None", ""):
            waiting.append((zone, text))
            continue
        gap(theirs[at:found])
        same += 1
        at = found + len(paragraph)
    gap(theirs[at:])
    return same, others, missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BIN", help="factlint")
    parser.add_argument("pages", metavar="PAGES")
    parser.add_argument("texts", metavar="TEXTS")
    parser.add_argument("list", metavar="LIST")
    parser.add_argument("--sample", metavar="N", type=int, default=200)
    parser.add_argument("--seed", metavar="S", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()

    names = sorted(name[: -len(".html")] for name in os.listdir(args.pages) if name.endswith(".html"))
    if not names:
        common.fail(f"{args.pages}: no .html files")
    with open(args.list, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    if len(rows) != len(names):
        common.fail(f"{args.list}: {len(rows)} lines for {len(names)} pages")
    listed = dict(zip(names, rows))
    if args.all:
        found, said = blocks(args.binary, [args.pages])
        without = lambda zone: sum(zone not in {z for z, _ in page} for page in found.values())
        print(f"{len(found):,} of {len(names):,} pages read; without headline {without('headline')}, "
              f"without date {without('dateline')}, without text {without('lead')}")
        sys.stdout.write(said)

    chosen = random.Random(args.seed).sample(names, min(args.sample, len(names)))
    found, said = blocks(args.binary, [os.path.join(args.pages, name + ".html") for name in chosen])
    sys.stdout.write(said)
    agree, others = collections.Counter(), collections.Counter()
    for name in chosen:
        page = found[os.path.join(args.pages, name + ".html")]
        of = lambda *zones: [(zone, text) for zone, text in page if zone in zones]
        headline = "".join(text for _, text in of("headline"))
        date = date_of("".join(text for _, text in of("dateline")[:1]))
        with open(os.path.join(args.texts, name + ".txt"), encoding="utf-8") as f:
            same, more, missing = compare(of(*BODY), f.read())
        agree["headline"] += plain(headline) == plain(listed[name]["title"])
        agree["date"] += date == listed[name]["date"][:10]
        agree["text"] += not missing and not any(why == "other" for why, _ in more)
        agree["paragraphs"] += same
        others.update(why for why, _ in more)
        if plain(headline) != plain(listed[name]["title"]):
            print(f"{name}: headline {headline!r}, there {listed[name]['title']!r}")
        if date != listed[name]["date"][:10]:
            print(f"{name}: date {date!r}, there {listed[name]['date']!r}")
        for text in missing:
            print(f"{name}: not read: {text[:SHOWN]!r}")
        for _, text in (x for x in more if x[0] == "other"):
            print(f"{name}: not there: {text[:SHOWN]!r}")
    print(f"{len(chosen)} pages. Equal: headline {agree['headline']}, date {agree['date']}, text {agree['text']}")
    print(f"{agree['paragraphs']:,} paragraphs are there; not there: " + ", ".join(f"{n} {why}" for why, n in others.most_common()))


if __name__ == "__main__":
    main()
