"""A text with its findings marked, as HTML for a notebook.

It is a fragment that is whole by itself: styles are inline, there is no script, nothing is loaded, and all that the text or
a rule says is escaped. Characters that would act or hide are shown as their code points, as in all reports of factlint. It
takes its colours of letters and background from the notebook, so that it is read in light and dark.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._model import Edit, Finding, Findings, Suppressed

MOST_TEXT = 50_000
"""So many code points of a text are shown."""
MOST_FINDINGS = 200
"""So many findings are shown."""
MOST_LINES = 6
"""So many findings at one place have a line each."""

LINES = {"error": "solid", "warning": "dashed", "info": "dotted"}
# They stand out from white as from near black.
COLOURS = {"error": ("#d32f2f", "211,47,47"), "warning": ("#b26a00", "255,160,0"), "info": ("#1976d2", "25,118,210")}

END = r"(?:\r\n|\n|\r(?!\n))"
PARAGRAPH = re.compile(rf"{END}(?:[^\S\r\n]*{END})+")
HIDDEN = re.compile(
    "[\0-\b\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def article(found: Findings) -> str:
    """The text with its marks, a note under the paragraph of each finding, and what is suppressed, folded."""
    text = found.text
    end = _end(text)
    shown = [(number, finding) for number, finding in enumerate(found, 1) if finding.start <= end][:MOST_FINDINGS]
    parts = [_summary(found)]
    parts += [f'<div style="margin:.3em 0"><b>note</b> {_line(note)}</div>' for note in found.notes]
    unnoted = shown
    for start, stop in _paragraphs(text, end):
        parts.append(f'<p style="margin:.7em 0 .3em;white-space:pre-wrap">{_marked(text, start, stop, shown)}</p>')
        parts += [_note(number, finding) for number, finding in unnoted if finding.start < stop]
        unnoted = [(number, finding) for number, finding in unnoted if finding.start >= stop]
    parts += [_note(number, finding) for number, finding in unnoted]
    parts.append(_left_out(len(text) - end, len(found) - len(shown)))
    parts.append(_suppressed(found.suppressed))
    style = "font-family:Georgia,'Times New Roman',serif;line-height:1.7;max-width:46em;text-align:left"
    return f'<div class="factlint" style="{style}">{"".join(parts)}</div>'


def _end(text: str) -> int:
    """Where the text ends that is shown: at the end of a paragraph, unless that is very long."""
    if len(text) <= MOST_TEXT:
        return len(text)
    ends = [blank.start() for blank in PARAGRAPH.finditer(text, MOST_TEXT // 2, MOST_TEXT)]
    return ends[-1] if ends else MOST_TEXT


def _paragraphs(text: str, end: int) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in PARAGRAPH.finditer(text, 0, end):
        if blank.start() > start:
            yield start, blank.start()
        start = blank.end()
    end = len(text[:end].rstrip())
    if start < end:
        yield start, end


def _marked(text: str, start: int, end: int, shown: list[tuple[int, Finding]]) -> str:
    """A paragraph in pieces, each with a line for every finding that it is in. So overlaps need no nesting."""
    within = [(number, finding) for number, finding in shown if finding.start <= end and finding.end >= start]
    labels = [label for _, finding in shown for label in finding.labels if label.start < end and label.end > start]
    places = [(finding.start, finding.end) for _, finding in within] + [(label.start, label.end) for label in labels]
    edges = sorted({start, end} | {at for place in places for at in place if start < at < end})
    out = [_sign(number, finding) for number, finding in within if finding.start == finding.end == start]
    for begin, stop in pairwise(edges):
        over = [finding for _, finding in within if finding.start <= begin and finding.end >= stop]
        labelled = any(label.start <= begin and label.end >= stop for label in labels)
        out.append(_piece(text[begin:stop], over, labelled))
        out += [_sign(number, finding) for number, finding in within if finding.end == stop]
    return "".join(out)


def _piece(words: str, over: list[Finding], labelled: bool) -> str:
    html = _lines(words)
    if labelled:
        html = f'<span style="border-bottom:1px solid #888">{html}</span>'
    # The lines of findings at one place lie under each other, the heaviest nearest to the words.
    heaviest = sorted(over, key=lambda finding: list(LINES).index(finding.severity))
    for depth, finding in enumerate(heaviest[:MOST_LINES]):
        colour, tint = COLOURS[finding.severity]
        background = f"background:rgba({tint},.16);" if depth == 0 else ""
        line = f"border-bottom:2px {LINES[finding.severity]} {colour};padding-bottom:{1 + 3 * depth}px"
        html = f'<span style="{background}{line}">{html}</span>'
    return html


def _sign(number: int, finding: Finding) -> str:
    colour, _ = COLOURS[finding.severity]
    style = (
        f"font:bold .7em sans-serif;border:1px {LINES[finding.severity]} {colour};border-radius:.6em;"
        "padding:0 .35em;margin:0 .15em"
    )
    return f'<sup style="{style}" title="{_line(finding.message)}">{number}</sup>'


def _note(number: int, finding: Finding) -> str:
    colour, _ = COLOURS[finding.severity]
    style = (
        f"border-left:4px {LINES[finding.severity]} {colour};padding:.1em .7em;margin:.25em 0 .25em 1em;"
        "font:.85em/1.5 sans-serif"
    )
    head = f"<b>{number} {finding.severity}</b> <code>{_line(finding.rule)}</code> {finding.line}:{finding.column}"
    rows = [f"<div>{head}</div>", f"<div>{_line(finding.message)}</div>"]
    if finding.labels:
        rows.append(f"<div>see: {'; '.join(_line(label.text) for label in finding.labels)}</div>")
    if finding.help:
        rows.append(f"<div><i>{_line(finding.help)}</i></div>")
    if finding.fix:
        made = "; ".join(_edit(finding, edit) for edit in finding.fix.edits)
        rows.append(f"<div>fix{'' if finding.fix.safe else ', to be looked at'}: {made}</div>")
    return f'<div style="{style}">{"".join(rows)}</div>'


def _edit(finding: Finding, edit: Edit) -> str:
    """What an edit does. Its old words are known where it lies in the words of the finding."""
    new = f"<ins>{_line(edit.text)}</ins>" if edit.text else ""
    if finding.start <= edit.start and edit.end <= finding.end:
        old = finding.words[edit.start - finding.start : edit.end - finding.start]
        return f"<del>{_line(old)}</del> {new}".strip() if old else new
    return new or "some words go"


def _summary(found: Findings) -> str:
    counts = [(severity, sum(finding.severity == severity for finding in found)) for severity in LINES]
    told = [
        f'<span style="border-bottom:2px {LINES[severity]} {COLOURS[severity][0]}">{_count(number, severity)}</span>'
        for severity, number in counts
        if number
    ]
    if found.suppressed:
        told.append(f"{len(found.suppressed)} suppressed")
    style = "font:.85em/1.6 sans-serif;border-bottom:1px solid #888;padding-bottom:.2em"
    return f'<div style="{style}">{", ".join(told) or "nothing found"}</div>'


def _left_out(characters: int, findings: int) -> str:
    told = []
    if characters:
        told.append(f"{characters:,} more characters")
    if findings:
        told.append(f"{findings:,} more finding{'' if findings == 1 else 's'}")
    if not told:
        return ""
    return f'<div style="font:.85em/1.6 sans-serif;border-top:1px solid #888">… not shown: {" and ".join(told)}</div>'


def _suppressed(suppressed: Iterable[Suppressed]) -> str:
    rows = [
        f"<li>{finding.finding.line}:{finding.finding.column} <code>{_line(finding.finding.rule)}</code> "
        f"{_line(finding.finding.message)}, by {'the text' if finding.by == 'inline' else 'the baseline'}"
        f"{': ' + _line(finding.reason) if finding.reason else ''}</li>"
        for finding in suppressed
    ]
    if not rows:
        return ""
    shown, more = rows[:MOST_FINDINGS], len(rows) - MOST_FINDINGS
    if more > 0:
        shown.append(f"<li>… {more:,} more</li>")
    return (
        '<details style="font:.85em/1.5 sans-serif;margin-top:.6em">'
        f"<summary>{len(rows)} suppressed</summary><ul>{''.join(shown)}</ul></details>"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _lines(text: str) -> str:
    """Text of several lines, inert."""
    return _inert(text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    """Text within a line, inert: a line end in it is shown too."""
    return _inert(text).replace("\n", escape(_point("\n")))


def _inert(text: str) -> str:
    return escape(HIDDEN.sub(lambda match: _point(match[0]), text))


def _point(character: str) -> str:
    return f"<U+{ord(character):04X}>"
