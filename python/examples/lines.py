"""Checks all files of JSON lines below a folder, and prints the findings as JSON lines.

    python lines.py FOLDER > findings.jsonl

Each line has an object with a `text`, and perhaps an `id`. Any number of articles goes through in the memory of a few.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import factlint


def articles(folder: Path) -> Iterator[tuple[object, str]]:
    """The articles, each with its `id`, or else with its file and line."""
    for path in sorted(folder.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    record = json.loads(line)
                    text = record["text"]
                except (ValueError, KeyError, TypeError) as error:
                    print(f"{path}:{number}: no record with a text: {error!r}", file=sys.stderr)
                    sys.exit(2)
                yield record.get("id", f"{path}:{number}"), text


def main(folder: str) -> int:
    """Prints a line for each finding."""
    # The articles are read once, and taken twice: for their names and for their texts.
    named, read = itertools.tee(articles(Path(folder)))
    for (name, _), findings in zip(named, factlint.check_many(text for _, text in read), strict=True):
        for finding in findings:
            print(json.dumps({"id": name, **finding.to_dict()}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
