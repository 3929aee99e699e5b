#!/usr/bin/env python3
"""Documents that factlint has commented, and fixed with tracked changes, as Word processors see them.

    pip install "python-docx>=1.2"; apt install libreoffice-writer
    tests/word.py target/release/factlint

Makes a document with python-docx and has LibreOffice save it as another. Both are commented and fixed; then
python-docx and LibreOffice must open them, see each comment and change, and see nothing else changed. Ends
with 1 if something differs that should not.
"""

import os
import re
import subprocess
import sys
import tempfile
import zipfile

import docx

SLIPS = [["Of the ", "the three tugs ", "that were sent , only ", "one could be used."], ["It sank and ", "and", " was lost."]]
FIXED = ["Of the three tugs that were sent, only one could be used.", "It sank and was lost."]
# What is deleted and inserted: "the " or "the", " ", "and ".
GONE = 3


def make(path):
    document = docx.Document()
    document.add_paragraph("Tugs sent to Mgarr", style="Title")
    document.add_paragraph("Tuesday, 12 March 2024")
    for runs in SLIPS:
        paragraph = document.add_paragraph()
        for i, text in enumerate(runs):
            run = paragraph.add_run(text)
            run.bold, run.italic = bool(i % 2), i == 2
    first = document.paragraphs[2].runs[0]
    document.add_comment([first], text="Is this so?", author="Ana Borg", initials="AB")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Boats", "12"
    document.save(path)


def office(folder, to, path):
    """What LibreOffice makes of a file."""
    out = os.path.join(folder, "out")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", to]
    subprocess.run([*command, "--outdir", out, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    name = os.path.splitext(os.path.basename(path))[0] + "." + to.split(":")[0]
    with open(os.path.join(out, name), "rb") as f:
        return f.read()


def as_text(folder, path):
    return office(folder, "txt:Text (encoded):UTF8", path).decode("utf-8-sig")


def as_xml(folder, path):
    return office(folder, "fodt", path).decode("utf-8")


def letters(path):
    """Each letter of the paragraphs with its looks, as python-docx reads them."""
    looks = lambda run: (bool(run.bold), bool(run.italic))
    return [[(c, looks(run)) for run in p.runs for c in run.text] for p in docx.Document(path).paragraphs]


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def without_changes(path, to, accepted):
    """A copy with its tracked changes accepted or rejected."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as copy:
        for item in archive.infolist():
            data = archive.read(item)
            if item.filename == "word/document.xml":
                gone, kept = ("del", "ins") if accepted else ("ins", "del")
                text = re.sub(rf"<w:{gone} [^>]*>.*?</w:{gone}>", "", data.decode("utf-8"), flags=re.DOTALL)
                text = re.sub(rf"</?w:{kept}( [^>]*)?>", "", text).replace("w:delText", "w:t")
                data = text.encode("utf-8")
            copy.writestr(item.filename, data)


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    binary, wrong, held = os.path.abspath(sys.argv[1]), [], 0

    def hold(what, holds):
        nonlocal held
        held += 1
        if not holds:
            wrong.append(what)

    def run(*arguments):
        done = subprocess.run([binary, "check", "--no-config", "--fail-on", "never", *arguments], capture_output=True, text=True)
        if done.returncode or done.stderr.strip():
            wrong.append(f"{arguments}: {done.returncode} {done.stderr.strip()}")
        return done.stdout

    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "made.docx")
        make(made)
        saved = os.path.join(folder, "office.docx")
        with open(os.path.join(folder, "made2.docx"), "wb") as f, open(made, "rb") as original:
            f.write(original.read())
        data = office(folder, "docx:Office Open XML Text", os.path.join(folder, "made2.docx"))
        with open(saved, "wb") as f:
            f.write(data)
        for path in (made, saved):
            name = os.path.basename(path)
            findings = len(run("--format", "compact", path).splitlines())
            text, before, parts = as_text(folder, path), letters(path), members(path)
            hold(f"{name}: slips are found", findings >= 3)

            commented = path.replace(".docx", "-commented.docx")
            run("--format", "compact", "--output", f"docx-comments={commented}", path)
            document = docx.Document(commented)
            authors = [comment.author for comment in document.comments]
            hold(f"{name}: python-docx sees the comments", authors.count("factlint") == findings)
            hold(f"{name}: those of others stay", authors.count("Ana Borg") == 1)
            numbers = [comment.comment_id for comment in document.comments]
            hold(f"{name}: numbers differ", len(set(numbers)) == len(numbers))
            hold(f"{name}: a comment has three paragraphs",
                 all(len(c.paragraphs) == 3 for c in document.comments if c.author == "factlint"))
            hold(f"{name}: letters keep their looks", letters(commented) == before)
            hold(f"{name}: LibreOffice reads the same text", as_text(folder, commented) == text)
            xml = as_xml(folder, commented)
            seen = re.findall(r"<office:annotation [^>]*>.*?</office:annotation>", xml, re.DOTALL)
            hold(f"{name}: LibreOffice sees the comments",
                 sum("<dc:creator>factlint</dc:creator>" in one for one in seen) == findings)
            ends = len(re.findall(r"<office:annotation-end ", xml))
            hold(f"{name}: and where they end", ends >= findings)
            touched = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
            now = members(commented)
            hold(f"{name}: other parts stay", all(now[n] == parts[n] for n in parts if n not in touched))

            plain = path.replace(".docx", "-plain.docx")
            tracked = path.replace(".docx", "-tracked.docx")
            for to, flags in ((plain, ["--no-track-changes"]), (tracked, [])):
                with open(path, "rb") as a, open(to, "wb") as b:
                    b.write(a.read())
                run("--fix", *flags, to)
            hold(f"{name}: the fixed text", all(line in as_text(folder, plain) for line in FIXED))
            xml = as_xml(folder, tracked)
            changes = re.findall(r"<text:changed-region .*?</text:changed-region>", xml, re.DOTALL)
            by = [one for one in changes if "<dc:creator>factlint</dc:creator>" in one]
            hold(f"{name}: LibreOffice sees what goes", sum("<text:deletion" in one for one in by) >= GONE)
            hold(f"{name}: each change has its author", len(by) == len(changes) > 0)
            for accepted, like in ((True, plain), (False, path)):
                copy = path.replace(".docx", f"-{accepted}.docx")
                without_changes(tracked, copy, accepted)
                what = "accepted" if accepted else "rejected"
                hold(f"{name}: with all changes {what} LibreOffice reads the text", as_text(folder, copy) == as_text(folder, like))
                if not accepted:
                    hold(f"{name}: letters keep their looks with all changes rejected", letters(copy) == before)
            docx.Document(tracked)
            with open(tracked, "rb") as f:
                once = f.read()
            run("--fix", tracked)
            with open(tracked, "rb") as f:
                hold(f"{name}: a second fix changes nothing", f.read() == once)
            now = members(tracked)
            hold(f"{name}: one part is changed", [n for n in parts if now[n] != parts[n]] == ["word/document.xml"])
    for what in wrong:
        print(f"does not hold: {what}", file=sys.stderr)
    print(f"Word: {held} statements, {len(wrong)} of them do not hold")
    return 1 if wrong else 0


sys.exit(main())
