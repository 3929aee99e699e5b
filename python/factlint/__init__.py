"""factlint finds slips of fact inside a news article or a press release: a headline that counts ten where the lead counts
eight, a date on the wrong weekday, parts that do not add up to their whole.

    >>> import factlint
    >>> for finding in factlint.check("Rescuers found the nine seven sailors at dawn."):
    ...     print(finding)
    1:20: error count.adjacent two numerals side by side: "nine seven"

`check` takes one text, `check_many` any number of them on all cores, `check_frame` a data frame. A `Checker` has a
configuration. Nothing leaves the process, and no text is looked up anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from . import _factlint
from ._checker import Checker, Date, Frame, Path, Results, Text
from ._errors import ConfigError, FactlintError, UnknownRuleError, UnreadableError
from ._model import (
    Article,
    Edit,
    Fact,
    Finding,
    Findings,
    Fix,
    Fixed,
    Label,
    Level,
    Rule,
    Severity,
    Suppressed,
)

if TYPE_CHECKING:
    import pyarrow

    from ._arrow import ArrowArray, ArrowStream

__all__ = [
    "Article",
    "Checker",
    "ConfigError",
    "Edit",
    "Fact",
    "FactlintError",
    "Finding",
    "Findings",
    "Fix",
    "Fixed",
    "Label",
    "Level",
    "Results",
    "Rule",
    "Severity",
    "Suppressed",
    "UnknownRuleError",
    "UnreadableError",
    "__version__",
    "check",
    "check_arrow",
    "check_frame",
    "check_many",
    "explain",
    "facts",
    "fix",
    "rules",
]

__version__: str = _factlint.version()

# Tracebacks and pickles know them by the names that they have here.
for _name in __all__:
    _public = globals().get(_name)
    if isinstance(_public, type):
        _public.__module__ = __name__
del _name, _public


@cache
def _default() -> Checker:
    return Checker()


def _checker(config: Checker | Path | None) -> Checker:
    if config is None:
        return _default()
    return config if isinstance(config, Checker) else Checker(config)


def check(
    text: Text,
    *,
    format: str | None = None,
    name: str | None = None,
    date: Date | None = None,
    config: Checker | Path | None = None,
) -> Findings:
    """Checks a text: a `str`, or the bytes of a file.

    `config` is a `Checker`, or the path of a `factlint.toml`, which is read at each call; without it the rules are as they
    ship, and no configuration is looked for. The rest, and what is raised, is as for `Checker.check`.
    """
    return _checker(config).check(text, format=format, name=name, date=date)


def check_many(
    texts: Iterable[Text],
    *,
    threads: int = 0,
    format: str | None = None,
    date: Date | None = None,
    config: Checker | Path | None = None,
) -> Results:
    """Checks any number of texts on all cores, and gives the findings of each in their order, as `Checker.check_many`."""
    return _checker(config).check_many(texts, threads=threads, format=format, date=date)


def facts(
    text: Text,
    *,
    format: str | None = None,
    name: str | None = None,
    date: Date | None = None,
    config: Checker | Path | None = None,
) -> list[Fact]:
    """What factlint understands of a text, as `Checker.facts`."""
    return _checker(config).facts(text, format=format, name=name, date=date)


def fix(
    text: str,
    *,
    unsafe: bool = False,
    format: str | None = None,
    name: str | None = None,
    config: Checker | Path | None = None,
) -> Fixed:
    """Makes the fixes of a text, as `Checker.fix`."""
    return _checker(config).fix(text, unsafe=unsafe, format=format, name=name)


def explain(rule: str, *, config: Checker | Path | None = None) -> Rule:
    """The rule of that name, as `Checker.explain`."""
    return _checker(config).explain(rule)


def rules(*, config: Checker | Path | None = None) -> list[Rule]:
    """All rules, as `Checker.rules`."""
    return _checker(config).rules()


def check_arrow(
    texts: ArrowArray | ArrowStream,
    *,
    titles: ArrowArray | ArrowStream | None = None,
    dates: ArrowArray | ArrowStream | None = None,
    threads: int = 0,
    config: Checker | Path | None = None,
) -> pyarrow.Table:
    """Checks a column of Arrow, as `Checker.check_arrow`."""
    return _checker(config).check_arrow(texts, titles=titles, dates=dates, threads=threads)


def check_frame(
    frame: Frame,
    *,
    text: str = "text",
    title: str | None = None,
    date: str | None = None,
    id: str | None = None,
    threads: int = 0,
    config: Checker | Path | None = None,
) -> Frame:
    """Checks the articles of a data frame of pandas, polars or pyarrow, as `Checker.check_frame`."""
    return _checker(config).check_frame(frame, text=text, title=title, date=date, id=id, threads=threads)
