#!/usr/bin/env python3
"""What the fixes of factlint make of planted slips. Standard library only.

SLIPS is JSON lines, plain or .gz: id, kind, text, spans ([[start, end]] in bytes of the text, where the slip is), base_text
(the same article without it), control (true if what was planted is right), from and to (the words before and after).

Each text is fixed, and so is its base_text, which may have slips of its own. A slip is returned if what comes out is the
base_text, or what comes out of the base_text, to the byte. A fix is offered if one that the base_text has not changes
something in a span.

Not every slip has one repair. Which have is told by the text alone, whatever factlint offers: see UNIQUE and SEVERAL.

  fixes.py BIN SLIPS                             prints the tables
  fixes.py BIN SLIPS --least 95                  exits with 1 if fewer of those with one repair are returned, in per cent
  fixes.py BIN SLIPS --missed                    prints each slip with one repair that is not returned
  fixes.py BIN SLIPS --write docs/accuracy.md    writes the generated part of the page
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import common


def words(text, word):
    """How often a word stands in a text, as written."""
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def one_acronym(slip):
    """Of the words in capitals, one alone has the letters of the slip."""
    letters = sorted(slip["to"])
    alike = {w for w in re.findall(r"\b[A-Z]{2,}\b", slip["text"]) if sorted(w) == letters and w != slip["to"]}
    return len(alike) == 1


def own_year(slip):
    """The date has a year of its own."""
    start, end = max(slip["spans"], key=lambda span: span[1] - span[0])
    return re.search(r"\b\d{4}\b", slip["text"].encode()[start:end].decode()) is not None


# Kinds with one repair: why, and where this holds of a slip.
UNIQUE = {
    "doubled-word": ("one of the two goes", lambda slip: True),
    "weekday": ("the date has its year, and so its weekday", own_year),
    "acronym-slip": ("one acronym of the article has its letters", one_acronym),
    "name-drift": (
        "the other spelling stands at least twice as often",
        lambda slip: words(slip["text"], slip["from"]) >= 2 * words(slip["text"], slip["to"]),
    ),
}
# Kinds with several, and why.
SEVERAL = {
    "impossible-date": "the day or the month may be wrong",
    "reversed-range": "the years may be changed round, or one of them mistyped",
    "age": "either age may be right",
    "doubled-number": "either number may be the one that is left over",
    "word-digit": "the words or the digits may be right",
    "number-format": "a digit may be missing, or the comma misplaced",
    "headline-count": "the headline or the text may be right",
    "headline-money": "the headline or the text may be right",
    "sum": "the whole or any of the parts may be wrong",
    "list-count": "the number or the list may be wrong",
    "percent": "any of the shares may be wrong",
}


def fixed(binary, texts, flags):
    """{key: what a text becomes}"""
    with tempfile.TemporaryDirectory() as folder:
        names = common.write_texts(folder, texts)
        command = [binary, "check", "--fix", *flags, "--no-config", "--format", "jsonl", folder]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if run.returncode not in (0, 1):
            common.fail(f"{binary} exited with {run.returncode}: {run.stderr.decode(errors='replace')[-400:]}")
        result = {}
        for name, key in names.items():
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
                result[key] = f.read()
        return result


def offer(slip, found, of_base):
    """The edits of the first fix offered that changes something where the slip is; None if there is none."""
    known = collections.Counter((f["rule"], f["message"]) for f in of_base)
    for f in found:
        if known[f["rule"], f["message"]]:
            known[f["rule"], f["message"]] -= 1
            continue
        edits = f.get("fix", {}).get("edits", [])
        if any(common.overlap(e["start"], e["end"], *span) > 0 for e in edits for span in slip["spans"]):
            return edits
    return None


def made(text, edits):
    """A text with edits made."""
    data = text.encode()
    for e in sorted(edits, key=lambda e: -e["start"]):
        data = data[: e["start"]] + e["text"].encode() + data[e["end"] :]
    return data.decode()


def share(part, whole):
    return f"{100 * part / whole:.0f}%" if whole else "–"


def render(slips, unique, offered, returned, safe, alone, changed):
    def row(name, ids):
        one = [i for i in ids if i in unique]
        back = sum(i in returned for i in one)
        wrong = sum(i in offered and i not in returned for i in ids)
        return [name, len(ids), len(one), sum(i in offered for i in ids), back, share(back, len(one)), sum(i in safe for i in one), wrong]

    kinds = collections.defaultdict(list)
    for slip in slips:
        if not slip["control"]:
            kinds[slip["kind"]].append(slip["id"])
    head = ["kind of slip", "planted", "one repair", "fix offered", "returned", "share", "by `--fix` alone", "repaired otherwise"]
    rows = [row(common.KINDS.get(kind, kind), kinds[kind]) for kind in UNIQUE if kind in kinds]
    rows.append(["**those with one repair**", *row("", [i for kind in UNIQUE for i in kinds[kind]])[1:]])
    rows += [row(common.KINDS.get(kind, kind), ids) for kind, ids in kinds.items() if kind not in UNIQUE]
    why = [[common.KINDS[kind], "where " + why if kind != "doubled-word" else why] for kind, (why, _) in UNIQUE.items()]
    why += [[common.KINDS[kind], "no: " + why] for kind, why in SEVERAL.items()]
    controls = [slip["id"] for slip in slips if slip["control"]]
    return "\n\n".join([
        common.table(head, rows, range(1, len(head))),
        f"Made alone, without what else is fixed in the article, the fix gives the article back to the byte in {len(alone)} of the "
        f"{len(unique)}. Of {len(controls)} right statements that were planted in the same way, {sum(i in offered for i in controls)} are offered a fix. "
        f"Of the {changed[1]} articles before anything was planted, {changed[0]} have slips of their own that are fixed.",
        common.table(["kind of slip", "whether it has one repair"], why, ()),
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BIN", help="factlint")
    parser.add_argument("slips", metavar="SLIPS", help="JSON lines with the planted slips")
    parser.add_argument("--least", metavar="PERCENT", type=float, help="exit with 1 if fewer are returned")
    parser.add_argument("--missed", action="store_true", help="print each slip with one repair that is not returned")
    parser.add_argument("--write", metavar="PAGE", help="write the generated part of this page")
    args = parser.parse_args()

    slips = common.json_lines(args.slips)
    for s in slips:
        missing = {"id", "kind", "text", "spans", "base_text", "control", "from", "to"} - set(s)
        if missing:
            common.fail(f"{args.slips}: {s.get('id')} has no {', '.join(sorted(missing))}")
    keys = {}
    for s in slips:
        keys.setdefault(s["text"], len(keys))
        keys.setdefault(s["base_text"], len(keys))
    texts = {key: text for text, key in keys.items()}

    found = common.factlint(args.binary, texts)
    unique, offered, returned, safe, alone = set(), set(), set(), set(), set()
    for into, flags in [(returned, ["--unsafe-fixes"]), (safe, [])]:
        now = fixed(args.binary, texts, flags)
        for s in slips:
            if now[keys[s["text"]]] in (s["base_text"], now[keys[s["base_text"]]]):
                into.add(s["id"])
        if into is returned:
            bases = {keys[s["base_text"]] for s in slips}
            changed = sum(now[key] != texts[key] for key in bases), len(bases)
    for s in slips:
        if s["kind"] in UNIQUE and not s["control"] and UNIQUE[s["kind"]][1](s):
            unique.add(s["id"])
        edits = offer(s, found[keys[s["text"]]], found[keys[s["base_text"]]])
        if edits:
            offered.add(s["id"])
            if s["id"] in unique and made(s["text"], edits) == s["base_text"]:
                alone.add(s["id"])
    part = render(slips, unique, offered, returned, safe, alone, changed)
    print(part)
    missed = [s for s in slips if s["id"] in unique - returned]
    if args.missed:
        for s in missed:
            print(f"missed: {s['id']} {s['kind']} {s['from']!r} -> {s['to']!r}, a fix is offered: {s['id'] in offered}")
    if args.write:
        common.write_part(args.write, "fixes", part)
    back = 100 * (len(unique) - len(missed)) / max(len(unique), 1)
    if args.least is not None and back < args.least:
        print(f"{back:.1f}% of the slips with one repair are returned, not {args.least:g}%", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
