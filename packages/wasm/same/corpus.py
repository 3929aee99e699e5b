"""Texts to check, one in a line of JSON: those of rules' examples, of the examples and tests in the repository, and
articles in files of JSON lines that are named: corpus.py [FILE.jsonl[.gz]]..."""

import gzip
import json
import re
import sys
import tomllib
from pathlib import Path


def examples():
    for path in sorted(Path("rules").glob("*.toml")):
        for rule in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            for kind in ("fires", "silent"):
                for at, example in enumerate(rule.get(kind, []), 1):
                    text = example if isinstance(example, str) else example["text"]
                    yield f"{rule['id']}-{kind}-{at}.txt", unmarked(text)


def unmarked(text):
    return re.sub("[«»]", "", text).lstrip()


def files():
    yield "benches/articles.txt"
    for folder in ("examples", "tests/formats"):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".toml"):
                yield str(path)


def articles(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines, 1):
            yield f"article-{at}.txt", unmarked(json.loads(line)["text"])


def main():
    sources = [("examples of rules", examples())]
    sources.append(("files", ((path, None) for path in files())))
    sources += [("articles", articles(path)) for path in sys.argv[1:]]
    for source, texts in sources:
        for name, text in texts:
            print(json.dumps({"source": source, "name": name, "text": text}))


main()
