"""How the claims in the store of an audit are distributed over keys. Standard library only; used by scale.py."""

import collections
import contextlib
import random
import sqlite3

from common import fail

FRACTIONS = (16, 8, 4, 2, 1)  # samples of one in so many articles
FITTED = (2, 16)  # samples to which a process is fitted, to see what it says of all
PERIODS = 8  # parts of the archive in time, of as many articles each
DATED = 0.99  # where fewer of the articles have a date, nothing is told of time
DIFFERENT = 256  # a group with more different values has no findings


class Sample:
    """The groups of a part of the articles."""

    def __init__(self):
        self.of, self.values = collections.Counter(), collections.Counter()

    def add(self, values):
        if values:
            said = collections.Counter(values)
            self.of[len(values), len(said)] += 1
            self.values.update(said.values())

    def totals(self, articles):
        return {
            "articles": articles,
            "claims": sum(m * k for (m, _), k in self.of.items()),
            "groups": sum(self.of.values()),
            "values": sum(self.values.values()),
            "longest": max((m for m, _ in self.of), default=0),
        }

    def whole(self):
        groups_of = [[m, different, k] for (m, different), k in sorted(self.of.items())]
        return {"groups_of": groups_of, "values_of": sorted(self.values.items())}


def quantiles(values, parts=(0.5, 0.9)):
    values = sorted(values)
    return [values[min(len(values) - 1, int(part * len(values)))] for part in parts] if values else None


def measure(path, seed):
    """The distributions of a store, ready for JSON. Memory grows with the articles and the longest group."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return measure_store(db, random.Random(seed))
    except sqlite3.Error as error:
        fail(f"{path}: {error}")


def measure_store(db, rng):
    articles, days = {}, []
    rows = db.execute("SELECT id, publisher, julianday(date) FROM articles ORDER BY date, id")
    for place, (article, publisher, day) in enumerate(rows):
        articles[article] = (place, rng.random(), publisher, day)
        days += [day] if day is not None else []
    is_dated = len(days) >= DATED * len(articles)
    rules = db.execute("SELECT DISTINCT rule FROM claims ORDER BY rule").fetchall()
    return {
        "version": 1,
        "articles": len(articles),
        "dated": len(days),
        "days": round(max(days) - min(days)) + 1 if days else None,
        "publishers": len({publisher for _, _, publisher, _ in articles.values()}),
        "rules": {rule: measure_rule(db, rule, articles, is_dated) for (rule,) in rules},
    }


def measure_rule(db, rule, articles, is_dated):
    length = "length(CAST({} AS BLOB))".format
    texts = " + ".join(length(column) for column in ("rule", "value", "words"))
    around = " + ".join(length(column) for column in ("before", "after"))
    # A key and an article are 8 bytes each, a date is 10.
    told, told_around, with_claim = db.execute(
        f"SELECT avg({texts}) + 26, avg({around}), count(DISTINCT article) FROM claims WHERE rule = ?", (rule,)
    ).fetchone()
    every = Groups(articles)
    rows = db.execute("SELECT key, article, value FROM claims WHERE rule = ? ORDER BY key, article, start", (rule,))
    group, known = [], None
    for key, article, value in rows:
        if key != known and group:
            every.add(group)
            group = []
        known = key
        group.append((articles[article], value))
    every.add(group)
    whole = every.chance[1]
    samples = {"chance": every.chance, **({"time": every.time} if is_dated else {})}
    return {
        **whole.totals(len(articles)),
        "with_claim": with_claim,
        "bytes": {"sorted": round(told, 1), "around": round(told_around, 1)},
        "above_256": sum(k for (_, different), k in whole.of.items() if different > DIFFERENT),
        "most_values": max(different for _, different in whole.of),
        "ten_longest": sorted((m for (m, _), k in whole.of.items() for _ in range(k)), reverse=True)[:10],
        "growth": {
            how: [of[part].totals(every.sampled(how, part)) for part in FRACTIONS] for how, of in samples.items()
        },
        "days": {"of_two_or_more": quantiles(every.days), "of_eight_or_more": quantiles(every.long_days)},
        "known_before": [round(a / of, 3) for a, of in zip(every.again[1:], every.later[1:]) if of and is_dated],
        "of_several_publishers": every.shared,
        **whole.whole(),
        "fractions": {how: {str(part): of[part].whole() for part in FITTED} for how, of in samples.items()},
    }


class Groups:
    """Takes the groups of a rule one after another: lists of (article, value)."""

    def __init__(self, articles):
        self.articles = articles
        self.chance, self.time = ({part: Sample() for part in FRACTIONS} for _ in range(2))
        self.days, self.long_days, self.shared = [], [], 0
        self.again, self.later = [0] * PERIODS, [0] * PERIODS

    def sampled(self, how, part):
        if how == "time":
            return len(self.articles) // part
        return sum(u < 1 / part for _, u, *_ in self.articles.values())

    def add(self, group):
        number = len(self.articles)
        for part in FRACTIONS:
            self.chance[part].add([value for (_, u, *_), value in group if u < 1 / part])
            self.time[part].add([value for (place, *_), value in group if place < number // part])
        days = [day for (*_, day), _ in group if day is not None]
        if len(group) > 1 and days:
            self.days.append(max(days) - min(days))
            self.long_days += self.days[-1:] if len(group) >= 8 else []
        self.shared += len({publisher for (_, _, publisher, _), _ in group}) > 1
        here = collections.Counter(place * PERIODS // number for (place, *_), _ in group)
        for period, claims in here.items():
            for before in range(1, period + 1):
                self.later[before] += claims
                self.again[before] += claims if here[period - before] else 0
