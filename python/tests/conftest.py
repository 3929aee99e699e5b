"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A configuration on disk, with a word list: GPB is known, and numerals side by side are a warning."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ours.toml").write_text(
        'source = "house list"\n\n[[list]]\nclass = "acronym.known"\ncase = "exact"\nwords = ["GPB"]\n', "utf-8"
    )
    path = tmp_path / "factlint.toml"
    path.write_text('[rules]\n"count.adjacent" = "warning"\n\n[lexicon]\nextend = ["words/*.toml"]\n', "utf-8")
    yield path
