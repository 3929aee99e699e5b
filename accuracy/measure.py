#!/usr/bin/env python3
"""How often each rule fires on real articles, and how often it is right. Standard library only.

Each TEXTS is a set of articles: JSON lines with id and text, plain or .gz, or a folder of .txt files; NAME=PATH gives it a
name. The judgements are tab-separated lines with the columns rule, article, start, end, verdict and reason; start and end are
bytes of the text. A verdict is right, arguable, wrong, or artefact where the text lost something on its way into the set, so
that it says nothing of the rule.

  measure.py BIN TEXTS...                              prints the tables
  measure.py BIN TEXTS... --sample 60 --seed 1 --out F writes the findings that are still to be judged as JSON lines
  measure.py BIN TEXTS... --check --most N             exits with 1 if more than N findings that were judged wrong come back
  measure.py BIN TEXTS... --write docs/accuracy.md     writes the generated parts of the page
"""

import argparse
import collections
import hashlib
import json
import math
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import common

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["rule", "article", "start", "end", "verdict", "reason"]
VERDICTS = ["right", "arguable", "wrong"]
ARTEFACT = "artefact"  # of extraction: in no share
SEVERITIES = ["error", "warning", "info"]
SLIPS = 58  # rows of the table of true slips: 60 lines with its head
QUOTED = 8  # words in a row that a reason may not share with the article

Judgement = collections.namedtuple("Judgement", COLUMNS)


def read_judgements(path, asked):
    if not os.path.exists(path):
        if asked:
            common.fail(f"{path}: there is no such file")
        return []
    with open(path, encoding="utf-8", newline="") as f:
        lines = [line.rstrip("\r") for line in f.read().split("\n")]
    if lines[0].split("\t") != COLUMNS:
        common.fail(f"{path}:1: the columns must be {', '.join(COLUMNS)}, with tabs between")
    judgements, seen = [], {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            common.fail(f"{path}:{number}: {len(cells)} columns, not {len(COLUMNS)}")
        if not (cells[2].isdecimal() and cells[3].isdecimal() and int(cells[2]) <= int(cells[3])):
            common.fail(f"{path}:{number}: start and end must be bytes of the text, start first")
        if cells[4] not in [*VERDICTS, ARTEFACT]:
            common.fail(f"{path}:{number}: the verdict is {cells[4]!r}, not one of {', '.join([*VERDICTS, ARTEFACT])}")
        judgement = Judgement(cells[0], cells[1], int(cells[2]), int(cells[3]), cells[4], cells[5].strip())
        if judgement[:4] in seen:
            common.fail(f"{path}:{number}: judged before, in line {seen[judgement[:4]]}")
        seen[judgement[:4]] = number
        judgements.append(judgement)
    return judgements


def place(x):
    """(rule, article, start, end) of a finding or a judgement."""
    return (x["rule"], x["article"], x["start"], x["end"]) if isinstance(x, dict) else x[:4]


def match(findings, judgements):
    """Gives each finding its judgement, one to one: the same place first, then the greatest overlap."""
    groups = collections.defaultdict(lambda: ([], []))
    for i, f in enumerate(findings):
        groups[place(f)[:2]][0].append(i)
    for k, j in enumerate(judgements):
        groups[place(j)[:2]][1].append(k)
    of, used = {}, set()
    for found, judged in groups.values():
        pairs = []
        for i in found:
            for k in judged:
                a, b = place(findings[i])[2:], place(judgements[k])[2:]
                shared = common.overlap(*a, *b)
                if shared > 0:
                    pairs.append((a != b, -shared, i, k))
        for _, _, i, k in sorted(pairs):
            if i not in of and k not in used:
                of[i] = judgements[k]
                used.add(k)
    return of


def wilson(share, n, z=1.959964):
    """The 95% Wilson interval of a share seen in n cases."""
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def percent(x):
    """Rounded, but 100 and 0 only where nothing is left to say."""
    return "100" if x >= 1 else "0" if x <= 0 else str(min(99, max(1, round(100 * x))))


def with_interval(share, n):
    low, high = wilson(share, n)
    return f"{percent(share)}% ({round(100 * low)}–{round(100 * high)})"


class Rule:
    def __init__(self, name, severity):
        self.name, self.severity, self.findings, self.verdicts = name, severity, 0, collections.Counter()

    @property
    def judged(self):
        return sum(self.verdicts[v] for v in VERDICTS)

    def share(self, *verdicts):
        return sum(self.verdicts[v] for v in verdicts) / self.judged


def by_rule(findings, of):
    rules = {}
    for i, f in enumerate(findings):
        rule = rules.setdefault((f["rule"], f["severity"]), Rule(f["rule"], f["severity"]))
        rule.findings += 1
        if i in of:
            rule.verdicts[of[i].verdict] += 1
    return sorted(rules.values(), key=lambda r: (SEVERITIES.index(r.severity), -r.findings, r.name))


def weighted(rules, *verdicts):
    """The share of all findings of these rules, each rule with the weight of its findings, and its interval.

    Only rules with judgements count. The interval is Wilson's for the number of cases that a plain sample would need to
    be as sure.
    """
    rules = [r for r in rules if r.judged]
    total = sum(r.findings for r in rules)
    if not total:
        return "–"
    share = sum(r.findings / total * r.share(*verdicts) for r in rules)
    cases = 1 / sum((r.findings / total) ** 2 / r.judged for r in rules)
    return with_interval(min(share, 1.0), cases)


HEAD = ["rule", "severity", "findings", "per 1,000", "judged", *VERDICTS, ARTEFACT, "right", "right or arguable"]


def rows(rules, articles):
    for r in rules:
        verdicts = [*VERDICTS, ARTEFACT]
        counts = [r.verdicts[v] for v in verdicts] if sum(r.verdicts.values()) else ["–"] * len(verdicts)
        shares = [with_interval(r.share(*v), r.judged) if r.judged else "–" for v in (VERDICTS[:1], VERDICTS[:2])]
        yield [r.name, r.severity, f"{r.findings:,}", f"{1000 * r.findings / articles:.1f}", r.judged, *counts, *shares]


TOTAL = ["severity", "findings", "per article", "judged", "of rules judged", "right", "right or arguable"]


def totals(rules, articles):
    for severity in SEVERITIES:
        of = [r for r in rules if r.severity == severity]
        n, judged = sum(r.findings for r in of), sum(r.judged for r in of)
        if severity == "info" and not n:
            continue
        covered = sum(r.findings for r in of if r.judged)
        yield [
            severity + "s", f"{n:,}", f"{n / articles:.3f}", judged, f"{covered:,}",
            weighted(of, "right"), weighted(of, "right", "arguable"),
        ]


def side_by_side(sets):
    """The head and the rows of a table of all rules that fire in some set, with each set's share of right findings."""
    names = sorted({(SEVERITIES.index(r.severity), r.name) for s in sets for r in s.rules})
    head = ["rule", "severity"]
    for s in sets:
        head += [f"{s.name}: per 1,000", "judged", "right", "right or arguable"]
    lines = []
    for severity, name in names:
        line = [f"`{name}`", SEVERITIES[severity]]
        for s in sets:
            rule = next((r for r in s.rules if r.name == name and r.severity == SEVERITIES[severity]), None)
            if rule is None:
                line += ["0", "–", "–", "–"]
            else:
                shares = [with_interval(rule.share(*v), rule.judged) if rule.judged else "–" for v in (VERDICTS[:1], VERDICTS[:2])]
                line += [f"{1000 * rule.findings / len(s.texts):.1f}", rule.judged, *shares]
        lines.append(line)
    return head, lines


def silent_rules(binary, rules):
    """The rules that are on and found nothing; None if the list cannot be had."""
    command = [binary, "rules", "list", "--no-config", "--format", "json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode:
        return None
    fired = {r.name for r in rules}
    return [r["id"] for r in json.loads(run.stdout) if r["level"] != "off" and r["id"] not in fired]


def order(seed, finding):
    """A random place in the order of judging. It stays the same when other findings come or go."""
    return hashlib.sha256(json.dumps([seed, *place(finding)]).encode()).digest()


def context(text, start, end, width):
    bytes_ = text.encode()
    cut = lambda b: b.decode(errors="ignore")
    return cut(bytes_[max(0, start - width) : start]), cut(bytes_[start:end]), cut(bytes_[end : end + width])


def sample(findings, of, texts, n, seed, out):
    groups = collections.defaultdict(list)
    for i, f in enumerate(findings):
        groups[f["rule"]].append(i)
    written = 0
    with open(out, "w", encoding="utf-8", newline="") as file:
        for rule in sorted(groups):
            left = sorted((i for i in groups[rule] if i not in of), key=lambda i: order(seed, findings[i]))
            for i in left[: max(0, n - (len(groups[rule]) - len(left)))]:
                f = findings[i]
                text = texts[f["article"]]
                before, words, after = context(text, f["start"], f["end"], 400)
                labels = [
                    {"start": l["start"], "end": l["end"], "says": l.get("text", ""),
                     "context": "{}[[{}]]{}".format(*context(text, l["start"], l["end"], 120))}
                    for l in f.get("labels", [])
                ]
                row = {
                    "rule": rule, "article": f["article"], "start": f["start"], "end": f["end"], "verdict": "",
                    "reason": "", "severity": f["severity"], "message": f["message"], "help": f.get("help", ""),
                    "headline": f["headline"], "before": before, "words": words, "after": after, "labels": labels,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
    print(f"{written} findings to judge in {out}")


def quotations(judgements, texts):
    """The judgements whose reason has as many words in a row from the article as make a quotation."""
    words = lambda t: re.findall(r"\w+", t.lower())
    for j in judgements:
        reason = words(j.reason)
        if j.article in texts and len(reason) >= QUOTED:
            article = " " + " ".join(words(texts[j.article])) + " "
            if any(" " + " ".join(reason[i : i + QUOTED]) + " " in article for i in range(len(reason) - QUOTED + 1)):
                yield j


def check(findings, judgements, of, texts):
    """Names what was judged wrong and comes back. Returns how many."""
    places = {place(j) for j in judgements}
    near = collections.defaultdict(list)
    for i, f in enumerate(findings):
        near[place(f)[:2]].append((i, f))
    back, gone = [], 0
    for j in judgements:
        if j.article not in texts:
            continue
        over = [(i, f) for i, f in near[place(j)[:2]] if common.overlap(f["start"], f["end"], j.start, j.end) > 0]
        if j.verdict == "wrong":
            # At exactly the place of another judgement it is that one's.
            again = [f for i, f in over if of.get(i) == j or place(f) not in places]
            back += [(j, f) for f in again[:1]]
        elif j.verdict == "right":
            gone += not over
    for j, f in back:
        print(f"judged wrong, and back: {j.rule} {j.article} {f['start']}-{f['end']}: {j.reason}")
    count = collections.Counter(j.verdict for j in judgements if j.article in texts)
    print(f"{len(back)} of {count['wrong']} findings judged wrong come back")
    print(f"{gone} of {count['right']} findings judged right no longer come (for information)")
    return len(back)


def slips(findings, of):
    """The table of true slips: all errors that are right, then warnings, of each rule in turn."""
    right = [(f, of[i]) for i, f in enumerate(findings) if i in of and of[i].verdict == "right"]
    errors = [x for x in right if x[0]["severity"] == "error"]
    queues = collections.defaultdict(list)
    for x in right:
        if x[0]["severity"] == "warning":
            queues[x[0]["rule"]].append(x)
    warnings = []
    while any(queues.values()):
        warnings += [queues[rule].pop(0) for rule in sorted(queues) if queues[rule]]
    shown = (errors + warnings)[:SLIPS]
    if not shown:
        return "No finding has been judged right yet."
    shown.sort(key=lambda x: (SEVERITIES.index(x[0]["severity"]), x[0]["rule"], x[1].article, x[1].start))
    cell = lambda s: s.replace("|", "\\|")
    lines = [[f"`{cell(j.article)}`", f"`{j.rule}`", f["severity"], cell(j.reason)] for f, j in shown]
    says = f"{len(errors):,} errors and {len(warnings):,} warnings were judged right."
    if len(shown) < len(errors) + len(warnings):
        says += f" {len(shown)} of them are shown, the errors first, then some of each rule."
    return says + "\n\n" + common.table(["article", "rule", "severity", "what was wrong"], lines, ())


class Set:
    """A set of articles, with the findings in it and their judgements."""

    def __init__(self, argument, binary, judgements):
        name, named, path = argument.partition("=")
        self.path = path if named else argument
        stem = os.path.basename(os.path.normpath(self.path)).split(".")[0]
        self.name = name if named else stem
        self.texts = {common.plain_id(article): text for article, text in common.read_texts(self.path).items()}
        if not self.texts:
            common.fail(f"{self.path}: no texts")
        self.findings = []
        for article, found in common.factlint(binary, self.texts).items():
            for f in found:
                self.findings.append({**f, "article": article, "headline": f["article"]["title"]})
        self.judgements = [j for j in judgements if j.article in self.texts]
        self.of = match(self.findings, self.judgements)
        self.rules = by_rule(self.findings, self.of)

    def report(self):
        says = f"**{self.name}**: {len(self.texts):,} articles, {len(self.findings):,} findings, of which {len(self.of):,} were judged."
        code = [[f"`{row[0]}`", *row[1:]] for row in rows(self.rules, len(self.texts))]
        return [
            says,
            common.table(HEAD, code, range(2, 11)),
            common.table(TOTAL, totals(self.rules, len(self.texts)), range(1, 7)),
        ]


def report(sets, binary):
    parts = [f"factlint {common.version([binary, '--version']) or 'of unknown version'}."]
    if len(sets) > 1:
        head, lines = side_by_side(sets)
        parts.append(common.table(head, lines, range(2, len(head))))
    for s in sets:
        parts += s.report()
    parts.append(
        "In the tables of totals a rule weighs as much as it fires; \"of rules judged\" are the findings of rules with a judgement, which the shares speak for."
    )
    silent = silent_rules(binary, [r for s in sets for r in s.rules])
    if silent:
        parts.append(f"{len(silent)} rules that are on found nothing: " + ", ".join(f"`{r}`" for r in silent) + ".")
    return "\n\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BIN", help="factlint")
    parser.add_argument("texts", metavar="TEXTS", nargs="+", help="JSON lines with id and text, or a folder of .txt files; NAME=PATH")
    parser.add_argument("--out", metavar="FILE", help="where --sample writes")
    parser.add_argument("--judgements", metavar="FILE", help="judgements.tsv beside this script, if not given")
    parser.add_argument("--sample", metavar="N", type=int, help="write findings to judge: all of a rule, or N of them")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="which random sample (1)")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a finding judged wrong comes back")
    parser.add_argument("--most", metavar="N", type=int, default=0, help="how many of these --check lets pass (0)")
    parser.add_argument("--write", metavar="PAGE", help="write the generated parts of this page")
    args = parser.parse_intermixed_args()
    if (args.sample is None) != (args.out is None):
        parser.error("--sample and --out go together")
    if args.sample is not None and args.sample < 1:
        parser.error("a sample has at least one finding")

    judgements = read_judgements(args.judgements or os.path.join(HERE, "judgements.tsv"), args.judgements is not None)
    sets = [Set(texts, args.binary, judgements) for texts in args.texts]
    ids = collections.Counter(article for s in sets for article in s.texts)
    twice = next((article for article, n in ids.items() if n > 1), None)
    if twice is not None:
        common.fail(f"two sets have an article with the id {twice}")
    findings, texts = [f for s in sets for f in s.findings], {i: t for s in sets for i, t in s.texts.items()}
    of = match(findings, judgements)
    quoting = list(quotations(judgements, texts))
    for j in quoting:
        print(f"the reason quotes the article: {j.rule} {j.article} {j.start}-{j.end}", file=sys.stderr)

    if args.sample is not None:
        sample(findings, of, texts, args.sample, args.seed, args.out)
    elif not args.check:
        for s in sets:
            print(f"{s.name}: {len(s.texts):,} articles, {len(s.findings):,} findings, {len(s.of):,} of them judged\n")
            print(common.table(HEAD, rows(s.rules, len(s.texts)), range(2, 11), wide=True))
            print()
            print(common.table(TOTAL, totals(s.rules, len(s.texts)), range(1, 7), wide=True))
            print()
    if args.write:
        if quoting:
            common.fail(f"{args.write} is not written: say these reasons in your own words")
        common.write_part(args.write, "measured", report(sets, args.binary))
        common.write_part(args.write, "slips", slips(findings, of))
    if args.check and check(findings, judgements, of, texts) > args.most:
        sys.exit(1)


if __name__ == "__main__":
    main()
