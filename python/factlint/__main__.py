"""`python -m factlint`: the command `factlint`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

from . import _factlint


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command, and gives its exit code: 0, 1 for findings, 2 for an error.

    Without arguments they are those of the process, after its name.
    """
    # Python would only take note of Ctrl-C and act on it when the command has ended.
    if arguments is None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        arguments = sys.argv[1:]
    return _factlint.run(list(arguments), _factlint.__file__)


if __name__ == "__main__":
    sys.exit(main())
