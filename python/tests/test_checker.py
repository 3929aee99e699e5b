"""A configuration: it is read, travels, and is used from many threads."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import factlint
import pytest
from articles import FERRY, HOUSE, SHARE, SLIP
from factlint import Checker

BOARD = "Ferries will run again, the GPB said. The GPB met on Friday."


def rules(checker: Checker, text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in checker.check(text)]


def test_a_configuration_on_disk(desk: Path) -> None:
    for checker in (Checker(desk), Checker(str(desk)), Checker(os.path.relpath(desk))):
        assert rules(checker, SLIP) == [("count.adjacent", "warning")]
        assert rules(checker, BOARD) == []
    assert rules(Checker(), SLIP) == [("count.adjacent", "error")]
    assert rules(Checker(), BOARD) == [("acronym.undefined", "warning")]
    assert checker.files.keys() == {"words/ours.toml"}
    assert checker.text == desk.read_text("utf-8")


def test_functions_take_a_checker_or_a_path(desk: Path) -> None:
    for config in (desk, str(desk), Checker(desk)):
        assert [finding.severity for finding in factlint.check(SLIP, config=config)] == ["warning"]
        [found] = factlint.check_many([SLIP], config=config)
        assert [finding.severity for finding in found] == ["warning"]
        levels = {rule.id: rule.level for rule in factlint.rules(config=config)}
        assert levels["count.adjacent"] == "warning"
        assert factlint.explain("count.adjacent", config=config).level == "warning"
        assert factlint.fix(FERRY, config=config).count == 1
        assert factlint.facts(SLIP, config=config)


def test_rules_that_are_off_are_listed() -> None:
    checker = Checker.from_text('[rules]\n"count.adjacent" = "off"\n')
    assert rules(checker, SLIP) == []
    assert checker.explain("count.adjacent").level == "off"
    assert checker.explain("count.adjacent").severity == "error"


def test_house_rules_come_as_texts() -> None:
    checker = Checker.from_text('extend = ["rules/*.toml"]\n', files={"rules/house.toml": HOUSE})
    assert ("house.share", "warning") in rules(checker, SHARE)
    assert checker.explain("house.share").summary == "A percentage of more than 100"


def test_files_in_the_place_of_those_on_disk(desk: Path) -> None:
    other = (desk.parent / "words" / "ours.toml").read_text("utf-8").replace("GPB", "MPB")
    checker = Checker(desk, files={"words/ours.toml": other})
    assert rules(checker, BOARD) == [("acronym.undefined", "warning")]
    assert rules(checker, BOARD.replace("GPB", "MPB")) == []


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_checker_travels_without_its_files(desk: Path, protocol: int) -> None:
    sent = pickle.dumps(Checker(desk), protocol)
    for path in sorted(desk.parent.rglob("*.toml")):
        path.unlink()
    there = pickle.loads(sent)
    assert rules(there, SLIP) == [("count.adjacent", "warning")]
    assert rules(there, BOARD) == []
    assert repr(there) == f"<Checker of {desk}>"
    assert pickle.dumps(there, protocol) == sent
    assert rules(pickle.loads(pickle.dumps(Checker(), protocol)), SLIP) == [("count.adjacent", "error")]


def test_copies(desk: Path) -> None:
    checker = Checker(desk)
    for other in (copy.copy(checker), copy.deepcopy(checker), copy.deepcopy([checker])[0]):
        assert rules(other, SLIP) == [("count.adjacent", "warning")]


def test_a_derived_checker_stays_one(desk: Path) -> None:
    assert type(pickle.loads(pickle.dumps(Desk(desk)))) is Desk
    assert type(Desk.from_text("")) is Desk


class Desk(Checker):
    """A checker of somebody's own."""


def test_another_process_has_the_configuration(desk: Path) -> None:
    checker = Checker(desk)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(rules, (checker, SLIP)) == [("count.adjacent", "warning")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_that_is_forked_can_check(desk: Path) -> None:
    checker = Checker(desk)
    # The threads of the pool are not in the new process.
    assert len(list(checker.check_many([SLIP] * 8))) == 8
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(many, (checker, 8)).get(timeout=120) == 8


def many(checker: Checker, times: int) -> int:
    return sum(len(found) for found in checker.check_many([SLIP] * times))


def test_many_threads_use_one_checker() -> None:
    checker = Checker.from_text('[rules]\n"count.adjacent" = "warning"\n')
    texts = [f"{FERRY}\n{SLIP} Boat {at} came.\n" for at in range(40)]
    alone = [checker.check(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(checker.check, texts)) == alone


def test_other_threads_run_meanwhile() -> None:
    checker = Checker()
    text = "\n\n".join([FERRY] * 1500)
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1

    counter = threading.Thread(target=count)
    counter.start()
    try:
        before = counted
        checker.check(text)
        after = counted
    finally:
        done.set()
        counter.join()
    # A check that held the lock would let the thread count only before and after.
    assert after - before > 10_000


def test_how_a_checker_is_shown(desk: Path) -> None:
    assert repr(Checker()) == "Checker()"
    assert repr(Checker(desk)) == f"<Checker of {desk}>"
    assert repr(Checker.from_text("", name="desk.toml")) == "<Checker of desk.toml>"
    with pytest.raises(TypeError, match="Checker already"):
        Checker(Checker())  # type: ignore[arg-type]
