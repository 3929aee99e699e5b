"""The text with its marks, as a notebook shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import factlint
import pytest
from articles import CLEAN, FERRY
from factlint import Edit, Finding, Findings, Fix, Label, Rule, Suppressed, _html

VOID = {"br", "hr", "img", "input", "link", "meta"}
SHOWN = {"b", "code", "del", "details", "div", "i", "ins", "li", "p", "pre", "span", "summary", "sup", "ul"}


class Reader(HTMLParser):
    """Reads HTML that is well formed: what it shows, its elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.paragraphs: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], "all elements are closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        self.open.append(tag)
        self.elements.append((tag, dict(attrs)))
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "elements end in order"

    def handle_data(self, data: str) -> None:
        self.shown.append(data)
        if "p" in self.open and "sup" not in self.open:
            self.paragraphs[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("there is no comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("there is no declaration")


def read(html: str) -> Reader:
    """The HTML, which must be inert: no script, nothing loaded, no element but those that show."""
    reader = Reader(html)
    for tag, attributes in reader.elements:
        assert tag in SHOWN, tag
        assert attributes.keys() <= {"class", "style", "title"}, attributes
        style = attributes.get("style") or ""
        assert not re.search(r"url|expression|import|position", style), style
    return reader


def finding(text: str, words: str, *, at: int | None = None, severity: Any = "error", **more: Any) -> Finding:
    start = text.index(words) if at is None else at
    values: dict[str, Any] = {"message": "it is wrong", "help": None, "labels": (), "fix": None, **more}
    end = start + len(words)
    return Finding(
        "some.rule", severity, values["message"], values["help"], 1, words, start, end, start, end, 1, start + 1,
        values["labels"], values["fix"], "0" * 16,
    )  # fmt: skip


def marks(html: str, words: str) -> list[str]:
    """The lines under the piece that has these words, from the innermost."""
    [piece] = re.findall(rf"((?:<span[^>]*>)+){re.escape(words)}</span>", html)
    return re.findall(r"border-bottom:\dpx (\w+) #", piece)[::-1]


def test_an_article_with_its_findings() -> None:
    html = factlint.check(FERRY)._repr_html_()
    reader = read(html)
    assert reader.paragraphs == FERRY.strip().split("\n\n")
    shown = "".join(reader.shown)
    assert shown.startswith("3 errors")
    for told in ("count.headline", "1:1", '"the" stands twice', "delete one", "see: 8 here", "3 error"):
        assert told in shown
    # The note stands under the paragraph of its finding.
    assert html.index("the the") < html.index("text.doubled-word")
    assert html.index("count.headline") < html.index("Source: Harbour Gazette")


def test_an_article_without_findings() -> None:
    reader = read(factlint.check(CLEAN)._repr_html_())
    assert "".join(reader.shown) == f"nothing found{CLEAN}"
    assert "".join(read(Findings()._repr_html_()).shown) == "nothing found"


def test_severity_is_a_colour_and_a_line() -> None:
    text = "One boat, two boats, three boats."
    found = Findings(
        [finding(text, "One"), finding(text, "two", severity="warning"), finding(text, "three", severity="info")], text=text
    )
    html = found._repr_html_()
    read(html)
    assert [marks(html, words) for words in ("One", "two", "three")] == [["solid"], ["dashed"], ["dotted"]]
    assert "1 error, 1 warning, 1 info" in re.sub("<[^>]*>", "", html)


def test_findings_that_overlap() -> None:
    text = "The nine seven sailors of Marsa."
    found = Findings(
        [
            finding(text, "nine seven"),
            finding(text, "seven sailors of", severity="warning"),
            finding(text, "sailors", severity="info", labels=(Label(27, 32, 27, 32, "there"),)),
        ],
        text=text,
    )
    html = found._repr_html_()
    reader = read(html)
    assert reader.paragraphs == [text]
    assert marks(html, "nine ") == ["solid"]
    assert marks(html, "seven") == ["solid", "dashed"]
    assert marks(html, "sailors") == ["dashed", "dotted"]
    assert marks(html, " of") == ["dashed"]
    # Numbers stand where findings end: "seven" 1, "sailors" 3, "of" 2.
    assert re.findall(r"<sup[^>]*>(\d)</sup>", html) == ["1", "3", "2"]


def test_many_findings_at_one_place() -> None:
    text = "The boat."
    found = Findings([finding(text, "boat") for _ in range(300)], text=text)
    html = found._repr_html_()
    reader = read(html)
    assert reader.paragraphs == [text]
    assert "100 more findings" in html
    assert len(html) < 300_000


def test_a_place_without_words() -> None:
    for at in (0, 4, 9):
        text = "The boat."
        html = Findings([finding(text, "", at=at)], text=text)._repr_html_()
        assert read(html).paragraphs == [text]
        assert html.count("<sup") == 1
        assert "some.rule" in html


def test_a_finding_over_several_paragraphs() -> None:
    text = "One boat.\n\nTwo boats.\n\nThree boats."
    found = Findings([finding(text, "boat.\n\nTwo boats.\n\nThree")], text=text)
    html = found._repr_html_()
    assert read(html).paragraphs == text.split("\n\n")
    assert html.count("<sup") == 1
    assert html.count("<code>some.rule</code>") == 1
    assert marks(html, "Two boats.") == ["solid"]


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><img src=x onerror=alert(1)>",
    "<!-- factlint -->",
    '" onmouseover="alert(1)',
    "' style='position:fixed",
    "&lt;b&gt; &#60;i&#62; &",
    "<![CDATA[x]]>",
    "]]>",
    "\u202egnp.exe",
    "a\u200bb\u2066c\ufeffd",
    "\x1b[31mred\x07\x00\x08",
    "javascript:alert(1)",
    "${alert(1)} {{7*7}} $$x$$ `x`",
    "</textarea></style></title>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_others_wrote_is_inert(hostile: str) -> None:
    text = f"One {hostile} boat.\n\n{hostile}"
    found = Findings(
        [
            finding(
                text,
                hostile,
                message=hostile,
                help=hostile,
                labels=(Label(0, 3, 0, 3, hostile),),
                fix=Fix(False, (Edit(4, 4 + len(hostile), 4, 5, hostile),)),
            )
        ],
        text=text,
        suppressed=[Suppressed(finding(text, "One", message=hostile), "inline", hostile)],
        notes=[hostile],
    )
    reader = read(found._repr_html_())
    shown = "".join(reader.shown)
    inert = _html.HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", hostile)
    # In two paragraphs, and as note, message, label, help, before and after, and suppressed with its reason.
    assert shown.count(inert) == 10
    assert reader.paragraphs == [f"One {inert} boat.", inert]
    assert not _html.HIDDEN.search(shown)
    rule = Rule("some.rule", "error", "error", hostile, hostile, hostile)
    read(rule._repr_html_())


def test_hostile_texts_that_are_checked() -> None:
    for hostile in HOSTILE:
        # A text with a NUL in it is refused as a binary file.
        hostile = hostile.replace("\0", "")
        found = factlint.check(f"{hostile}\n\n{FERRY}\n\n{hostile}", format="text")
        assert found
        read(found._repr_html_())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = f"One boat.{end}Two boats.{end} {end}Three boats.{end}"
    reader = read(Findings([finding(text, "Three")], text=text)._repr_html_())
    assert reader.paragraphs == ["One boat.\nTwo boats.", "Three boats."]


def test_a_long_text_says_what_is_left_out() -> None:
    paragraphs = [f"Boat {at} came to Marsa and left for Gozo again." for at in range(3000)]
    text = "\n\n".join(paragraphs)
    found = Findings([finding(text, "Boat 3 "), finding(text, "Boat 2999 ")], text=text)
    html = found._repr_html_()
    reader = read(html)
    shown = "\n\n".join(reader.paragraphs)
    assert text.startswith(shown)
    assert reader.paragraphs == paragraphs[: len(reader.paragraphs)]
    assert 25_000 < len(shown) <= 50_000
    assert f"{len(text) - len(shown):,} more characters and 1 more finding<" in html
    assert "2 errors" in html


def test_a_long_paragraph_is_cut() -> None:
    text = "boat " * 20_000
    html = Findings([finding(text, "boat", at=70_000)], text=text)._repr_html_()
    assert "50,000 more characters and 1 more finding<" in html
    read(html)


def test_what_is_suppressed_is_folded() -> None:
    text = "The the boat."
    found = Findings(text=text, suppressed=[Suppressed(finding(text, "The the"), "baseline", None)])
    html = found._repr_html_()
    read(html)
    assert "<details" in html
    assert "by the baseline" in html
    assert "1 suppressed" in html
