"""The desk for law and guidance searches what is at hand now, whatever it searched before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from review.assembly import Workbench
from review.law_desk import LawDesk
from review.settings import Settings
from tests.ingest.law.making import consolidated_act, whole_act
from tests.ingest.law.office_server import Reply, office_server

OLD, NEW = "32024R1689", "02024R1689-20260727"
IN_BOTH, IN_OLD = "kilns", "round"
FILLER = f"<!-- {'.' * 500_000} -->"
PAPER = b"# MDCG 2025-6\n\nA reader of the system keeps the last word over its output.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LawDesk]:
    with Workbench(Settings(data=tmp_path)) as bench:
        yield bench.law


def found(desk: LawDesk, word: str) -> bool:
    return bool(desk.search.by_words(word, 1))


def test_a_text_is_searched_once_it_is_at_hand_and_no_longer(desk: LawDesk) -> None:
    assert not found(desk, IN_BOTH)
    desk.add("new.html", consolidated_act().encode())
    assert (found(desk, IN_BOTH), found(desk, IN_OLD)) == (True, False)
    desk.add("old.html", whole_act().replace("3.2.2031", "12.7.2024").encode())
    assert not found(desk, IN_OLD)
    desk.use(OLD)
    assert found(desk, IN_OLD)
    desk.remove(OLD)
    assert (found(desk, IN_BOTH), found(desk, IN_OLD)) == (True, False)


def test_a_fetched_text_is_searched(desk: LawDesk) -> None:
    assert not found(desk, IN_BOTH)
    with office_server() as site:
        site.serve_versions(NEW)
        page = consolidated_act().replace("</body>", f"{FILLER}</body>")
        site.serve(f"/resource/celex/{NEW}", Reply(body=page.encode()))
        (fetched,) = desk.fetch(["aia"], "latest", site.base)
    assert fetched.error == ""
    assert found(desk, IN_BOTH)


def test_a_paper_is_searched_once_it_is_at_hand_and_no_longer(desk: LawDesk) -> None:
    assert desk.guidance_search.search("last word", 1) == []
    (paper,) = desk.add_guidance("paper.md", PAPER)
    (note,) = desk.guidance_search.search("last word", 1)
    assert note.citation.title == paper.title
    desk.remove_guidance(paper.title)
    assert desk.guidance_search.search("last word", 1) == []
