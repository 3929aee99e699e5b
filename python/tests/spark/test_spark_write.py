"""What Spark writes becomes the reports of an audit: byte for byte those of the command on the same articles."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import Article
from sides import command, frame

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REPORTS = ("findings.jsonl", "findings.csv", "summary.json", "report.html")


def put(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def reports(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in REPORTS}


def by_command(folder: Path) -> dict[str, bytes]:
    """The reports of the command on the folder `archive` of a folder."""
    command("audit", "--no-config", "--fail-on", "never", "archive", "--out", "A", folder=folder)
    return reports(folder / "A")


def imported(folder: Path) -> dict[str, bytes]:
    """The reports of the command from the tables in a folder."""
    command("audit", "--no-config", "--fail-on", "never", "--import", "tables", "--out", "B", folder=folder)
    return reports(folder / "B")


def differ(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Names of the reports that differ, each with the first line that does."""
    told = []
    for name in REPORTS:
        lines = zip(one[name].splitlines(), other[name].splitlines(), strict=False)
        first = next((f"\n{a[:2000]!r}\n{b[:2000]!r}" for a, b in lines if a != b), " in length")
        told += [name + first] if one[name] != other[name] else []
    return told


def test_the_reports_of_texts_are_those_of_a_folder_of_files(
    spark: SparkSession, harbour: list[Article], tmp_path: Path
) -> None:
    from factlint.spark import audit

    rows = [(f"archive/{a.id}.txt".replace("/b-", "/ü/b-"), a.plain) for a in harbour]
    rows.append(
        ("archive/none.txt", "Rescuers found the nine seven sailors.\r\n\r\nThe the crane \u2028 of Ä\U0001d51f stood.\r\n")
    )
    for path, text in rows:
        put(tmp_path, path, text)
    df = spark.createDataFrame(rows, "id string, text string").repartition(5)
    audited = audit(df, partitions=3)
    audited.write(str(tmp_path / "tables"))
    audited.unpersist()
    expected = by_command(tmp_path)
    assert expected["findings.jsonl"].count(b"archive.") > 40
    assert differ(expected, imported(tmp_path)) == []


def test_the_reports_of_files_of_any_format_are_those_of_the_command(
    spark: SparkSession, harbour: list[Article], tmp_path: Path
) -> None:
    from factlint.spark import audit
    from pyspark.sql import functions as F

    lines = [json.dumps({"id": a.id, "title": a.title, "date": a.date, "text": a.text}) + "\n" for a in harbour]
    put(tmp_path, "archive/2020.jsonl", "".join(lines[:80]))
    put(tmp_path, "archive/old/2021.jsonl.gz", gzip.compress("".join(lines[80:160]).encode(), mtime=0))
    for a in harbour[160:200]:
        put(tmp_path, f"archive/md/{a.id}.md", f"# {a.title}\n\n{a.text}\n")
    for a in harbour[200:240]:
        time = f'<time datetime="{a.date}">{a.date}</time>' if a.date else ""
        body = f"<article><h1>{a.title}</h1>{time}<p>{a.text}</p></article>"
        put(tmp_path, f"archive/html/{a.id}.html", f"<!doctype html><title>{a.title}</title>{body}")
    put(tmp_path, "archive/torn.docx", b"PK\x03\x04 this is no document")
    df = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(str(tmp_path / "archive"))
    start = len(os.fsencode(f"file:{tmp_path}/")) + 1
    df = df.select(F.substring("path", start, 4096).alias("path"), "content")
    audited = audit(df, id="path", content="content", partitions=2)
    audited.write(str(tmp_path / "tables"))
    audited.unpersist()
    fails = ("audit", "--no-config", "--fail-on", "never")
    for end in (("archive", "--out", "A"), ("--import", "tables", "--out", "B")):
        # What cannot be read makes the command end with 2.
        with pytest.raises(AssertionError, match=r"torn\.docx"):
            command(*fails, *end, folder=tmp_path)
    assert b"torn.docx" in reports(tmp_path / "A")["summary.json"]
    assert differ(reports(tmp_path / "A"), reports(tmp_path / "B")) == []


def test_tables_have_the_kinds_that_are_asked_for(spark: SparkSession, harbour: list[Article], tmp_path: Path) -> None:
    from factlint.spark import audit

    audited = audit(frame(spark, harbour), title="title", date="date")
    audited.write(str(tmp_path / "some"))
    assert {path.name for path in (tmp_path / "some").iterdir()} == {"articles", "findings", "sources"}
    audited.write(str(tmp_path / "all"), claims=True)
    assert {path.name for path in (tmp_path / "all").iterdir()} == {"articles", "claims", "findings", "sources"}
    claims = spark.read.parquet(str(tmp_path / "all" / "claims"))
    groups = {(row.rule, row.key): row.claims for row in audited.groups.collect()}
    assert sum(groups.values()) == claims.count()
    assert len(groups) == claims.select("rule", "key").distinct().count()
    with pytest.raises(ValueError, match="parquet or delta"):
        audited.write(str(tmp_path / "csv"), format="csv")  # type: ignore[arg-type]
    audited.unpersist()


def test_articles_that_share_an_id_are_refused(spark: SparkSession, tmp_path: Path) -> None:
    from factlint.spark import audit

    articles = [Article("twice", "One", None, "It was."), Article("twice", "Two", None, "It is.")]
    audited = audit(frame(spark, articles))
    with pytest.raises(ValueError, match="two articles have one id: `twice`"):
        audited.write(str(tmp_path / "tables"))
    assert not (tmp_path / "tables").exists()
    audited.unpersist()


def test_from_parquet_to_a_page_in_a_browser(spark: SparkSession, harbour: list[Article], tmp_path: Path) -> None:
    """The whole way."""
    from factlint.spark import audit

    modules = os.environ.get("NODE_PATH", "")
    if not shutil.which(os.environ.get("CHROMIUM", "chromium")) or not Path(modules, "playwright-core").is_dir():
        pytest.skip("there is no Chromium, or no playwright-core on NODE_PATH: tests/spark.sh installs them")
    frame(spark, harbour).write.parquet(str(tmp_path / "articles"))
    audited = audit(spark.read.parquet(str(tmp_path / "articles")), title="title", date="date", partitions=3)
    audited.write(str(tmp_path / "tables"))
    between = audited.between.count()
    findings = audited.findings.count() + between
    audited.unpersist()
    imported(tmp_path)
    page = Path(__file__).parents[3] / "tests" / "browser" / "imported.mjs"
    done = subprocess.run(
        ["node", str(page), str(tmp_path / "B" / "report.html"), str(findings), str(between)], capture_output=True, text=True
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
