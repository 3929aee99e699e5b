#!/usr/bin/env python3
"""Hostile files: what factlint says of each, its exit code, and the memory and the time it takes at most.

    accuracy/hostile.py target/release/factlint [--check]

Makes the files in a temporary folder, checks each together with a good one, and prints a table. With
--check it fails if a run takes more than MEMORY, does not end, ends with another code than it should, or
leaves the good file unchecked.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile

MEMORY = 400  # MiB
HANG = 300  # seconds, after which a run counts as one that does not end
SLIP = "They they were held at Mgarr.\n"


CHUNK = 1 << 20


def chunks(*parts):
    """(bytes, times) as pieces of about a MiB, so that this process stays small: what a child takes at
    most is counted from what its parent had."""
    for unit, times in parts:
        unit = unit.encode() if isinstance(unit, str) else unit
        once = max(1, CHUNK // len(unit))
        for _ in range(times // once):
            yield unit * once
        yield unit * (times % once)


def plain(*parts):
    def write(path):
        with open(path, "wb") as f:
            f.writelines(chunks(*parts))

    return write


def sparse(size):
    def write(path):
        with open(path, "wb") as f:
            f.truncate(size)

    return write


def gz(*parts, cut=0):
    def write(path):
        with gzip.open(path, "wb") as f:
            f.writelines(chunks(*parts))
        if cut:
            os.truncate(path, os.path.getsize(path) - cut)

    return write


def zst(*parts):
    def write(path):
        with open(path, "wb") as f, subprocess.Popen(["zstd", "-q", "-c"], stdin=subprocess.PIPE, stdout=f) as z:
            z.stdin.writelines(chunks(*parts))

    return write


def docx(*document, more=(), cut=False):
    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open("word/document.xml", "w", force_zip64=True) as part:
                for chunk in chunks(*document):
                    part.write(chunk)
            for name in more:
                archive.writestr(name, "x")
        if cut:
            os.truncate(path, os.path.getsize(path) // 2)

    return write


def cases():
    """Name of the file, what it is, what writes it, and the exit code; of the good file alone it is 1."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start, end = f'<w:document xmlns:w="{space}"><w:body>', "</w:body></w:document>"
    text, closed = "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"
    good = [(start + text + SLIP + closed + end, 1)]
    entity = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    names = ["../../etc/cron.d/x", "/etc/x", "C:\\x"]
    record = '{"body": "%s"}\n' % SLIP.strip()
    yield "bomb.docx", "a part of 2 GiB, packed", docx((start + text, 1), ("a", 1 << 31), (closed + end, 1)), 2
    yield "deep.docx", "a million open elements", docx((start, 1), ("<w:p>", 10**6), (end, 1)), 2
    yield "entity.docx", "entities that expand", docx((entity + start + text + "&b;" + closed + end, 1)), 2
    yield "cut.docx", "an archive that is cut off", docx(*good, cut=True), 2
    yield "names.docx", "members named `../../x` and `/etc/x`", docx(*good, more=names), 1
    yield "bomb.txt.gz", "2 GiB of zeros, packed", gz((b"\0", 1 << 31)), 2
    if shutil.which("zstd"):
        yield "bomb.md.zst", "2 GiB of one letter, packed", zst(("a", 1 << 31)), 2
    yield "bomb.jsonl.gz", "a record of 2 GiB, packed", gz(('{"body":"', 1), ("a", 1 << 31)), 2
    yield "empty.jsonl.gz", "16 million empty records, packed", gz(("{}\n", 1 << 24)), 2
    yield "cut.jsonl.gz", "packed records that are cut off", gz((record, 1000), cut=20), 2
    yield "deep.json", "four million open brackets", plain(("[", 4 << 20)), 1
    yield "deep.jsonl", "a record with a million open brackets", plain(('{"body": ', 1), ("[", 10**6)), 2
    yield "quote.csv", "a quotation mark that is not closed, and 64 MiB", plain(('body\n"', 1), ("a,\n", 21 << 20)), 2
    yield "deep.html", "a million open elements", plain(("<div>", 10**6), (SLIP, 1)), 1
    yield "attribute.html", "an attribute of 32 MiB", plain(('<p title="', 1), ("a", 32 << 20)), 1
    yield "references.html", "eight million character references", plain(("&amp;", 8 << 20)), 1
    yield "attributes.html", "a tag of 200,000 attributes", plain(("<p ", 1), ('a="" ', 200_000), (">" + SLIP, 1)), 1
    yield "deep.nitf", "a million open elements", plain(("<nitf>", 1), ("<block>", 10**6)), 2
    yield "entity.rss", "entities that expand", plain((entity + "<rss><channel><item><title>&b;", 1)), 2
    yield "open.rss", "an item that is not closed, and 64 MiB", plain(("<rss><item><title>", 1), ("a ", 32 << 20)), 2
    item = "<item><title>Two held</title><description>%s</description></item>\n" % SLIP.strip()
    yield "items.rss", "a feed of 100,000 items", plain(("<rss><channel>", 1), (item, 10**5), ("</channel></rss>", 1)), 1
    yield "list.json", "a list of 100,000 records in an object", plain(('{"items": [', 1), (record.strip() + ",", 10**5)), 1
    yield "deep.rtf", "a million open groups", plain(("{\\rtf1 ", 1), ("{", 10**6)), 2
    yield "notes.rtf", "200,000 footnotes", plain(("{\\rtf1 ", 1), ("{\\footnote a}", 200_000)), 1
    yield "marks.adoc", "a paragraph of a million marks that are not closed", plain(("*a _b ", 500_000)), 1
    yield "marks.rst", "the same in reStructuredText", plain(("*a `b |c ", 300_000)), 1
    parts = "--x\nContent-Type: multipart/mixed; boundary=x\n\n"
    yield "parts.eml", "a message of 100,000 parts in each other", plain(("Received: x\n" + parts, 1), (parts, 100_000)), 2
    attached = "Received: x\nSubject: Two\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    yield "base64.eml", "a message of 6 MiB in base64", plain((attached, 1), ("VGhlIHRoZSBmZXJyeS4g", 300_000)), 1
    lone = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    yield "bomb.warc.gz", "an answer of 2 GiB, packed", gz((lone % (1 << 31), 1), (b"\0", 1 << 31)), 1
    yield "zeros.txt", "64 MiB of zeros", plain((b"\0", 64 << 20)), 2
    yield "sparse.txt", "a file of 2 GiB with nothing in it", sparse(2 << 30), 2
    yield "brackets.txt", "200,000 brackets without words", plain(("( ", 200_000)), 1
    yield "one-line.txt", "a line of 8 MiB without a space", plain(("a", 8 << 20)), 1
    # Texts of which each sentence or figure could be held against each other one.
    figures = "12 boats in Malta, "
    yield "figures.txt", "a sentence of 60,000 figures", plain((figures, 60_000), ("and 3 in Gozo.\n", 1)), 1
    whole = "The yard sold nine boats: five in Malta and four in Gozo. "
    yield "parts.txt", "a paragraph of 60,000 wholes with their parts", plain((whole, 60_000)), 1
    rest = "Of 9 sailors, 12 were hurt, 5 from Malta, the other 3 lost and the rest, two, saved. "
    yield "rests.txt", "a paragraph of 20,000 wholes with what is left of them", plain((rest, 20_000)), 1
    shares = "Oaks are 51 per cent of the wood, elms 27 per cent and the rest 31 per cent. "
    yield "shares.txt", "a paragraph of 20,000 wholes with their shares", plain((shares, 20_000)), 1
    names = "Five sailors, Ana Borg, Karl Vella and Rita Galea, sailed to three ports: Lille and Ghent. Both came home. "
    yield "lists.txt", "a paragraph of 20,000 lists", plain((names, 20_000)), 1


def run(binary, folder, name):
    """Message, exit code, MiB, seconds of processor, and whether the good file was checked."""
    out = os.path.join(folder, "out")
    with open(out, "wb") as stdout, open(out + ".err", "wb") as stderr:
        arguments = [binary, "check", "--no-config", "--format", "compact", name, "good.txt"]
        child = subprocess.Popen(arguments, cwd=folder, stdout=stdout, stderr=stderr)
        hang = threading.Timer(HANG, child.kill)
        hang.start()
        _, status, usage = os.wait4(child.pid, 0)
        hang.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    with open(out + ".err", encoding="utf-8", errors="replace") as f:
        errors = f.read().strip().splitlines()
    with open(out, encoding="utf-8", errors="replace") as f:
        lines = f.read().splitlines()
    said = errors[0].split(": ", 2)[-1] if errors else ""
    if len(errors) > 1:
        said += f" (and {len(errors) - 1} more lines)"
    checked = any(line.startswith("good.txt:") for line in lines)
    return said, child.returncode, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, checked


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    binary, wrong = os.path.abspath(sys.argv[1]), []
    print("| file | exit code | peak memory, MiB | processor, s | message |")
    print("|---|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "good.txt"), "w", encoding="utf-8") as f:
            f.write(SLIP)
        for name, what, write, code in cases():
            write(os.path.join(folder, name))
            said, ended, memory, seconds, checked = run(binary, folder, name)
            os.remove(os.path.join(folder, name))
            print(f"| `{name}`: {what} | {ended} | {memory:.0f} | {seconds:.1f} | {said or '–'} |", flush=True)
            if memory > MEMORY or ended != code or not checked:
                wrong.append(name)
    if wrong:
        print(f"not as it should be: {', '.join(wrong)}", file=sys.stderr)
        return 1 if "--check" in sys.argv[2:] else 0
    return 0


sys.exit(main())
