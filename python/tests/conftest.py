"""What the tests share."""

from __future__ import annotations

import pytest

FERRY = """\
Ten sailors rescued as ferry loses power off Gozo

Source: Harbour Gazette

Tuesday, 12 March 2024

Eight sailors were rescued on Monday night when the ferry Santa Rita lost power. The alarm was raised on Monday, 12 March.

Of the the three tugs that were sent, only one could be used, Karl Vella said.
"""


@pytest.fixture
def ferry() -> str:
    """An article with three errors: a headline, a weekday and a doubled word, which has a fix."""
    return FERRY
