"""How the sizes of groups are distributed, and how they grow: a Pitman–Yor process. Standard library only.

Claims come one by one. With n claims in k groups, the next one joins a group of m claims with the chance
(m - d) / (n + t), and begins a group of its own with the chance (t + k d) / (n + t). So few groups are long and
most have one claim, the number of groups grows as a power d of the claims where there are many, and no group
ever ends: a name that is known stays known. An archive whose names change, or whose publishers share none, is
several such pools, of which none knows the groups of another.

What is known is kept: the groups that were measured grow on from what they are, so that the longest have the
share that they were seen to have, and the process says what comes beside them. `Pool.grown` has what is expected
at any length, in some hundred cells; no claim is drawn for it.
"""

import math

EXACT = 64  # groups of up to so many claims have a cell for each size
RATIO = 1.1  # cells of longer groups are so wide


def golden(f, low, high, steps=60):
    """Where f, which has one peak, is greatest between low and high."""
    part = (math.sqrt(5) - 1) / 2
    a, b = high - part * (high - low), low + part * (high - low)
    at_a, at_b = f(a), f(b)
    for _ in range(steps):
        if at_a < at_b:
            low, a, at_a = a, b, at_b
            b = low + part * (high - low)
            at_b = f(b)
        else:
            high, b, at_b = b, a, at_a
            a = high - part * (high - low)
            at_a = f(a)
    return (low + high) / 2


class Pool:
    """A Pitman–Yor process, 0 < `d` < 1 and `t` > -`d`, and the groups {claims: groups} that it has begun with."""

    def __init__(self, d, t, sizes=()):
        self.d, self.t, self.sizes = d, t, dict(sizes)
        self.groups = sum(self.sizes.values())
        self.claims = sum(m * k for m, k in self.sizes.items())

    @classmethod
    def fit(cls, sizes):
        """The process that makes {claims: groups} most likely, with these groups."""
        whole = sum(m * k for m, k in sizes.items()), sum(sizes.values())
        return cls(*likeliest({whole: 1}, sizes), sizes)

    def measured(self):
        """The groups that there are, in cells as those of `grown`."""
        return [(m, m, k, m * k) for m, k in sorted(self.sizes.items())]

    def grown(self, claims):
        """[(shortest, longest, groups, claims)], as expected with so many claims, no fewer than there are."""
        more = round(claims) - self.claims
        if more <= 0:
            return self.measured()
        new = round(more * (self.t + self.groups * self.d) / (self.claims + self.t))
        beside = Pool(self.d, self.t + self.groups * self.d)
        cells = []
        for low, high in bounds(round(claims)):
            groups = of_claims = 0
            for m, weight in points(low, high):
                e = sum(k * self.joined(more, size, m - size) for size, k in self.sizes.items() if size <= m)
                e += beside.begun(new, m) if m <= new else 0
                groups, of_claims = groups + weight * e, of_claims + weight * m * e
            cells.append((low, high, groups, of_claims))
        return cells

    def joined(self, more, size, m):
        """The chance that a group of `size` is joined by m of `more` claims; m need not be whole."""
        if m > more:
            return 0
        log, a, b = math.lgamma, size - self.d, self.claims + self.t - size + self.d
        ways = log(more + 1) - log(m + 1) - log(more - m + 1)
        chance = log(m + a) + log(more - m + b) - log(more + a + b) - log(a) - log(b) + log(a + b)
        return math.exp(ways + chance)

    def begun(self, claims, m):
        """The expected number of groups of m claims that so many claims make from none; m need not be whole."""
        log, d, t = math.lgamma, self.d, self.t
        ways = log(claims + 1) - log(m + 1) - log(claims - m + 1)
        weight = log(t + 1) - log(1 - d) - log(t + d)
        return math.exp(ways + weight + log(m - d) + log(claims - m + t + d) - log(claims + t))

    def mean(self, m, claims):
        """The expected length, with so many claims, of a group that has m."""
        return m + max(0, claims - self.claims) * (m - self.d) / (self.claims + self.t)


def likeliest(groups, parts):
    """(d, t) of the process that makes these most likely: {(claims, parts): groups}, each group a process of
    its own, and {claims: parts}, the parts of all groups."""
    log = math.lgamma
    claims = sum(m * k for (m, _), k in groups.items())

    def likelihood(d, t):
        begun = sum(k * ((v - 1) * math.log(d) + log(t / d + v) - log(t / d + 1)) for (_, v), k in groups.items())
        joined = sum(k * (log(m - d) - log(1 - d)) for m, k in parts.items())
        return begun + joined - sum(k * (log(t + m) - log(t + 1)) for (m, _), k in groups.items())

    top = math.log(1000 * claims + 1)
    best = lambda d: math.exp(golden(lambda x: likelihood(d, math.exp(x) - d), -12, top)) - d
    d = golden(lambda d: likelihood(d, best(d)), 0.01, 0.999, 40)
    return d, best(d)


def parts(d, t, claims, m=1, v=1):
    """The expected parts of a group with so many claims, of which the first m had v parts."""
    log = math.lgamma
    return v + (v + t / d) * (math.exp(log(t + claims + d) - log(t + m + d) + log(t + m) - log(t + claims)) - 1)


def bounds(claims):
    """[(shortest, longest)]: the cells that groups of up to so many claims fall into."""
    cells = [(m, m) for m in range(1, min(EXACT, claims) + 1)]
    low = EXACT + 1
    while low <= claims:
        high = min(claims, max(low, math.ceil(low * RATIO) - 1))
        cells.append((low, high))
        low = high + 1
    return cells


def points(low, high):
    """[(size, weight)] of which the sum over low to high is made: each size, or five of Gauss and Legendre."""
    if high - low < 12:
        return [(m, 1) for m in range(low, high + 1)]
    middle, half = (low + high) / 2, (high - low + 1) / 2
    at = ((0, 128 / 225), (0.5384693101056831, 0.47862867049936647), (0.906179845938664, 0.23692688505618908))
    return [(min(middle + s * x * half, high), w * half) for x, w in at for s in ((1, -1) if x else (1,))]


def longest(cells, pools=1):
    """The length that the longest group of so many pools exceeds in half of all cases."""
    above = 0
    for low, high, groups, _ in reversed(cells):
        if (above + groups) * pools >= math.log(2):
            part = (math.log(2) / pools - above) / groups
            return high * (low / high) ** part if high > low else high
        above += groups
    return 1


def by_size(groups_of):
    """[(claims, values, groups)] as {longest: groups}: of one claim, of two, of 3 to 4, of 5 to 8 and so on."""
    found = {}
    for m, _, k in groups_of:
        top = 1 << (m - 1).bit_length()
        found[top] = found.get(top, 0) + k
    return found
