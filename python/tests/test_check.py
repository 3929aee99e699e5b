"""One text: findings, their places, facts, fixes and rules."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import unicodedata

import factlint
import pytest
from articles import CLEAN, FERRY, SLIP
from factlint import Edit, Finding, Findings, Label


def said(findings: Findings) -> list[tuple[str, str]]:
    return [(finding.rule, finding.words) for finding in findings]


def hold(text: str, findings: Findings) -> None:
    """All places of the findings are those of their words, in code points, bytes, lines and columns."""
    encoded = text.encode()
    for finding in findings:
        assert text[finding.start : finding.end] == finding.words
        assert encoded[finding.start_byte : finding.end_byte].decode() == finding.words
        before = text[: finding.start]
        assert finding.line == before.count("\n") + 1
        assert finding.column == finding.start - (before.rfind("\n") + 1) + 1
        parts: list[Label | Edit] = [*finding.labels, *(finding.fix.edits if finding.fix else ())]
        for part in parts:
            assert encoded[part.start_byte : part.end_byte].decode() == text[part.start : part.end]


def test_findings_say_what_is_wrong_and_where() -> None:
    findings = factlint.check(FERRY)
    assert said(findings) == [
        ("count.headline", "Ten sailors"),
        ("date.weekday", "Monday, 12 March"),
        ("text.doubled-word", "the the"),
    ]
    hold(FERRY, findings)
    first, _, last = findings
    assert first.message == "the headline says Ten sailors, but the lead says Eight sailors"
    assert first.severity == "error"
    assert first.help == "check the figure, then correct the one that is wrong"
    assert first.article == 1
    assert [label.text for label in first.labels] == ["8 here"]
    assert FERRY[first.labels[0].start : first.labels[0].end] == "Eight sailors"
    assert first.fix is None
    assert last.fix is not None
    assert last.fix.safe
    assert [edit.text for edit in last.fix.edits] == ["the"]
    assert str(last) == '9:4: error text.doubled-word "the" stands twice'
    assert str(findings).count("\n") == 2


def test_findings_are_a_list_with_the_text() -> None:
    findings = factlint.check(FERRY)
    assert isinstance(findings, list)
    assert findings.text == FERRY
    assert [(FERRY[a.start : a.end].strip(), a.title) for a in findings.articles] == [
        (FERRY.strip(), "Ten sailors rescued as ferry loses power off Gozo")
    ]
    assert findings.suppressed == ()
    assert findings.notes == ()
    assert len(findings.errors) == 3
    assert not factlint.check(CLEAN)
    assert all(isinstance(finding, Finding) for finding in findings)
    with pytest.raises(AttributeError):
        findings[0].rule = "other.rule"  # type: ignore[misc]


def test_all_is_plain_values() -> None:
    findings = factlint.check(FERRY)
    told = json.loads(json.dumps(findings.to_dict()))
    assert told == findings.to_dict()
    assert told["findings"][2]["fix"]["edits"][0]["text"] == "the"
    assert list(told) == ["findings", "suppressed", "notes", "articles", "text"]
    fact = factlint.facts(FERRY)[0]
    assert json.loads(json.dumps(fact.to_dict())) == fact.to_dict()
    rule = factlint.explain("count.headline")
    assert json.loads(json.dumps(rule.to_dict()))["id"] == "count.headline"


def test_findings_can_be_pickled_copied_and_hashed() -> None:
    findings = factlint.check(FERRY)
    for again in (pickle.loads(pickle.dumps(findings)), copy.deepcopy(findings)):
        assert isinstance(again, Findings)
        assert again == findings
        assert again.to_dict() == findings.to_dict()
        assert set(again) == set(findings)
    for fact in factlint.facts(FERRY):
        assert hash(fact) == hash(pickle.loads(pickle.dumps(fact)))


@pytest.mark.parametrize(
    "before",
    [
        "Ship 🚢 and harbour ⚓. ",
        "The Żebbuġ crew, 𝕿𝖊𝖓 of them. ",
        unicodedata.normalize("NFD", "Café Ċirkewwa opened. "),
        "Two lines.\nOne more.\n\n",
        "Two lines.\r\nOne more 🚢.\r\n\r\n",
        "\ufeffA mark of order. ",
        "No-break\u00a0space and\u2009thin. ",
        "👩🏽‍✈️ and 🇲🇹 stood by. ",
    ],
)
def test_places_are_indices_of_the_text(before: str) -> None:
    text = before + SLIP + " 🚢 Of the the three tugs one was used."
    findings = factlint.check(text)
    assert findings.text == text
    assert ("count.adjacent", "nine seven") in said(findings)
    assert ("text.doubled-word", "the the") in said(findings)
    hold(text, findings)
    for fact in factlint.facts(text):
        assert text[fact.start : fact.end] == fact.text
        assert text.encode()[fact.start_byte : fact.end_byte].decode() == fact.text


def test_bytes_are_a_file() -> None:
    page = "<!doctype html><html><body><article><h1>Ferry</h1><p>Rescuers found the <b>nine seven</b> sailors at dawn.</p>"
    findings = factlint.check(page.encode(), name="ferry.html")
    assert ("count.adjacent", "nine seven") in said(findings)
    assert "<b>" not in findings.text
    hold(findings.text, findings)
    assert said(factlint.check(SLIP.encode())) == said(factlint.check(SLIP))
    assert said(factlint.check(bytearray(SLIP.encode()))) == said(factlint.check(SLIP))


def test_format_is_that_of_the_name_or_the_one_asked_for() -> None:
    markdown = "# Ferry\n\nRescuers found the **nine** seven sailors at dawn.\n"
    named = factlint.check(markdown, name="ferry.md")
    asked = factlint.check(markdown, format="markdown")
    assert [finding.rule for finding in named] == [finding.rule for finding in asked] == ["count.adjacent"]
    assert asked[0].words == markdown[asked[0].start : asked[0].end] or asked.text != markdown


def test_day_of_publication() -> None:
    text = "Ferry loses power off Gozo\n\nThe ferry lost power on Monday, 12 March, Karl Vella said."
    rules = [finding.rule for finding in factlint.check(text, date="2024-03-12")]
    assert rules == ["date.weekday"]
    day = datetime.date(2024, 3, 12)
    assert [f.rule for f in factlint.check(text, date=day)] == rules
    evening = datetime.datetime(2024, 3, 12, 21, 40)
    assert [f.rule for f in factlint.check(text, date=evening)] == rules


def test_several_articles() -> None:
    text = f"One ferry\n\nSource: Harbour Gazette\n\n{SLIP}\n\nTwo ferries\n\nSource: Gozo Gazette\n\n{SLIP}\n"
    findings = factlint.check(text)
    assert [finding.article for finding in findings if finding.rule == "count.adjacent"] == [1, 2]
    assert [article.title for article in findings.articles] == ["One ferry", "Two ferries"]


def test_suppressed_findings_have_their_reason() -> None:
    text = "<!-- factlint-ignore text.doubled-word: as it was sung -->\n\nLa la, sang the the crew.\n"
    findings = factlint.check(text, format="markdown")
    assert "text.doubled-word" not in [finding.rule for finding in findings]
    [suppressed] = findings.suppressed
    assert (suppressed.finding.rule, suppressed.by, suppressed.reason) == ("text.doubled-word", "inline", "as it was sung")
    assert json.loads(json.dumps(findings.to_dict()))["suppressed"][0]["reason"] == "as it was sung"


def test_empty_text_has_no_findings() -> None:
    findings = factlint.check("")
    assert findings == []
    assert findings.text == ""


def test_facts() -> None:
    facts = factlint.facts("Karl Vella, 44, sailed on 3 May 2024.")
    date = next(fact for fact in facts if fact.kind == "date")
    assert date.text == "3 May 2024"
    assert (date.attributes["year"], date.attributes["valid"]) == ("2024", True)
    assert (date.line, date.column, date.article) == (1, 27, 1)
    assert {fact.kind for fact in facts} >= {"person", "age", "date"}


def test_fix() -> None:
    fixed = factlint.fix(FERRY)
    assert fixed.count == 1
    assert "Of the three tugs" in fixed.text
    text, count = factlint.fix(CLEAN)
    assert (text, count) == (CLEAN, 0)
    assert factlint.fix(CLEAN).to_dict() == {"text": CLEAN, "count": 0}


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    text = "The alarm was raised on Monday, 12 March 2024."
    assert factlint.fix(text).count == 0
    fixed = factlint.fix(text, unsafe=True)
    assert fixed.count == 1
    assert fixed.text == "The alarm was raised on Tuesday, 12 March 2024."


def test_rules() -> None:
    rules = {rule.id: rule for rule in factlint.rules()}
    assert rules["count.headline"].severity == "error"
    assert rules["count.headline"].level == "error"
    assert list(rules) == sorted(rules)
    rule = factlint.explain("count.adjacent")
    assert rule.summary == "Two numerals stand side by side before one noun"
    assert rule.text.startswith("count.adjacent (error)\n")
    assert str(rule) == rule.text
    assert "<pre" in rule._repr_html_()


def test_version() -> None:
    assert factlint.__version__.count(".") == 2
    assert set(factlint.__all__) <= set(dir(factlint))
