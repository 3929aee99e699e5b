"""What the scripts share: texts, a run of factlint, tables, and the generated parts of a page."""

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

# What is planted, by kind.
KINDS = {
    "weekday": "a weekday that is not the date's",
    "impossible-date": "a day that does not exist",
    "reversed-range": "a period that ends before it begins",
    "age": "two ages of one person",
    "name-drift": "a name in two spellings",
    "acronym-slip": "an acronym with its letters changed round",
    "doubled-word": "a doubled word",
    "doubled-number": "two numerals side by side",
    "word-digit": "a number in words and another in digits: \"ten (12)\"",
    "number-format": "misplaced commas in a number",
    "headline-count": "a count that differs from headline to text",
    "headline-money": "an amount that differs from headline to text",
    "sum": "parts that do not make the whole",
    "list-count": "a list of another length than stated",
    "percent": "shares of more than the whole",
    "sum-control": "parts that make the whole",
    "list-control": "a list as long as stated",
    "percent-control": "shares that make the whole",
}


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def json_lines(path):
    """The objects of a file of JSON lines, plain or .gz."""
    opener = gzip.open if path.endswith(".gz") else open
    rows = []
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as f:
            for number, line in enumerate(f, 1):
                if line.strip():
                    rows.append(json.loads(line))
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    except ValueError as error:
        fail(f"{path}:{number}: {error}" if rows else f"{path}: {error}")
    return rows


def plain_id(article):
    """An id that is no title: of one that is made of the words of a title, its folder and a digest."""
    folder, slash, name = article.rpartition("/")
    words = name.count("-") >= 3 and not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", name)
    return folder + slash + hashlib.sha256(name.encode()).hexdigest()[:12] if words else article


def read_texts(path):
    """{article: text} of JSON lines with id and text, or of a folder of .txt files."""
    texts = {}
    if not os.path.isdir(path):
        for number, row in enumerate(json_lines(path), 1):
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                fail(f"{path}: object {number} has no text")
            article = str(row.get("id", number))
            if article in texts:
                fail(f"{path}: two texts have the id {article}")
            texts[article] = row["text"]
        return texts
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(".txt"):
                continue
            file = os.path.join(folder, name)
            try:
                with open(file, encoding="utf-8", newline="") as f:
                    texts[os.path.relpath(file, path)[: -len(".txt")].replace(os.sep, "/")] = f.read()
            except UnicodeDecodeError:
                print(f"{file}: not UTF-8, left out", file=sys.stderr)
    return texts


def write_texts(folder, texts):
    """Writes each text to a file of its own. Returns {name of the file: article}."""
    names = {}
    for number, (article, text) in enumerate(texts.items()):
        name = f"{number:06}.txt"
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
            f.write(text)
        names[name] = article
    return names


def factlint(binary, texts):
    """{article: findings}. Positions are in bytes of the text."""
    with tempfile.TemporaryDirectory() as folder:
        names = write_texts(folder, texts)
        command = [binary, "check", "--format", "jsonl", "--no-config", folder]
        try:
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as error:
            fail(f"{binary}: {error.strerror}")
        if run.returncode not in (0, 1):
            fail(f"{binary} exited with {run.returncode}: {run.stderr.decode(errors='replace')[-400:]}")
        found = {article: [] for article in texts}
        for line in run.stdout.decode().splitlines():
            finding = json.loads(line)
            found[names[os.path.basename(finding["path"])]].append(finding)
        return found


def version(command):
    """The last word of what a command prints about its version, without a leading v."""
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = run.stdout.decode(errors="replace").split()
    return words[-1].lstrip("v") if run.returncode == 0 and words else None


def overlap(a, b, c, d):
    """How many bytes two spans share; an empty span counts as one byte."""
    return min(max(b, a + 1), max(d, c + 1)) - max(a, c)


def table(head, rows, numbers, wide=False):
    """A Markdown table. The columns whose index is in numbers are set to the right; wide pads the cells."""
    rows = [[str(cell) for cell in row] for row in [head, *rows]]
    width = [max(len(row[i]) for row in rows) if wide else 0 for i in range(len(head))]
    pad = lambda i, cell: cell.rjust(width[i]) if i in numbers else cell.ljust(width[i])
    lines = ["| " + " | ".join(pad(i, cell) for i, cell in enumerate(row)) + " |" for row in rows]
    rule = ["-" * max(width[i] - 1, 2) + ":" if i in numbers else "-" * max(width[i], 3) for i in range(len(head))]
    lines.insert(1, "| " + " | ".join(rule) + " |" if wide else "|" + "|".join(rule) + "|")
    return "\n".join(lines)


def write_part(path, name, body):
    """Puts body between the markers of a generated part, and leaves the rest of the page as it is."""
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    try:
        with open(path, encoding="utf-8", newline="") as f:
            page = f.read()
    except OSError as error:
        fail(f"{path}: {error.strerror}")
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        fail(f"{path}: {begin} and {end} must each stand there once, in this order")
    before, after = page[: page.index(begin) + len(begin)], page[page.index(end) :]
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(f"{before}\n\n{body.strip()}\n\n{after}")
