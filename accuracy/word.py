#!/usr/bin/env python3
"""Word and OpenDocument texts by the programs that write them: what factlint finds in them, and whether
both programs open what it has fixed, with the fix as the only change.

    pip install python-docx; apt install libreoffice-writer
    accuracy/word.py target/release/factlint

Makes a document with python-docx, has LibreOffice save it as .docx and as .odt, runs `check` and
`check --fix` on all three, and compares every part of the archives and every paragraph and run that the
programs see before and after. Ends with 1 if something differs that should not.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile

import docx

LEAD = ["Of the ", "the three tugs ", "that were sent, only one ", "could be used."]
FIXED = "Of the three tugs that were sent, only one could be used."
LAST = ["The owner, R&D Mar", "ine, said they ", "they had ", "23\u00a0000 euros.", " \u201cSo\u201d."]
FIXED_LAST = "The owner, R&D Marine, said they had 23\u00a0000 euros. \u201cSo\u201d."


def make(path):
    document = docx.Document()
    document.add_paragraph("Tugs sent to Mgarr", style="Title")
    document.add_paragraph("Tuesday, 12 March 2024")
    for runs in (LEAD, LAST):
        paragraph = document.add_paragraph()
        for i, text in enumerate(runs):
            paragraph.add_run(text).bold = bool(i % 2)
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


def seen(folder, path):
    """The text as LibreOffice reads it; of .docx also paragraphs and runs as python-docx reads them."""
    text = office(folder, "txt:Text (encoded):UTF8", path).decode("utf-8-sig")
    runs = []
    if path.endswith(".docx"):
        runs = [[(run.text, run.bold) for run in p.runs] for p in docx.Document(path).paragraphs]
    return text, runs


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return [(item.filename, archive.read(item)) for item in archive.infolist()]


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    binary, wrong = os.path.abspath(sys.argv[1]), []

    def hold(what, holds):
        if not holds:
            wrong.append(what)

    print("| document | findings | fixed | parts changed | runs changed, of all | opens in |")
    print("|---|--:|--:|---|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "made.docx")
        make(made)
        saved = {made: "python-docx"}
        for to, name in (("docx:Office Open XML Text", "office.docx"), ("odt", "office.odt")):
            path = os.path.join(folder, name)
            data = office(folder, to, made)
            with open(path, "wb") as f:
                f.write(data)
            saved[path] = "LibreOffice"
        for path, by in saved.items():
            name = os.path.basename(path)
            command = [binary, "check", "--no-config", "--format", "jsonl", path]
            found = [json.loads(line) for line in subprocess.run(command, capture_output=True).stdout.splitlines()]
            before, text = parts(path), seen(folder, path)
            done = subprocess.run([binary, "check", "--no-config", "--fix", "--no-track-changes", path], capture_output=True)
            after, now = parts(path), seen(folder, path)
            hold(f"{name}: the slips are found", [f["rule"] for f in found].count("text.doubled-word") == 2)
            hold(f"{name}: the fix ends well", done.returncode == 0)
            hold(f"{name}: the parts are the same", [n for n, _ in before] == [n for n, _ in after])
            changed = [n for (n, a), (_, b) in zip(before, after) if a != b]
            hold(f"{name}: one part is changed", len(changed) == 1)
            expected = text[0].replace("".join(LEAD), FIXED).replace("".join(LAST), FIXED_LAST)
            hold(f"{name}: LibreOffice reads the fixed text", text[0] != now[0] == expected)
            runs = [(a, b) for p, q in zip(text[1], now[1]) for a, b in zip(p, q)]
            differ = [(a, b) for a, b in runs if a != b]
            hold(f"{name}: the runs keep their looks", all(a[1] == b[1] for a, b in runs))
            hold(f"{name}: no run is lost", [len(p) for p in text[1]] == [len(q) for q in now[1]])
            told = f"{len(differ)} of {len(runs)}" if runs else "–"
            opens = "python-docx, LibreOffice" if runs else "LibreOffice"
            print(f"| `{name}`, by {by} | {len(found)} | 2 | `{', '.join(changed)}` | {told} | {opens} |")
    for what in wrong:
        print(f"does not hold: {what}", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
