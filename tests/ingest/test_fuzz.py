"""Damaged files: text or a named reason, in time, and never the end of the reading process."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.document import Document, ReadFailure
from ingest import Limits, read_bytes
from tests.ingest.making import check
from tests.ingest.mutations import mutated

_LONGEST = 10.0


def read(file: tuple[str, bytes]) -> tuple[str, float, list[str]]:
    """The name, the seconds and what is wrong with the outcome."""
    start, wrong = time.monotonic(), []
    for result in read_bytes(*file):
        if isinstance(result, Document):
            check(result)
        elif not result.detail or "broke off" in result.detail:
            wrong.append(result.detail)
    return file[0], time.monotonic() - start, wrong


def outcomes(count: int) -> list[tuple[str, float, list[str]]]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(read, mutated(count)))


@pytest.mark.parametrize(
    "count", [60, pytest.param(500, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_damaged_files_are_read_or_named_in_time(count: int) -> None:
    found = outcomes(count)
    assert len(found) == count
    assert Limits().max_memory_bytes <= 1024**3
    assert {name: wrong for name, _, wrong in found if wrong} == {}
    assert {name: took for name, took, _ in found if took > _LONGEST} == {}


def test_damage_leaves_some_files_readable_and_breaks_others() -> None:
    results = [result for file in mutated(24) for result in read_bytes(*file)]
    assert any(isinstance(result, Document) for result in results)
    assert any(isinstance(result, ReadFailure) for result in results)
