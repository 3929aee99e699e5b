"""The programs in python/examples run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from articles import CLEAN, FERRY

EXAMPLES = Path(__file__).parents[1] / "examples"
pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the examples are not beside the tests")


def run(name: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_gate(tmp_path: Path) -> None:
    held = run("gate.py", text=FERRY)
    assert held.returncode == 1
    assert "held back: 3 errors" in held.stdout
    assert "count.headline" in held.stdout
    passed = run("gate.py", text=CLEAN)
    assert (passed.returncode, passed.stdout) == (0, "")


def test_lines(tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    (tmp_path / "monday" / "wire.jsonl").write_text(
        "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate([CLEAN, FERRY])), "utf-8"
    )
    done = run("lines.py", str(tmp_path))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["rule"]) for row in rows] == [
        (1, "count.headline"),
        (1, "date.weekday"),
        (1, "text.doubled-word"),
    ]
    (tmp_path / "broken.jsonl").write_text('{"text": \n', "utf-8")
    broken = run("lines.py", str(tmp_path))
    assert broken.returncode == 2
    assert "broken.jsonl:1: " in broken.stderr


def test_table() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    done = run("table.py")
    assert done.returncode == 0, done.stderr
    assert "count.headline" in done.stdout
