"""factlint on Spark: articles come as a DataFrame, findings go as one.

`lint` checks each article by itself. `audit` also holds the articles of an archive against each other, as
`factlint audit` does on one machine, and comes to the same findings. Needs pyspark 3.5 or later and pyarrow, and factlint
installed where the Python workers of Spark run.

    from factlint.spark import audit

    articles = spark.read.parquet("archive")
    findings, between = audit(articles, id="id", title="title", date="date")

Spark promises no order of rows; sort them where an order is needed.
"""

from ._audit import Audit, audit
from ._lint import lint

__all__ = ["Audit", "audit", "lint"]
