import json
import re
from datetime import date
from pathlib import Path

import pytest

from domain.law import LawVersion
from domain.pinpoint import Act, Pinpoint
from regulations.amendments import (
    Change,
    amendments_for,
    deletion_of,
    incomplete,
    latest_version,
    load_amendments,
)


def version(celex: str, as_of: date) -> LawVersion:
    act = {"2017R0745": Act.MDR, "2017R0746": Act.IVDR, "2024R1689": Act.AIA}[celex[1:10]]
    return LawVersion(act, celex, "xhtml", as_of, "0" * 64)


OJ = version("32024R1689", date(2024, 7, 12))
CONSOLIDATED = version("02024R1689-20260727", date(2026, 7, 27))


def units(place: str, text: LawVersion | None = None) -> list[str]:
    return [str(row.unit) for row in amendments_for(Pinpoint.parse(place), text)]


def test_the_official_journal_text_lacks_them_and_the_consolidated_one_has_them() -> None:
    assert units("aia.art-10.5", OJ) == ["aia.art-10.5"]
    assert units("aia.art-10.5", CONSOLIDATED) == []
    early = version("02024R1689-20240712", date(2024, 7, 12))
    assert units("aia.art-10.5", early) == ["aia.art-10.5"]
    late = version("32024R1689", date(2026, 11, 24))
    assert units("aia.art-10.5", late) == ["aia.art-10.5"]


def test_finds_changes_inside_a_place_and_of_what_holds_it() -> None:
    assert {"aia.art-10.1", "aia.art-10.5", "aia.art-10.6"} == set(units("aia.art-10"))
    assert units("mdr.art-52.4") == ["mdr.art-52.4"]
    assert units("aia.art-4.1") == ["aia.art-4"]
    assert units("mdr.art-5.1") == []


def test_a_version_between_two_amendments_lacks_the_later_ones() -> None:
    middle = version("02017R0745-20250110", date(2025, 1, 10))
    assert units("mdr.art-10a", middle) == []
    assert units("mdr.art-52", middle) == ["mdr.art-52.4"]


def test_a_deletion_says_where_the_matter_stands_now() -> None:
    gone = deletion_of(Pinpoint.parse("aia.art-10.5"))
    assert gone is not None
    assert (gone.now, gone.since) == (Pinpoint.parse("aia.art-4a"), date(2026, 7, 27))
    assert deletion_of(Pinpoint.parse("aia.art-10.1")) is None


def test_a_sentence_names_place_act_day_and_change() -> None:
    (row,) = amendments_for(Pinpoint.parse("mdr.art-10a"), None)
    assert row.sentence.startswith("MDR Art. 10a inserted by 32024R1860, 2025-01-10: ")


def test_rows_are_in_order_and_whole() -> None:
    days = [row.since for row in load_amendments()]
    assert days == sorted(days)
    assert all(re.fullmatch(r"3\d{4}R\d{4}|", row.by) for row in load_amendments())
    assert all(row.what.endswith(".") for row in load_amendments())
    assert {row.change for row in load_amendments()} == set(Change)


@pytest.mark.parametrize("act", Act)
def test_says_the_newest_text_and_what_is_not_known(act: Act) -> None:
    assert latest_version(act).startswith("02")
    assert incomplete(act)


def test_every_listed_unit_of_the_lists_at_hand_is_held(shared: Path) -> None:
    folder = shared / "regulations"
    listed = json.loads((folder / "32026R1744.en.amendments-to-32024R1689.json").read_text("utf-8"))
    roots = {
        f"aia.art-{number.lower()}"
        for row in listed["amended_units"]
        for number in re.findall(r"Art (\d+[a-z]?)", row["units"])
    }
    held = {str(row.unit.root) for row in load_amendments()}
    assert len(roots) > 30
    assert roots <= held


def test_own_words_only(shared: Path) -> None:
    """No run of eight words of the transcribed law stands in our data."""
    files = (shared / "regulations").glob("*.json")
    law = " ".join(_words(" ".join(path.read_text("utf-8") for path in files)))
    for row in load_amendments():
        words = _words(row.what)
        runs = [" ".join(words[i : i + 8]) for i in range(len(words) - 7)]
        assert not [run for run in runs if run in law], row.unit


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d]+", text.lower())
