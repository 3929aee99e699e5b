"""Any number of texts: in order, lazily, with errors in their place."""

from __future__ import annotations

import gc
import itertools
import threading
import time
import weakref
from collections.abc import Iterator

import factlint
import pytest
from articles import CLEAN, FERRY, SLIP
from factlint import Checker, UnreadableError


@pytest.mark.parametrize("threads", [0, 1, 2, 7])
def test_findings_come_in_the_order_of_the_texts(threads: int) -> None:
    # Long and short texts, so that later ones are ready first.
    texts = [("\n\n".join([FERRY] * (at % 7)) or CLEAN) + f"\n\nBoat {at} came.\n" for at in range(60)]
    found = list(factlint.check_many(texts, threads=threads))
    assert [findings.text for findings in found] == texts
    assert found == [factlint.check(text) for text in texts]


def test_no_texts() -> None:
    assert list(factlint.check_many([])) == []
    assert list(factlint.check_many(iter(()))) == []


def test_a_generator_may_never_end() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for at in itertools.count():
            taken = at + 1
            yield f"{SLIP} Boat {at} came."

    found = factlint.check_many(texts(), threads=2)
    first = list(itertools.islice(found, 500))
    assert [findings.text for findings in first] == [f"{SLIP} Boat {at} came." for at in range(500)]
    assert 500 <= taken < 2000
    found.close()
    assert list(found) == []


def test_a_slow_source_is_not_taken_far_ahead() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for _ in range(60):
            time.sleep(0.05)
            taken += 1
            yield SLIP

    found = factlint.check_many(texts(), threads=2)
    for at in range(5):
        next(found)
        assert taken <= at + 10
    found.close()


def test_nothing_is_taken_before_it_is_asked_for() -> None:
    taken = []

    def texts() -> Iterator[str]:
        taken.append(True)
        yield SLIP

    found = factlint.check_many(texts())
    assert taken == []
    assert len(list(found)) == 1


def test_an_exception_of_the_texts_comes_in_its_place() -> None:
    def texts() -> Iterator[str]:
        for _ in range(25):
            yield SLIP
        raise LookupError("the wire is down")

    found = factlint.check_many(texts(), threads=2)
    got = 0
    with pytest.raises(LookupError, match="the wire is down"):
        for findings in found:
            assert len(findings) == 1
            got += 1
    assert got == 25
    assert list(found) == []


@pytest.mark.parametrize("wrong", [None, 7, [SLIP]])
def test_what_is_no_text_is_told_with_its_number(wrong: object) -> None:
    found = factlint.check_many([SLIP, SLIP, wrong, SLIP])  # type: ignore[list-item]
    assert len(next(found)) == 1
    assert len(next(found)) == 1
    with pytest.raises(TypeError, match="^text 2: "):
        next(found)
    assert len(next(found)) == 1


def test_a_single_text_is_refused() -> None:
    for single in (SLIP, SLIP.encode()):
        with pytest.raises(TypeError, match="use check"):
            factlint.check_many(single)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        factlint.check_many(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="threads"):
        factlint.check_many([SLIP], threads=-1)


def test_bytes_are_files() -> None:
    found = list(factlint.check_many([SLIP, SLIP.encode(), bytearray(SLIP.encode())]))
    assert [len(findings) for findings in found] == [1, 1, 1]


def test_a_text_that_cannot_be_read_is_told_and_the_others_are_checked() -> None:
    found = factlint.check_many([SLIP, b"%PDF-1.7\n", SLIP, "half \ud83d of it", SLIP])
    assert len(next(found)) == 1
    with pytest.raises(UnreadableError, match="text 1"):
        next(found)
    assert len(next(found)) == 1
    with pytest.raises(UnreadableError, match="text 3:1:6: "):
        next(found)
    assert len(next(found)) == 1
    with pytest.raises(StopIteration):
        next(found)


def test_what_is_left_early_is_let_go() -> None:
    class Texts:
        def __iter__(self) -> Iterator[str]:
            return self

        def __next__(self) -> str:
            return SLIP

    texts = Texts()
    gone = weakref.ref(texts)
    with factlint.check_many(texts, threads=2) as found:
        next(found)
        del texts
    del found
    gc.collect()
    assert gone() is None


def test_threads_end_with_the_iteration() -> None:
    before = threading.active_count()
    for _ in range(20):
        found = factlint.check_many([FERRY] * 50, threads=2)
        next(found)
        del found
    assert threading.active_count() == before


def test_the_texts_may_check_themselves() -> None:
    checker = Checker()

    def texts() -> Iterator[str]:
        for findings in checker.check_many([SLIP] * 5):
            yield f"{len(findings)} boat came."

    assert [findings.text for findings in checker.check_many(texts())] == ["1 boat came."] * 5


def test_a_consumer_in_another_thread() -> None:
    found = factlint.check_many([SLIP] * 50)
    next(found)
    got: list[int] = []
    thread = threading.Thread(target=lambda: got.extend(len(findings) for findings in found))
    thread.start()
    thread.join(60)
    assert got == [1] * 49


def test_texts_that_wait_for_themselves_are_refused() -> None:
    def texts() -> Iterator[str]:
        yield SLIP
        next(found)
        yield SLIP

    found = factlint.check_many(texts())
    with pytest.raises(ValueError, match="wait for the texts"):
        list(found)
