"""Pages of the documentation that mkdocs makes besides those in docs: the reference of the package."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.structure.files import File, Files

PARTS = {
    "Functions": ["check", "check_many", "facts", "fix", "explain", "rules", "check_frame", "check_arrow"],
    "Checker": ["Checker", "Results"],
    "Records": ["Findings", "Finding", "Label", "Fix", "Edit", "Suppressed", "Article", "Fact", "Fixed", "Rule"],
    "Errors": ["FactlintError", "ConfigError", "UnreadableError", "UnknownRuleError"],
}
# A link that leaves docs leads to a file of the repository, which is not among the pages.
OUTWARD = re.compile(r"\[([^\]]*)\]\(\.\./(?:\.\./)?(?!rules\.md|facts\.md|formats\.md|configuration\.md|fixes\.md)[^)]*\)")


def on_files(files: Files, config: Any) -> Files:
    """Adds the reference."""
    lines = ["# Reference of the Python package", ""]
    for part, names in PARTS.items():
        lines += [f"## {part}", ""]
        for name in names:
            lines += [f"::: factlint.{name}", ""]
    files.append(File.generated(config, "reference.md", content="\n".join(lines)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Leaves the words of links that lead out of the pages."""
    return OUTWARD.sub(r"\1", markdown)
