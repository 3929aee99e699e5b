#!/usr/bin/env python3
"""How the claims of an archive are distributed over keys, and what a far larger one comes to. Standard library only.

    accuracy/scale.py measure audit/audit.db > measured.json
    accuracy/scale.py tables measured.json
    accuracy/scale.py simulate measured.json --articles 100000000 --partitions 200,2000,20000

`measure` reads the store of an audit and prints, by rule: claims, groups (claims of one key) and articles with a
claim; bytes of a claim; groups by length and by the different values in them; how groups grow with the articles, in
nested samples by chance and from the earliest on; how many days lie between the first and the last claim of a
group; how many claims have a key that was there so many eighths of the archive before; how many groups have
several publishers. No key and no name is in it. `tables` shows the same for people.

`simulate` fits a process of growth (groups.py) to that and draws the lengths of groups at another number of
articles, with counts of groups and not with claims: in seconds, and in the same memory whatever the number. First
it shows what the process says of the whole archive when it is fitted to a half of it, and to a 16th. How far names
are shared and how long they last is not known, so it is run for cases between two ends: all is one pool of names,
which never change; and all groups are as short as in the archive that was measured. Groups of the rules that are not
--lasting are of one event. They are as short in each case, but for --told.
"""

import argparse
import collections
import json
import math
import random
import statistics
import sys

sys.dont_write_bytecode = True
import groups
from claims import DIFFERENT, measure
from common import fail, table

KEPT = 4096  # the most claims of a group that are kept and compared
KNOWN = 50_000  # so many groups are hashed one by one; shorter ones are shared out by their mean and variance
FRACTION = {"chance": "by chance", "time": "the earliest"}
BESIDE = 128  # bytes beside its texts that a kept claim is reckoned at


class Rule:
    """What was measured of a rule's claims, and the processes that are fitted to it."""

    def __init__(self, name, measured, lasting):
        self.name, self.measured, self.lasting = name, measured, lasting
        self.pool, self.values = fitted(measured)
        self.bytes = measured["bytes"]["sorted"]
        self.row = self.bytes + measured["bytes"]["around"]

    def at(self, times, pools, told):
        """(cells, how many times, silent claims at least, at most) of an archive so many times as large, in pools."""
        if not self.lasting:
            cells = [(low * told, high * told, k / told, c) for low, high, k, c in self.pool.measured()]
            return cells, times, 0, 0
        pools = min(pools, times)
        claims = self.pool.claims * times / pools
        least = most = 0
        for m, v, k in self.measured["groups_of"]:
            length = self.pool.mean(m, claims)
            if groups.parts(*self.values, length, m, v) > DIFFERENT:
                least += k * length * pools
            if v > 1 and 1 + (v - 1) * (length - 1) / (m - 1) > DIFFERENT:
                most += k * length * pools
        return self.pool.grown(claims), pools, least, most


def fitted(measured):
    """The pool of groups, and the (d, t) of values inside a group."""
    sizes = collections.Counter()
    for m, _, k in measured["groups_of"]:
        sizes[m] += k
    of = {(m, v): k for m, v, k in measured["groups_of"]}
    return groups.Pool.fit(sizes), groups.likeliest(of, dict(measured["values_of"]))


def facts(cells, pools=1):
    """(groups, groups of two or more, claims in these, the longest) of so many pools."""
    many = [(k, c) for low, _, k, c in cells if low > 1]
    number = pools * sum(k for _, _, k, _ in cells)
    return number, pools * sum(k for k, _ in many), pools * sum(c for _, c in many), groups.longest(cells, pools)


def checks(rule):
    """[(fraction, as, said, measured)]: what fractions of the articles say of all. The last of each is the values."""
    whole = rule.pool
    real = (*facts(whole.measured()), rule.measured["values"])
    for how, parts in rule.measured["fractions"].items():
        for part, of in parts.items():
            if not of["groups_of"]:
                continue
            name = f"1/{part} {FRACTION[how]}"
            pool, values = fitted(of)
            cells = pool.grown(whole.claims)
            known = sum(k * groups.parts(*values, pool.mean(m, whole.claims), m, v) for m, v, k in of["groups_of"])
            new = sum(k for _, _, k, _ in cells) - pool.groups
            yield name, "one pool", (*facts(cells), known + new), real
            if how == "time":
                times = whole.claims / pool.claims
                yield name, "pools as short", (*facts(pool.measured(), times), times * of_values(of)), real


def of_values(measured):
    return sum(k for _, k in measured["values_of"])


class Drawn:
    """The groups of a rule: the longest each by itself, and the others by their mean and variance."""

    def __init__(self, cells, pools, rng):
        self.long, self.rest, self.square = [], 0, 0
        place, seen = rng.random(), 0
        for low, high, number, claims in sorted(cells, reverse=True):
            if (seen + number * pools) > KNOWN:
                seen = math.inf
                self.rest += pools * claims
                self.square += pools * claims * (low + high) / 2
                continue
            count = math.floor(place + seen + number * pools) - math.floor(place + seen)
            seen += number * pools
            self.long += ((rng.randint(low, high), rng.getrandbits(64)) for _ in range(count))

    def loads(self, partitions, rng):
        """The claims of each partition, which is known by the key modulo their number."""
        mean, width = self.rest / partitions, math.sqrt(self.square / partitions)
        loads = [max(0.0, rng.gauss(mean, width)) for _ in range(partitions)]
        for length, key in self.long:
            loads[key % partitions] += length
        return loads


def draw(case, given, seed):
    """One archive, of [(rule, cells, how many times)]: its longest group, and its partitions."""
    rng, longest, drawn = random.Random(seed), (0, "", 0), []
    for rule, cells, of in case:
        drawn.append((rule, Drawn(cells, of, rng)))
        longest = max([longest, *((length, rule.name, key) for length, key in drawn[-1][1].long)])
    found = {"longest": longest[0], "rule": longest[1]}
    begun = given.group_cost * sum(of * sum(k for _, _, k, _ in cells) for _, cells, of in case)
    for partitions in given.partitions:
        claims, size = [0.0] * partitions, [0.0] * partitions
        for rule, one in drawn:
            for at, load in enumerate(one.loads(partitions, rng)):
                claims[at] += load
                size[at] += load * rule.bytes
        mean = sum(claims) / partitions
        found[partitions] = {
            "mean": mean,
            "skew": max(claims) / mean,
            "share": longest[0] / claims[longest[2] % partitions],
            "bytes": max(size),
            "usual": mean * given.claim_cost + begun / partitions,
            "slowest": max(claims) * given.claim_cost + begun / partitions,
        }
    return found


def totals(rules, times, pools, given):
    """What is expected of all partitions together, and the cells of each rule to draw from."""
    total, case = collections.Counter(), []
    for rule in rules:
        cells, of, least, most = rule.at(times, pools, given.told)
        number, _, many, _ = facts(cells, of)
        claims = of * sum(c for *_, c in cells)
        case.append((rule, cells, of))
        total.update(claims=claims, groups=number, in_groups=many, least=least, most=most)
        total.update(sorted=claims * rule.bytes, rows=claims * rule.row)
        total.update(seconds=claims * given.claim_cost + number * given.group_cost)
    return total, case


def simulate(measured, given):
    rules = [Rule(name, of, name in given.lasting) for name, of in sorted(measured["rules"].items())]
    times = given.articles / measured["articles"]
    years = (measured["days"] or 365.25) / 365.25
    ages = max(1.0, given.years / years)
    many = f"{given.publishers:,} publishers"
    cases = (
        ("one pool: all publishers name the same, and names never change", 1),
        (f"{given.years:.0f} years, in ages of {years:.1f}: all of an age name the same", ages),
        (f"{many} without a name in common, names never change", given.publishers),
        (f"{many} without a name in common, {given.years:.0f} years", given.publishers * ages),
    )
    show_fit(rules)
    wholes, shares = [], []
    for name, pools in cases:
        total, case = totals(rules, times, pools, given)
        drawn = [draw(case, given, given.seed + n) for n in range(given.draws)]
        lengths = sorted((of["longest"], of["rule"]) for of in drawn)
        length, rule = lengths[(len(lengths) - 1) // 2]
        share = lambda of: f"{100 * total[of] / total['claims']:.1f}"
        wholes.append([
            name, *(f"{total[of] / 1e6:,.0f}" for of in ("claims", "groups", "in_groups")),
            *(f"{total[of] / 1e9:,.0f}" for of in ("sorted", "rows")), f"{total['seconds'] / 3600:,.1f}",
            f"{length:,} ({lengths[0][0]:,}–{lengths[-1][0]:,})", rule, f"{length * given.claim_cost:,.2f}",
            f"{share('least')}–{share('most')}%",
        ])
        for partitions in given.partitions:
            of = lambda what: statistics.median(each[partitions][what] for each in drawn)
            shares.append([
                name, f"{partitions:,}", f"{of('mean'):,.0f}", f"{of('skew'):.2f}", f"{100 * of('share'):.1f}%",
                f"{of('bytes') / 1e6:,.0f}", f"{of('usual'):,.1f}", f"{of('slowest'):,.1f}",
            ])
    print(f"\n{given.articles:,} articles, {times:,.0f} times those measured; the middle of {given.draws} draws\n")
    head = ["case", "claims, millions", "groups, millions", "claims in groups of two or more, millions", "GB sorted",
            "with what stands round", "hours of one processor", "longest group, claims (in all draws)", "its rule",
            "its seconds", f"claims in groups above {DIFFERENT} values"]
    print(table(head, wholes, range(1, len(head))))
    head = ["case", "partitions", "claims of one", "the largest by the mean", "the longest group in its partition",
            "MB of the largest", "seconds of the mean", "of the largest"]
    print(f"\n{table(head, shares, range(1, len(head)))}")
    size = max(rule.bytes for rule in rules) + BESIDE
    print(f"\nA relation keeps at most {KEPT:,} claims, {KEPT * size / 1e6:.1f} MB at {size:.0f} bytes each.")


def show_fit(rules):
    rows = []
    for rule in rules:
        for fraction, what, said, real in checks(rule):
            rows.append([rule.name, fraction, what, *(f"{a:,.0f} / {b:,.0f}" for a, b in zip(said, real))])
    print("What a process that is fitted to a fraction of the articles says of all: said / measured\n")
    head = ["rule", "fitted to", "as", "groups", "of two or more", "claims in these", "longest", "values"]
    print(table(head, rows, range(3, len(head))))
    rows = [[r.name, f"{r.pool.d:.3f}", f"{r.pool.t:,.2f}", *(f"{x:.3f}" for x in r.values)] for r in rules]
    print(f"\n{table(['rule', 'd of groups', 't', 'd of the values in a group', 't'], rows, range(1, 5))}")


def show(measured):
    articles = measured["articles"]
    print(f"{articles:,} articles, {measured['publishers']:,} publishers, {measured['days'] or 0:,} days\n")
    rules = sorted(measured["rules"].items())
    rows = [
        [
            name, f"{of['claims']:,}", f"{of['claims'] / articles:.3f}", f"{of['groups']:,}",
            f"{of['bytes']['sorted']:.0f}", f"{of['bytes']['around']:.0f}", f"{of['longest']:,}", of["most_values"],
            of["above_256"], of["of_several_publishers"],
            *("–" if days is None else f"{days[0]:,.0f}, {days[1]:,.0f}" for days in of["days"].values()),
        ]
        for name, of in rules
    ]
    head = ["rule", "claims", "an article", "groups", "bytes sorted", "round them", "longest", "most values",
            f"above {DIFFERENT}", "of several publishers", "days of groups of two or more: half, 9 of 10",
            "of eight or more"]
    print(table(head, rows, range(1, len(head))))
    lengths = {name: groups.by_size(of["groups_of"]) for name, of in rules}
    tops = sorted({top for of in lengths.values() for top in of})
    label = lambda top: str(top) if top < 3 else f"{top // 2 + 1}–{top}"
    rows = [[name, *(f"{of.get(top, 0):,}" for top in tops)] for name, of in lengths.items()]
    print(f"\n{table(['groups of so many claims', *map(label, tops)], rows, range(1, len(tops) + 1))}")
    for how, text in FRACTION.items():
        growths = [(name, of["growth"][how]) for name, of in rules if how in of["growth"]]
        if not growths:
            continue
        rows = [[name, *(f"{at['groups']:,} of {at['claims']:,}" for at in of), exponent(of)] for name, of in growths]
        head = [f"groups of claims, of the articles {text}", "1/16", "1/8", "1/4", "1/2", "all"]
        head.append("groups as a power of claims")
        print(f"\n{table(head, rows, range(1, 7))}")
    known = [(name, of["known_before"]) for name, of in rules if of["known_before"]]
    rows = [[name, *(f"{100 * share:.1f}%" for share in of)] for name, of in known]
    head = ["claims whose key was there so many eighths before", *map(str, range(1, 8))]
    if rows:
        print(f"\n{table(head, rows, range(1, 8))}")


def exponent(growth):
    """The power of the claims with which groups grow from a quarter of the articles to all."""
    a, b = growth[2], growth[-1]
    if not b["claims"] > a["claims"] > 0:
        return "–"
    return f"{math.log(b['groups'] / a['groups']) / math.log(b['claims'] / a['claims']):.2f}"


def read(path):
    try:
        with open(path, encoding="utf-8") as f:
            measured = json.load(f)
    except (OSError, ValueError) as error:
        fail(f"{path}: {getattr(error, 'strerror', None) or error}")
    if not isinstance(measured, dict) or measured.get("version") != 1 or not measured.get("rules"):
        fail(f"{path}: not what measure prints, or of an archive without claims")
    return measured


def numbers(text):
    found = [int(number) for number in text.split(",")]
    if min(found) < 1:
        raise ValueError
    return found


def positive(text):
    return numbers(text.replace(",", ""))[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("measure", help="the distributions of a store, as JSON")
    one.add_argument("store", help="audit.db of an audit")
    one.add_argument("--seed", type=int, default=1)
    one = commands.add_parser("tables", help="the same as tables")
    one.add_argument("measured", help="what measure printed")
    one = commands.add_parser("simulate", help="a larger archive, as tables")
    one.add_argument("measured", help="what measure printed")
    one.add_argument("--articles", type=positive, default=100_000_000)
    one.add_argument("--partitions", type=numbers, default="200,2000,20000", help="with commas between")
    one.add_argument("--years", type=float, default=100)
    one.add_argument("--publishers", type=positive, default=1000)
    one.add_argument("--told", type=positive, default=1, help="how many times as often an event is told")
    one.add_argument("--lasting", default="archive.name-variant", help="rules whose groups last, with commas between")
    one.add_argument("--claim-cost", type=float, default=3.2e-6, help="seconds that a claim takes in a group")
    one.add_argument("--group-cost", type=float, default=4.3e-5, help="seconds that a group takes besides")
    one.add_argument("--draws", type=positive, default=5)
    one.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.command == "measure":
        json.dump(measure(given.store, given.seed), sys.stdout, indent=1)
        print()
        return
    measured = read(given.measured)
    if given.command == "tables":
        show(measured)
        return
    given.lasting = given.lasting.split(",")
    if given.articles < measured["articles"]:
        fail(f"--articles: {given.measured} has {measured['articles']:,} of them; an archive can only grow")
    simulate(measured, given)


main()
