"""An archive that never was: a few hundred articles of a harbour, in which some contradict each other."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

FORENAMES = ("Karl", "Rita", "Paul", "Ann", "Josef", "Carmen", "Mario", "Doris", "Victor", "Grace")
FAMILIES = ("Vella", "Camilleri", "Galdes", "Vassallo", "Zerafa", "Cutajar", "Mifsud", "Pisani", "Sciberras", "Tabone")
PLACES = ("Marsa", "Qormi", "Mgarr", "Zejtun", "Birgu", "Żebbuġ")
GOODS = ("diesel", "copper", "a dinghy", "nets", "two outboard motors", "wine")
CRANES = (
    "The port of {place} sold {number} old cranes on Monday to a yard in Palermo, said {name}, who runs the quay. "
    "The buyer, Lanza Cantieri, paid EUR {price},000 for all. They had stood on Sapphire Quay since {year} and lifted "
    "their last load in November, when the grain ship Aurora came in from Odessa.\n\n{name} said that a pontoon will "
    "carry them off before Easter, and that the crews will be trained on the new ones in Valencia until June. {leave} "
    "drivers leave the port."
)


@dataclass(frozen=True)
class Article:
    """An article: id, headline, day of publication and text."""

    id: str
    title: str
    date: str | None
    text: str

    @property
    def plain(self) -> str:
        """The article as one text, as a .txt file has it."""
        day = datetime.date.fromisoformat(self.date).strftime("%-d %B %Y") if self.date else None
        return "\n\n".join(part for part in (self.title, "Source: Harbour Gazette", day, self.text) if part)


def archive(articles: int = 300, seed: int = 7) -> list[Article]:
    """So many articles, the same for a seed, in the order of their ids, which are not all ASCII."""
    draw = random.Random(seed)
    made: list[tuple[str, datetime.date | None, str]] = []
    while len(made) < articles:
        made += _case(draw) if draw.random() < 0.7 else _cranes(draw)
    draw.shuffle(made)
    prefixes = ("a/", "b-", "é/", "ż_", "Z.", "\U0001d51e")
    ids = sorted((f"{draw.choice(prefixes)}{n:05}" for n in range(articles)), key=str.encode)
    days = ((title, day.isoformat() if day else None, text) for title, day, text in made)
    return [Article(id, *article) for id, article in zip(ids, days, strict=True)]


def one_group(articles: int) -> list[Article]:
    """Articles that all claim something of one key: a name, of which every thousandth has a slip."""
    text = "The case was read by Prosecutor Karl {} of the Harbour District."
    family = ("Vassallo", "Vasallo")
    return [Article(f"{n:07}", f"Day {n} in court", None, text.format(family[n % 1000 == 999])) for n in range(articles)]


def _case(draw: random.Random) -> list[tuple[str, datetime.date | None, str]]:
    """The articles about a case: two or three, of which one may have another day, length or name."""
    name, family = draw.choice(FORENAMES), draw.choice(FAMILIES) + draw.choice(("", "", "ni", "zzo"))
    person = f"{name} {family}, {draw.randrange(20, 70)}, of {draw.choice(PLACES)}"
    goods, months = draw.choice(GOODS), draw.randrange(6, 90)
    plea = datetime.date(2020, 1, 10) + datetime.timedelta(draw.randrange(1500))
    sentence = plea + datetime.timedelta(draw.randrange(20, 60))
    slip = draw.random()
    told = plea + datetime.timedelta(1 if slip < 0.3 else 0)
    again = months + (6 if 0.2 < slip < 0.5 else 0)
    spelt = family[:2] + family[3] + family[2] + family[4:] if slip > 0.8 else family
    weekday = f"{told + datetime.timedelta(draw.random() < 0.1):%A}"
    boats = draw.randrange(3, 9)
    articles: list[tuple[str, datetime.date | None, str]] = [
        (
            f"Plea over {goods}",
            plea,
            f"{person}, pleaded guilty today to theft of {goods}. It was hidden in {boats} boats: {boats - 2} at Marsa "
            f"and {draw.choice((2, 2, 2, 3))} at Birgu.",
        ),
        (
            f"Jail for {goods}",
            sentence,
            f"{person}, was sentenced today to {months} months in prison. {family} pleaded guilty on {told:%-d %B %Y}.",
        ),
        (
            f"An appeal over {goods}",
            draw.choice((sentence + datetime.timedelta(90), None)),
            f"{name} {spelt}{person[len(name) + 1 + len(family) :]}, has appealed. {spelt} pleaded guilty on {weekday}, "
            f"{told:%-d %B %Y}, and in {sentence:%B %Y}, {spelt} was sentenced to {again} months in prison.",
        ),
    ]
    return articles[: draw.randrange(2, 4)]


def _cranes(draw: random.Random) -> list[tuple[str, datetime.date | None, str]]:
    """An article, and sometimes what repeats it, as it is or with other words at the end."""
    text = CRANES.format(
        place=draw.choice(PLACES),
        number=draw.choice(("two", "three", "four")),
        name=f"{draw.choice(FORENAMES)} {draw.choice(FAMILIES)}",
        price=draw.randrange(100, 999),
        year=draw.randrange(1950, 1990),
        leave=draw.choice(("Two", "Three", "Five")),
    )
    day = datetime.date(2020, 1, 1) + datetime.timedelta(draw.randrange(1500))
    copies = draw.choice((1, 1, 2, 3))
    return [
        (
            f"Harbour sells cranes{', again' * n}",
            day + datetime.timedelta(n),
            text.replace("carry them off", "carry them away") if n else text,
        )
        for n in range(copies)
    ]
