"""What the tests of factlint on Spark share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from harbour import Article, archive  # noqa: E402

Start = Callable[..., "SparkSession"]
"""Takes the master and settings of a session."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves the tests out where there is no pyspark or no Java, and lets pyspark warn as it likes."""
    absent = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    missing = f"not installed: {', '.join(absent)}" if absent else None
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        missing = "there is no Java"
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.filterwarnings("ignore"))
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a session of a master and with settings, after stopping the one before if it has others."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_WORKER_DIR"] = str(tmp_path_factory.mktemp("workers"))
    current: list[tuple[object, SparkSession]] = []

    def start(master: str = "local[2]", **settings: object) -> SparkSession:
        wanted = (master, sorted(settings.items()))
        if current and current[0][0] == wanted:
            return current[0][1]
        if current:
            current.pop()[1].stop()
        common = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "OFF",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.warehouse.dir": str(tmp_path_factory.getbasetemp() / "warehouse"),
            "spark.executorEnv.PYTHONPATH": str(HERE),
        }
        builder = SparkSession.builder.master(master)
        for name, value in (common | settings).items():
            builder = builder.config(name, str(value))
        session = builder.getOrCreate()
        current.append((wanted, session))
        return session

    yield start
    if current:
        current.pop()[1].stop()


@pytest.fixture
def spark(start: Start) -> SparkSession:
    """A session of two cores."""
    return start()


@pytest.fixture(scope="session")
def harbour() -> list[Article]:
    """The archive that never was."""
    return archive()
