"""`python -m factlint` is the command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import factlint
import pytest
from articles import CLEAN, FERRY


def run(*arguments: str, text: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "factlint", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=120,
        check=False,
    )


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    clean = run("check", "clean.txt", cwd=tmp_path)
    assert (clean.returncode, clean.stderr) == (0, "")
    found = run("check", "--format", "compact", "ferry.txt", cwd=tmp_path)
    assert found.returncode == 1
    assert 'ferry.txt:9:4: error text.doubled-word "the" stands twice' in found.stdout.splitlines()
    missing = run("check", "nope.txt", cwd=tmp_path)
    assert missing.returncode == 2
    assert "nope.txt: there is no such file or folder" in missing.stderr
    assert run("check", "--no-such-flag").returncode == 2


def test_standard_input_and_output() -> None:
    found = run("check", "--no-config", "--format", "jsonl", "-", text=FERRY)
    assert found.returncode == 1
    assert found.stdout.count("\n") == 3
    version = run("--version")
    assert (version.returncode, version.stdout.strip()) == (0, f"factlint {factlint.__version__}")
    assert "Usage: factlint" in run("--help").stdout
    assert run().returncode == 2


def test_the_script_is_the_command() -> None:
    script = shutil.which("factlint", path=sysconfig.get_path("scripts"))
    if script is None:
        pytest.skip("the package is not installed as a wheel, so there is no script")
    found = subprocess.run([script, "check", "-"], input=FERRY.encode(), capture_output=True, timeout=120, check=False)
    assert found.returncode == 1


def test_the_command_can_be_called() -> None:
    from factlint.__main__ import main

    assert main(["rules", "list", "--format", "json", "--no-config"]) == 0
    assert main(["explain", "no.such-rule", "--no-config"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_an_interrupt_ends_the_command(tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, "utf-8")
    command = [sys.executable, "-m", "factlint", "serve", "--no-config", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        time.sleep(0.2)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) in (0, 130, -signal.SIGINT)
