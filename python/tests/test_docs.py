"""The examples of docs/python.md and of the docstrings say what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import factlint
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def fenced(page: str) -> str:
    """The page with nothing but its examples in Python, at their lines."""
    kept = []
    within = False
    for line in page.splitlines():
        if line.startswith("```"):
            within = line == "```python"
            kept.append("")
        else:
            kept.append(line if within else "")
    return "\n".join(kept) + "\n"


@pytest.mark.skipif(not PAGE.is_file(), reason="the page is not beside the tests")
def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pandas", "polars", "pyarrow"):
        pytest.importorskip(library)
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    # Files that the page shows by name are there.
    for name, text in re.findall(r"^`([\w./-]+)`:\n\n```\w*\n(.*?)^```$", page, re.M | re.S):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    test = doctest.DocTestParser().get_doctest(fenced(page), {}, "docs/python.md", str(PAGE), 0)
    assert len(test.examples) > 20
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert not failed, "".join(said)


def test_docstrings() -> None:
    failed, tried = doctest.testmod(factlint, optionflags=FLAGS)
    assert tried > 0
    assert not failed
