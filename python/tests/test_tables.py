"""`factlint audit --export parquet` and `--import`: the tables of an audit, and an audit of tables."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
import pyarrow.parquet as pq  # noqa: E402

REPORTS = ("findings.jsonl", "findings.csv", "summary.json", "report.html")
TABLES = ("sources", "articles", "findings", "claims")


def audit(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs `factlint audit`."""
    command = [sys.executable, "-m", "factlint", "audit", "--no-config", "--fail-on", "never", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def article(day: int, captain: str) -> str:
    """An article of that day, in which the name of the captain may be another than elsewhere."""
    return (
        f"Tug Nadur towed to Marsa\n\nSource: Harbour Gazette\n\n{day} March 2024\n\n"
        f"The case was read by Prosecutor Karl {captain} of the Harbour District on day {day}.\n\n"
        "Rescuers found the nine seven sailors at dawn.\n"
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an audit with its tables. There are findings in articles and between them, and a file that cannot be
    read."""
    folder = tmp_path_factory.mktemp("archive")
    for day in range(1, 13):
        captain = "Vasallo" if day == 9 else "Vassallo"
        (folder / f"{day:02}.txt").write_text(article(day, captain), "utf-8")
    (folder / "broken.docx").write_bytes(b"no document")
    out = tmp_path_factory.mktemp("out")
    done = audit(folder, "--out", out, "--export", "parquet")
    assert "broken.docx" in done.stderr
    return out


def same(a: Path, b: Path) -> bool:
    return all((a / name).read_bytes() == (b / name).read_bytes() for name in REPORTS)


def test_an_audit_comes_to_the_same_by_its_tables(exported: Path, tmp_path: Path) -> None:
    tables = exported / "parquet"
    assert sorted(path.name for path in tables.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    done = audit("--import", tables, "--out", tmp_path / "out")
    assert done.returncode == 2, "a file could not be read, and so it is told here too"
    assert same(exported, tmp_path / "out")
    between = [row for row in pq.read_table(tables / "findings.parquet").to_pylist() if row["counterpart"]]
    assert [row["rule"] for row in between] == ["archive.name-variant"]
    assert pq.read_table(tables / "claims.parquet").num_rows >= 12


def test_the_tables_are_the_same_bytes_each_time(exported: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    audit("--import", exported / "parquet", "--out", out)
    # A rerun of an audit that was imported with its claims lints nothing again, and exports the same.
    archive = Path(pq.read_table(exported / "parquet" / "sources.parquet").column("path")[0].as_py()).parent
    done = audit(archive, "--out", out, "--export", "parquet")
    assert done.stderr.splitlines()[0] == "0 linted, 13 as before, 0 moved, 0 gone"
    for name in TABLES:
        assert (out / "parquet" / f"{name}.parquet").read_bytes() == (exported / "parquet" / f"{name}.parquet").read_bytes()


def test_claims_may_be_left_out(exported: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(exported / "parquet", tables)
    (tables / "claims.parquet").unlink()
    audit("--import", tables, "--out", tmp_path / "out")
    assert same(exported, tmp_path / "out")


def test_rows_may_be_in_many_files_in_any_order_and_columns_in_the_names_of_folders(exported: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    for name in TABLES:
        table = pq.read_table(exported / "parquet" / f"{name}.parquet")
        turned = table.take(list(range(table.num_rows))[::-1])
        if name == "findings":
            pq.write_to_dataset(turned, tables / name, partition_cols=["rule", "severity"])
            (tables / name / "_SUCCESS").touch()
        else:
            (tables / name).mkdir(parents=True)
            pq.write_table(turned.slice(0, 5), tables / name / "part-0.parquet", compression="gzip")
            pq.write_table(turned.slice(5), tables / name / "part-1.parquet", compression="zstd")
            pq.write_table(turned.slice(0, 0), tables / name / "part-2.parquet")
    audit("--import", tables, "--out", tmp_path / "out")
    assert same(exported, tmp_path / "out")


@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
def test_tables_may_be_compressed_by_any_codec(exported: Path, tmp_path: Path, codec: str) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in TABLES:
        pq.write_table(pq.read_table(exported / "parquet" / f"{name}.parquet"), tables / f"{name}.parquet", compression=codec)
    audit("--import", tables, "--out", tmp_path / "out")
    assert same(exported, tmp_path / "out")


def test_a_table_of_delta_is_read_by_its_log(exported: Path, tmp_path: Path) -> None:
    deltalake = pytest.importorskip("deltalake", reason="deltalake is not installed")
    tables = tmp_path / "tables"
    for name in TABLES:
        table = pq.read_table(exported / "parquet" / f"{name}.parquet")
        deltalake.write_deltalake(tables / name, table.slice(0, 3))
        deltalake.write_deltalake(tables / name, table.slice(0, 6), mode="overwrite")
        deltalake.write_deltalake(tables / name, table.slice(6), mode="append")
    done = audit("--import", tables, "--out", tmp_path / "out")
    assert same(exported, tmp_path / "out"), done.stderr


def test_what_is_wrong_with_tables_is_told_with_the_file(exported: Path, tmp_path: Path) -> None:
    done = audit("--import", tmp_path, "--out", tmp_path / "a")
    assert done.returncode == 2
    assert "there is no table of sources: neither sources.parquet nor a folder sources" in done.stderr

    tables = tmp_path / "tables"
    shutil.copytree(exported / "parquet", tables)
    findings = pq.read_table(tables / "findings.parquet")
    pq.write_table(findings.drop_columns(["rule"]), tables / "findings.parquet")
    done = audit("--import", tables, "--out", tmp_path / "b")
    assert done.returncode == 2
    assert 'findings.parquet: the table findings has no column "rule"' in done.stderr

    (tables / "findings.parquet").write_text("rule\n")
    done = audit("--import", tables, "--out", tmp_path / "c")
    assert "findings.parquet: it cannot be read as Parquet" in done.stderr

    pq.write_table(findings, tables / "findings.parquet")
    sources = pq.read_table(tables / "sources.parquet")
    pq.write_table(pa.concat_tables([sources, sources]), tables / "sources.parquet")
    done = audit("--import", tables, "--out", tmp_path / "d")
    assert "articles.parquet: two sources are called" in done.stderr
    # What was begun and failed is no audit, and makes room for the next.
    pq.write_table(sources, tables / "sources.parquet")
    audit("--import", tables, "--out", tmp_path / "d")
    assert same(exported, tmp_path / "d")


def test_an_audit_that_is_there_is_not_written_over(exported: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    audit("--import", exported / "parquet", "--out", out)
    before = (out / "findings.jsonl").read_bytes()
    done = audit("--import", exported / "parquet", "--out", out)
    assert done.returncode == 2
    assert "there is an audit in this folder; name another folder with --out, or move it away" in done.stderr
    assert (out / "findings.jsonl").read_bytes() == before
