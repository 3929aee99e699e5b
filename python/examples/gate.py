"""A gate of a newsroom: holds a draft back while there are errors in it.

    python gate.py < draft.txt

The exit code is 1 if the draft is held back. Warnings are shown and let through.
"""

from __future__ import annotations

import sys

import factlint


def main() -> int:
    """Checks the standard input, and says what is wrong with it."""
    findings = factlint.check(sys.stdin.buffer.read(), name="draft.txt")
    for finding in findings:
        print(finding)
        for label in finding.labels:
            line = findings.text.count("\n", 0, label.start) + 1
            print(f"    line {line}: {label.text}")
        if finding.help:
            print(f"    {finding.help}")
    if findings.errors:
        print(f"held back: {len(findings.errors)} errors")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
