"""The checker: a configuration that texts are checked by."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from . import _factlint, _frames
from ._errors import UnreadableError
from ._model import Article, Fact, Findings, Fixed, Rule

if TYPE_CHECKING:
    import pyarrow

    from ._arrow import ArrowArray, ArrowStream

Frame = TypeVar("Frame")
Path = str | os.PathLike[str]
Text = str | bytes | bytearray
Date = str | datetime.date
"""A day: "2024-03-12", or a `date` or `datetime`."""


class Checker:
    """A configuration, compiled: it checks texts.

    Without a configuration it has the rules that ship, as they are by themselves. It does not change, so many threads may
    use one. It can be copied and pickled: its text and the files that it names travel with it, and where it arrives no file
    is opened.

    Args:
        config: The path of a `factlint.toml`. It is read now, and so are the rule files and word lists that it names.
        files: Texts that come in the place of rule files and word lists that the configuration names, by their paths
            relative to it.

    Raises:
        ConfigError: The configuration, or a file that it names, cannot be read or is refused.

    A configuration that adds rules or words takes some hundredths of a second to compile; checkers of the same text share
    that.
    """

    __slots__ = ("__weakref__", "_engine", "_files", "_name", "_text")

    _engine: _factlint.Engine
    _text: str | None
    _files: dict[str, str]
    _name: str

    def __init__(self, config: Path | None = None, *, files: Mapping[str, str] | None = None) -> None:
        if config is None:
            if files:
                raise TypeError(
                    "files are those that a configuration names: give its path, or its text to Checker.from_text"
                )
            self._compile(None, {}, "factlint.toml")
            return
        if isinstance(config, Checker):
            raise TypeError("config is a Checker already; use it as it is")
        path = os.fsdecode(config)
        text, named = _factlint.read_config(path)
        self._compile(text, {**named, **(files or {})}, path)

    @classmethod
    def from_text(cls, config: str, *, files: Mapping[str, str] | None = None, name: str = "factlint.toml") -> Checker:
        """A checker of the text of a `factlint.toml`. No file is opened.

        Args:
            config: The text.
            files: The texts of the rule files and word lists that it names, by their paths relative to it.
            name: What messages call the configuration.

        Raises:
            ConfigError: The configuration, or one of the files, is refused.
        """
        checker = cls.__new__(cls)
        checker._compile(config, dict(files or {}), name)
        return checker

    def _compile(self, text: str | None, files: dict[str, str], name: str) -> None:
        self._engine = _engine(text, tuple(sorted(files.items())), name)
        self._text = text
        self._files = files
        self._name = name

    @property
    def text(self) -> str | None:
        """The text of the configuration, or None if there is none."""
        return self._text

    @property
    def files(self) -> dict[str, str]:
        """The texts of the rule files and word lists that it names, by path."""
        return dict(self._files)

    def check(self, text: Text, *, format: str | None = None, name: str | None = None, date: Date | None = None) -> Findings:
        """Checks a text. Linear in its length: a core reads some megabytes in a second. The GIL is released meanwhile.

        Args:
            text: A `str`, or the bytes of a file: plain text, Markdown, HTML, Word and what else factlint reads.
            format: The name of the format, as `factlint check --input-format` has it; without it the one that `name` or
                the bytes tell.
            name: The name of the text, which tells its format by its ending, as "draft.docx". No file is opened.
            date: The day of publication, if the text does not tell it.

        Raises:
            UnreadableError: The bytes are none of their format, or the text has half of a surrogate pair.
            ValueError: There is no such format or no such day.
            TypeError: The text is neither `str` nor bytes.
        """
        try:
            return _findings(self._engine.check(text, name, format, _day(date)))
        except UnicodeEncodeError as error:
            raise _halved(error, name) from None

    def check_many(
        self,
        texts: Iterable[Text],
        *,
        threads: int = 0,
        format: str | None = None,
        date: Date | None = None,
    ) -> Results:
        """Checks many texts on all cores, with the GIL released, and gives the findings of each in their order.

        It takes texts as it needs them, some ahead of what is asked for: `texts` may be a generator that never ends, and
        memory does not grow with their number. An exception that `texts` raises comes after the findings of all texts
        before it.

        Args:
            texts: The texts, each as for `check`.
            threads: So many threads; as many as there are cores if 0.
            format: The name of the format of all texts.
            date: The day of publication of those texts that do not tell it.

        Raises:
            UnreadableError: A text cannot be read. It comes in the place of its findings, with the number of the text; who
                catches it can ask for the next.
            TypeError: A text is neither `str` nor bytes, told in the same way.
            ValueError: There is no such format or no such day, or threads is below 0.
        """
        if isinstance(texts, (str, bytes, bytearray)):
            raise TypeError(f"texts is a single {type(texts).__name__}; give several, or use check")
        if threads < 0:
            raise ValueError(f"threads is {threads}; it is a number of threads, or 0 for as many as there are cores")
        return Results(self._engine.many(iter(texts), format, _day(date), threads))

    def facts(
        self, text: Text, *, format: str | None = None, name: str | None = None, date: Date | None = None
    ) -> list[Fact]:
        """What factlint understands of a text, in the order of the text. Takes what `check` does, and raises the same."""
        try:
            return self._engine.facts(text, name, format, _day(date))
        except UnicodeEncodeError as error:
            raise _halved(error, name) from None

    def fix(
        self,
        text: str,
        *,
        unsafe: bool = False,
        format: str | None = None,
        name: str | None = None,
    ) -> Fixed:
        """Makes the fixes of a text. Those that are not safe may change what it means, and are made if `unsafe`.

        Of two that overlap, that of the graver finding is made, or else the earlier one; the other follows if it is still
        needed. So a second call changes nothing. Raises what `check` does.
        """
        try:
            fixed, count = self._engine.fix(text, unsafe, name, format)
        except UnicodeEncodeError as error:
            raise _halved(error, name) from None
        return Fixed(fixed, count)

    def explain(self, rule: str) -> Rule:
        """The rule of that name.

        Raises:
            UnknownRuleError: There is none; the message has the nearest name.
        """
        return self._engine.explain(rule)

    def rules(self) -> list[Rule]:
        """All rules, by name, with the levels that the configuration gives them; those that are off too."""
        return sorted(self._engine.rules(), key=lambda rule: rule.id)

    def check_arrow(
        self,
        texts: ArrowArray | ArrowStream,
        *,
        titles: ArrowArray | ArrowStream | None = None,
        dates: ArrowArray | ArrowStream | None = None,
        threads: int = 0,
    ) -> pyarrow.Table:
        """Checks a column of Arrow: an array or chunked array of pyarrow, a series of polars, or what else has Arrow's
        capsules. No text is copied into Python.

        Args:
            texts: The texts; one that is null has no findings.
            titles: The headlines of the texts, if they are a column of their own.
            dates: The days of publication of texts that do not tell it: strings as 2024-03-12, or dates or timestamps of
                pyarrow or polars.
            threads: So many threads; as many as there are cores if 0.

        Returns:
            A row for each finding, in the order of the texts. `row` is the number of its text, from 0. Where there are
            titles, `part` says whether the places are in the `title` or in the `text`. It is a `pyarrow.Table` where
            pyarrow can be imported, and otherwise an object with `__arrow_c_stream__`, which `polars.DataFrame` takes.

        Raises:
            TypeError: A column is none of Arrow, or is of another type.
            ValueError: The columns are not of one length.
            ImportError: Neither pyarrow nor polars is installed.
        """
        return _frames.check_arrow(self._engine, texts, titles, dates, threads)

    def check_frame(
        self,
        frame: Frame,
        *,
        text: str = "text",
        title: str | None = None,
        date: str | None = None,
        id: str | None = None,
        threads: int = 0,
    ) -> Frame:
        """Checks the articles of a data frame, one a row: a `DataFrame` of pandas or polars, or a `pyarrow.Table`. What
        comes back is of the same library. Pandas needs pyarrow for it.

        Args:
            frame: The articles.
            text: The column of the texts; one that is null has no findings.
            title: The column of the headlines, if there is one.
            date: The column of the days of publication: dates, timestamps (their day, in their own time zone) or strings
                as 2024-03-12.
            id: A column that names the articles. The findings then have it too, before all others.
            threads: So many threads; as many as there are cores if 0.

        Returns:
            A row for each finding, in the order of the articles, with the columns of `check_arrow`. `row` is the position of
            the article in the frame, from 0, whatever its index.

        Raises:
            KeyError: There is no column of that name.
            TypeError: The frame, or a column of it, is of a kind that is not read.
            ValueError: The column `id` has the name of a column of findings.
            ImportError: The library for it is not installed.
        """
        return _frames.check_frame(self._engine, frame, text, title, date, id, threads)

    def __repr__(self) -> str:
        return "Checker()" if self._text is None else f"<Checker of {self._name}>"

    def __copy__(self) -> Checker:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Checker:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self._text, self._files, self._name)


class Results(Iterator[Findings]):
    """The findings of many texts, in the order of these, while they are checked: what `check_many` gives.

    `close`, or the end of a `with` block, stops the work ahead.
    """

    __slots__ = ("_at", "_checked")

    _checked: Iterator[_factlint.Checked]

    def __init__(self, checked: Iterator[_factlint.Checked]) -> None:
        self._checked = checked
        self._at = -1

    def __next__(self) -> Findings:
        self._at += 1
        try:
            return _findings(next(self._checked))
        except UnicodeEncodeError as error:
            raise _halved(error, f"text {self._at}") from None

    def close(self) -> None:
        """Stops. There is nothing to come after it."""
        self._checked = iter(())

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


@lru_cache(maxsize=16)
def _engine(text: str | None, files: tuple[tuple[str, str], ...], name: str) -> _factlint.Engine:
    """The engine of a configuration. A process that is sent one checker many times compiles it once."""
    return _factlint.Engine(text, dict(files), name)


def _restored(kind: type[Checker], text: str | None, files: dict[str, str], name: str) -> Checker:
    checker = kind.__new__(kind)
    checker._compile(text, files, name)
    return checker


def _findings(checked: _factlint.Checked) -> Findings:
    return Findings(
        checked.findings,
        text=checked.text,
        articles=(Article(*article) for article in checked.articles),
        suppressed=checked.suppressed,
        notes=checked.notes,
    )


def _day(date: Date | None) -> str | None:
    if date is None or isinstance(date, str):
        return date
    if isinstance(date, datetime.date):
        # A datetime is a date too; this leaves its time out.
        return datetime.date.isoformat(date)
    raise TypeError(f"date is of type {type(date).__name__}; give a date, or a str as 2024-03-12")


def _halved(error: UnicodeEncodeError, name: str | None) -> UnreadableError:
    """That a `str` has half of a surrogate pair, which is no character and cannot be told in UTF-8."""
    before = error.object[: error.start]
    line = before.count("\n") + 1
    column = error.start - (before.rfind("\n") + 1) + 1
    message = (
        f"U+{ord(error.object[error.start]):04X} is half of a surrogate pair and no character; "
        'text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") joins or replaces them'
    )
    return UnreadableError(message, name, line, column)
