"""The exceptions of the package."""

from __future__ import annotations

__all__ = ["ConfigError", "FactlintError", "UnknownRuleError", "UnreadableError"]


class FactlintError(Exception):
    """What factlint refuses. Its text is a sentence with the place, as far as it is known, and the way out.

    Wrong arguments are no `FactlintError`: a day that does not exist and a format that is unknown are a `ValueError`,
    a text that is neither `str` nor bytes is a `TypeError`, and a column that is not there is a `KeyError`.
    """

    message: str
    """What is wrong, without its place."""
    file: str | None
    """The file that is wrong, as it was named."""
    line: int | None
    """The line in it, from 1."""
    column: int | None
    """The column in that line, from 1, in code points."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, file, line, column)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return _placed(self.file, self.line, self.column, self.message)


class ConfigError(FactlintError):
    """A configuration, or a rule file or word list that it names, is refused.

    The text of the exception has all that is wrong, a line each; `message`, `file`, `line` and `column` are those of
    the first problem.
    """

    problems: tuple[tuple[str | None, int | None, int | None, str], ...]
    """All problems: file, line, column and message."""

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        problems: tuple[tuple[str | None, int | None, int | None, str], ...] = (),
    ) -> None:
        super().__init__(message, file, line, column)
        self.problems = tuple(problems) or ((file, line, column, message),)
        self.args = (message, file, line, column, self.problems)

    def __str__(self) -> str:
        return "\n".join(_placed(*problem) for problem in self.problems)


class UnreadableError(FactlintError):
    """A text cannot be read: its bytes are none of its format, or there is nothing in them to read."""


class UnknownRuleError(FactlintError, KeyError):
    """There is no rule of that name. The message says which name is nearest."""


def _placed(file: str | None, line: int | None, column: int | None, message: str) -> str:
    place = [str(part) for part in (file, line, column) if part is not None]
    return f"{':'.join(place)}: {message}" if place else message
