"""What is refused, and how it is told: the file, the place and the way out."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path
from typing import Any

import factlint
import pytest
from articles import HOUSE, SLIP
from factlint import Checker, ConfigError, FactlintError, UnknownRuleError, UnreadableError


def test_a_configuration_that_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "factlint.toml"
    path.write_text('[rules]\n"count.parts" = "off"\n"count.adjacent" = "loud"\n', "utf-8")
    with pytest.raises(ConfigError) as raised:
        Checker(path)
    error = raised.value
    assert (error.file, error.line) == (str(path), 3)
    assert error.column == 20
    assert "`loud` is none of off, info, warning, error" in error.message
    assert str(error).startswith(f"{path}:3:20: ")


def test_all_problems_of_a_configuration_are_told() -> None:
    with pytest.raises(ConfigError) as raised:
        Checker.from_text('include = 1\ncolour = "red"\n\n[rules]\n"count.adjecent" = "off"\n', name="desk.toml")
    error = raised.value
    assert error.file == "desk.toml"
    assert len(error.problems) == len(str(error).splitlines())
    assert error.problems[0] == (error.file, error.line, error.column, error.message)


def test_a_rule_that_does_not_exist_in_a_configuration() -> None:
    with pytest.raises(ConfigError, match="did you mean `count.adjacent`") as raised:
        Checker.from_text('[rules]\n"count.adjecent" = "off"\n')
    assert (raised.value.file, raised.value.line) == ("factlint.toml", 2)


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        Checker(tmp_path / "nope.toml")
    assert raised.value.file == str(tmp_path / "nope.toml")
    assert "no such file" in str(raised.value).lower()
    with pytest.raises(ConfigError):
        factlint.check(SLIP, config=tmp_path / "nope.toml")


def test_a_configuration_that_is_no_toml() -> None:
    with pytest.raises(ConfigError) as raised:
        Checker.from_text("[rules\n")
    assert raised.value.line == 1


def test_a_rule_file_that_is_refused() -> None:
    broken = HOUSE.replace("forbid = ", "forbad = ")
    with pytest.raises(ConfigError) as raised:
        Checker.from_text('extend = ["house.toml"]\n', files={"house.toml": broken})
    assert raised.value.file is not None
    assert raised.value.file.endswith("house.toml")
    assert raised.value.line is not None
    assert "forbad" in str(raised.value)


def test_a_rule_file_that_is_missing() -> None:
    with pytest.raises(ConfigError) as raised:
        Checker.from_text('extend = ["house.toml"]\n')
    assert (raised.value.file, raised.value.line) == ("factlint.toml", 1)


def test_files_without_a_configuration() -> None:
    with pytest.raises(TypeError, match="from_text"):
        Checker(files={"house.toml": HOUSE})


def test_bytes_that_are_none_of_their_format() -> None:
    with pytest.raises(UnreadableError) as raised:
        factlint.check(b"no document", name="draft.docx")
    assert raised.value.file == "draft.docx"
    assert str(raised.value).startswith("draft.docx: ")
    with pytest.raises(UnreadableError):
        factlint.facts(b"no document", name="draft.docx")
    with pytest.raises(UnreadableError):
        factlint.check(b"%PDF-1.7\n")


def test_half_of_a_surrogate_pair() -> None:
    text = "One line.\nA lone \ud83d half."
    with pytest.raises(UnreadableError, match=r"U\+D83D is half of a surrogate pair") as raised:
        factlint.check(text, name="wire.txt")
    assert (raised.value.file, raised.value.line, raised.value.column) == ("wire.txt", 2, 8)
    for refused in (factlint.facts, factlint.fix):
        with pytest.raises(UnreadableError):
            refused(text)


def test_a_rule_that_does_not_exist() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean `count.adjacent`") as raised:
        factlint.explain("count.adjecent")
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, FactlintError)
    assert not str(raised.value).startswith("'")


@pytest.mark.parametrize("date", ["2024-02-30", "yesterday", "12 March 2024"])
def test_a_day_that_does_not_exist(date: str) -> None:
    with pytest.raises(ValueError, match="2024-03-12"):
        factlint.check(SLIP, date=date)
    with pytest.raises(ValueError, match="2024-03-12"):
        list(factlint.check_many([SLIP], date=date))


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="markdown"):
        factlint.check(SLIP, format="marckdown")
    with pytest.raises(ValueError, match="markdown"):
        list(factlint.check_many([SLIP], format="marckdown"))


@pytest.mark.parametrize("text", [None, 7, ["Ten sailors"], Path("draft.txt")])
def test_what_is_no_text(text: Any) -> None:
    for call in (factlint.check, factlint.facts, factlint.fix):
        with pytest.raises(TypeError, match="a text "):
            call(text)


def test_what_is_no_date() -> None:
    with pytest.raises(TypeError, match="date is of type int"):
        factlint.check(SLIP, date=20240312)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="date is of type time"):
        factlint.check(SLIP, date=datetime.time(9, 40))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [
        FactlintError("it is wrong", "a.toml", 3, 4),
        ConfigError("it is wrong", "a.toml", 3, 4, (("a.toml", 3, 4, "it is wrong"), ("b.toml", None, None, "so is it"))),
        UnreadableError("it is wrong", "a.docx"),
        UnknownRuleError("it is wrong"),
    ],
)
def test_errors_can_be_pickled(error: FactlintError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert (again.message, again.file, again.line, again.column) == (error.message, error.file, error.line, error.column)


def test_how_errors_are_told() -> None:
    assert str(FactlintError("it is wrong")) == "it is wrong"
    assert str(FactlintError("it is wrong", "a.toml")) == "a.toml: it is wrong"
    assert str(FactlintError("it is wrong", "a.toml", 3)) == "a.toml:3: it is wrong"
    assert str(FactlintError("it is wrong", "a.toml", 3, 4)) == "a.toml:3:4: it is wrong"
    both = ConfigError("it is wrong", "a.toml", 3, 4, (("a.toml", 3, 4, "it is wrong"), ("b.toml", None, None, "so is it")))
    assert str(both) == "a.toml:3:4: it is wrong\nb.toml: so is it"
    assert str(ConfigError("it is wrong", "a.toml", 3, 4)) == "a.toml:3:4: it is wrong"
