"""What a check comes to, as plain immutable records.

The extension makes `Label` to `Rule` with their fields in the order in which they stand here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal, NamedTuple

__all__ = [
    "Article",
    "Edit",
    "Fact",
    "Finding",
    "Findings",
    "Fix",
    "Fixed",
    "Label",
    "Level",
    "Rule",
    "Severity",
    "Suppressed",
]

Severity = Literal["error", "warning", "info"]
"""How much a finding weighs: an error cannot be right as printed, a warning is a doubt, an info is style."""

Level = Literal["error", "warning", "info", "off"]
"""What a configuration makes of a rule."""


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that a finding speaks of."""

    start: int
    """The first code point, from 0: an index of the text."""
    end: int
    """One past the last code point."""
    start_byte: int
    """The first byte of the text in UTF-8, from 0."""
    end_byte: int
    """One past the last byte."""
    text: str
    """What is said of the place, as "8 here"."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a fix: what comes in the place of some words. An empty `text` deletes them."""

    start: int
    """The first code point that goes, from 0."""
    end: int
    """One past the last."""
    start_byte: int
    """The first byte that goes, of the text in UTF-8, from 0."""
    end_byte: int
    """One past the last byte."""
    text: str
    """What comes in their place."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Fix:
    """The one repair of a finding."""

    safe: bool
    """Whether the repair cannot change what the text means."""
    edits: tuple[Edit, ...]
    """What to change, in order and apart; all of it or nothing."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip: which rule found it, what is wrong, where, and what to do.

    `text[finding.start:finding.end] == finding.words`, where `text` is the `str` that was checked, or `Findings.text` if
    bytes were.
    """

    rule: str
    """The rule, as `count.headline`."""
    severity: Severity
    """How much it weighs, after the configuration."""
    message: str
    """What is wrong."""
    help: str | None
    """What to do about it, if the rule says."""
    article: int
    """The article of the text, from 1; most texts are one."""
    words: str
    """The words at the place."""
    start: int
    """The first code point, from 0: an index of the text."""
    end: int
    """One past the last code point."""
    start_byte: int
    """The first byte of the text in UTF-8, from 0."""
    end_byte: int
    """One past the last byte."""
    line: int
    """The line in which it begins, from 1."""
    column: int
    """The column at which it begins, from 1, in code points."""
    labels: tuple[Label, ...]
    """Other places that it speaks of."""
    fix: Fix | None
    """The repair, if there is just one."""
    fingerprint: str
    """Sixteen hexadecimal digits, the same for the same slip after edits elsewhere, as in the reports of the command."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the text, or a baseline, says to leave out."""

    finding: Finding
    """What would be found."""
    by: Literal["inline", "baseline"]
    """What suppresses it: a comment in the text, or a baseline."""
    reason: str | None
    """Why, as it is written there."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that factlint understands of a text: a date, a count, a person. docs/facts.md has the kinds."""

    kind: str
    """The kind, as `count`."""
    zone: str
    """The part of the article, as `headline`, `lead` or `body`."""
    article: int
    """The article of the text, from 1."""
    sentence: int | None
    """The sentence of the article, from 0."""
    text: str
    """The words."""
    start: int
    """The first code point, from 0: an index of the text."""
    end: int
    """One past the last code point."""
    start_byte: int
    """The first byte of the text in UTF-8, from 0."""
    end_byte: int
    """One past the last byte."""
    line: int
    """The line in which it begins, from 1."""
    column: int
    """The column at which it begins, from 1, in code points."""
    attributes: dict[str, str | bool | list[str]] = field(hash=False)
    """What is known of it. Numbers are strings, so that they stay exact."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it finds, and why that matters. `print` shows all of it, with its examples."""

    id: str
    """Its name, as `count.headline`."""
    severity: Severity
    """How much its findings weigh by themselves."""
    level: Level
    """What the configuration makes of that."""
    summary: str
    """What it finds, in a line."""
    why: str
    """Why it matters."""
    text: str
    """What `factlint explain` prints: what to do, and the examples in which the rule speaks and is silent."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<pre style="white-space:pre-wrap">{escape(self.text)}</pre>'


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a text. Most texts are one."""

    start: int
    """The first code point, from 0: an index of the text."""
    end: int
    """One past the last code point."""
    title: str | None
    """Its headline, if it has one."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return _record(self)


class Fixed(NamedTuple):
    """A text after its fixes: `text, count = factlint.fix(…)`."""

    text: str
    """The text with all fixes made."""
    count: int  # type: ignore[assignment]
    """How many findings were mended."""

    def to_dict(self) -> dict[str, Any]:
        """The record as values that JSON has."""
        return self._asdict()


class Findings(list[Finding]):
    """The findings of a text, by article, then by start, then by rule. It is a list; an empty one is false.

    In a notebook it shows the text with its marks.
    """

    text: str
    """The text in which places are told: the `str` that was given, or what was read of the bytes."""
    articles: tuple[Article, ...]
    """The articles of the text."""
    suppressed: tuple[Suppressed, ...]
    """What would be found, but for a comment in the text."""
    notes: tuple[str, ...]
    """What could not be read as it should be, as sentences."""

    def __init__(
        self,
        findings: Iterable[Finding] = (),
        *,
        text: str = "",
        articles: Iterable[Article] = (),
        suppressed: Iterable[Suppressed] = (),
        notes: Iterable[str] = (),
    ) -> None:
        super().__init__(findings)
        self.text = text
        self.articles = tuple(articles)
        self.suppressed = tuple(suppressed)
        self.notes = tuple(notes)

    @property
    def errors(self) -> list[Finding]:
        """The findings that cannot be right as printed."""
        return [finding for finding in self if finding.severity == "error"]

    def to_dict(self) -> dict[str, Any]:
        """All of it as values that JSON has."""
        return {
            "findings": [finding.to_dict() for finding in self],
            "suppressed": [suppressed.to_dict() for suppressed in self.suppressed],
            "notes": list(self.notes),
            "articles": [article.to_dict() for article in self.articles],
            "text": self.text,
        }

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self)

    def _repr_html_(self) -> str:
        from ._html import article

        return article(self)


def _record(record: Any) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in record.__dataclass_fields__}


def _plain(value: Any) -> Any:
    """The value with dictionaries for records and lists for tuples."""
    if hasattr(value, "__dataclass_fields__"):
        return _record(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value
