"""Many real articles: the package finds what the command finds. FACTLINT_SLIPS names a file of JSON lines, packed by gzip or
not, each with a `text` in which slips are marked «so»."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import factlint
import pytest

FILE = os.environ.get("FACTLINT_SLIPS")
pytestmark = pytest.mark.skipif(not FILE, reason="FACTLINT_SLIPS names no file of articles")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    assert FILE is not None
    opened = gzip.open if FILE.endswith(".gz") else open
    with opened(FILE, "rt", encoding="utf-8") as lines:
        return [re.sub("[«»]", "", json.loads(line)["text"]) for line in lines]


@pytest.fixture(scope="module")
def told(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """What the command finds in each text, as one run over a folder of them."""
    folder = tmp_path_factory.mktemp("articles")
    for at, text in enumerate(texts):
        (folder / f"{at:06}.txt").write_bytes(text.encode())
    run = subprocess.run(
        [sys.executable, "-m", "factlint", "check", "--no-config", "--format", "jsonl", "."],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    found: list[list[dict[str, Any]]] = [[] for _ in texts]
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        found[int(Path(finding["path"]).stem)].append(finding)
    assert sum(map(len, found)) > 0
    return found


def as_told(finding: factlint.Finding) -> dict[str, Any]:
    """A finding in the form of the command, with places in bytes."""

    def place(part: factlint.Label | factlint.Edit) -> dict[str, Any]:
        return {"start": part.start_byte, "end": part.end_byte, "text": part.text}

    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "article": finding.article,
        "message": finding.message,
        "help": finding.help,
        "start": finding.start_byte,
        "end": finding.end_byte,
        "line": finding.line,
        "column": finding.column,
        "labels": [place(label) for label in finding.labels],
        "fix": finding.fix and {"safe": finding.fix.safe, "edits": [place(edit) for edit in finding.fix.edits]},
        "fingerprint": finding.fingerprint,
    }


def of_command(finding: dict[str, Any]) -> dict[str, Any]:
    kept = {key: finding.get(key) for key in as_told_keys}
    kept["article"] = finding["article"]["index"]
    return kept


as_told_keys = "rule severity article message help start end line column labels fix fingerprint".split()


def test_one_by_one(texts: list[str], told: list[list[dict[str, Any]]]) -> None:
    for text, wanted in zip(texts, told, strict=True):
        findings = factlint.check(text)
        assert [as_told(finding) for finding in findings] == [of_command(finding) for finding in wanted]
        assert all(text[finding.start : finding.end] == finding.words for finding in findings)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_many(texts: list[str], told: list[list[dict[str, Any]]], threads: int) -> None:
    found = list(factlint.check_many(texts, threads=threads))
    assert len(found) == len(texts)
    for findings, wanted in zip(found, told, strict=True):
        assert [as_told(finding) for finding in findings] == [of_command(finding) for finding in wanted]


def test_as_bytes(texts: list[str], told: list[list[dict[str, Any]]]) -> None:
    for findings, wanted in zip(factlint.check_many(text.encode() for text in texts), told, strict=True):
        assert [as_told(finding) for finding in findings] == [of_command(finding) for finding in wanted]


def test_as_a_column(texts: list[str], told: list[list[dict[str, Any]]]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = factlint.check_arrow(pyarrow.array(texts))
    keys = ["rule", "severity", "message", "help", "line", "column", "fingerprint"]
    rows = [[row["row"], row["start_byte"], row["end_byte"], *(row[key] for key in keys)] for row in table.to_pylist()]
    assert rows == [
        [at, finding["start"], finding["end"], *(finding.get(key) for key in keys)]
        for at, wanted in enumerate(told)
        for finding in wanted
    ]


def test_html(texts: list[str]) -> None:
    for findings in factlint.check_many(texts):
        html = findings._repr_html_()
        assert len(html) > len(findings.text)
