"""SIGKILL at random points of an ingest of sixty documents, over and over, then to the end."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.access import LOCAL
from review.assembly import Workbench
from review.dossier_work import DossierWork
from review.settings import Settings
from tests.faults.making import killed, start
from tests.ingest.making import docx_file, paragraph, pdf

COUNT = 60
PROGRAM = """
import sys
from pathlib import Path
from regulations.profile import parse_profile
from review.assembly import Workbench
from review.dossier_work import DossierWork
from review.settings import Settings
from tests.faults.making import nothing
from tests.review.batch.making import PROFILE

with Workbench(Settings(data=Path(sys.argv[1]))) as bench:
    at_work = DossierWork(bench)
    dossier, _ = at_work.found_or_made("Sixty", PROFILE)
    print("begun", flush=True)
    at_work.add_folder(dossier, Path(sys.argv[2]), nothing)
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty documents, one in six a PDF or DOCX, which are read in a process of their own."""
    folder = tmp_path_factory.mktemp("sixty")
    for number in range(COUNT):
        words = f"Document {number} names the person who is responsible for record {number}. "
        name = folder / f"{number:02d}"
        if number % 12 == 0:
            name.with_suffix(".pdf").write_bytes(pdf([paragraph(words * 5)], "T"))
        elif number % 12 == 6:
            text = words
            name.with_suffix(".docx").write_bytes(
                docx_file(lambda d, text=text: d.add_paragraph(text))  # type: ignore[misc]
            )
        else:
            name.with_suffix(".md").write_text(f"# Record {number}\n\n{words * 40}\n")
    return folder


def state(data: Path) -> dict[str, tuple[object, ...]]:
    """All that is kept of each document; two of one name would be an error of the store."""
    with Workbench(Settings(data=data)) as bench:
        at_work = DossierWork(bench)
        (dossier,) = bench.store.dossiers(LOCAL)
        with bench.store._database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        kept = at_work.documents(dossier.id)
        assert len({each.name for each in kept}) == len(kept)
        for each in kept:
            assert bench.store.document_bytes(dossier.id, each.id)
        return {d.name: (d.id, d.parsed, d.type_code, d.revision) for d in kept}


def test_killed_over_and_over_it_ends_as_if_nothing_had_happened(
    files: Path, tmp_path: Path, amount: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    began = time.monotonic()
    whole = start(PROGRAM, str(tmp_path / "whole"), str(files))
    whole.communicate()
    took = time.monotonic() - began
    expected = state(tmp_path / "whole")
    assert len(expected) == COUNT
    chance = random.Random(11)  # noqa: S311 - points in time, not secrets
    kills = folders = 0
    while kills < amount(3, 50):
        data = tmp_path / f"data-{folders}"
        folders += 1
        while kills < amount(3, 50):
            seconds = chance.uniform(0.0, took / 3)
            if not killed(PROGRAM, (str(data), str(files)), seconds):
                break
            kills += 1
            left = state(data)
            assert all(left[name][:1] == expected[name][:1] for name in left)
            assert all(row[1] in {None, expected[name][1]} for name, row in left.items())
        start(PROGRAM, str(data), str(files)).communicate()
        assert state(data) == expected
    figure(
        f"ingest of {COUNT} documents killed {kills} times over {folders} data folders: 0 lost, "
        "0 twice, 0 half; run again it ended as the run that was let alone"
    )
