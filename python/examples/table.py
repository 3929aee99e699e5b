"""What a notebook does: articles in a data frame, their findings in another, and what is found most.

In a notebook, `factlint.check(text)` as the last line of a cell shows the article with its marks.
"""

from __future__ import annotations

import factlint
import pandas as pd

articles = pd.DataFrame(
    {
        "slug": ["ferry", "lorries", "race"],
        "published": pd.to_datetime(["2024-03-12", "2024-03-14", "2024-03-17"]),
        "headline": [
            "Ten sailors rescued as ferry loses power off Gozo",
            "Joint action against lorry thefts",
            "Karl Vella wins harbour race",
        ],
        "body": [
            "Eight sailors were rescued on Monday night when the ferry Santa Rita lost power.",
            "Officers made 14 arrests: six in Italy, four in Greece and three in Spain.",
            "Karl Vella won the the harbour race on Sunday. He had come second in 2023.",
        ],
    }
)

findings = factlint.check_frame(articles, text="body", title="headline", date="published", id="slug")
print(findings[["slug", "severity", "rule", "words"]].to_string(index=False))

# The findings know their article: here with its day.
dated = findings.merge(articles[["slug", "published"]], on="slug")
print(dated.groupby("rule").agg(articles=("slug", "nunique"), first=("published", "min")).to_string())
