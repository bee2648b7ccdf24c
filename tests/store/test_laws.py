"""Versions of the law, and provisions out of them."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import event

from domain.errors import LawTextError, UnknownRecordError
from domain.pinpoint import Act, Pinpoint
from store import Store
from tests.store.examples import law

TODAY = date(2026, 11, 24)
POINT = Pinpoint.parse("mdr.art-1.a")


def test_a_law_comes_back_whole_and_in_order(store: Store) -> None:
    added = law(b"file")
    store.add_law(added, b"file", TODAY)
    found = store.current_law(Act.MDR)
    assert found == added
    assert list(found.provisions) == list(added.provisions)
    assert store.law_text(added.version) == added
    assert store.law_bytes(added.version) == b"file"


def test_an_act_without_a_text_is_none(store: Store) -> None:
    store.add_law(law(b"file"), b"file", TODAY)
    assert store.current_law(Act.IVDR) is None


def test_a_text_that_was_not_read_from_the_bytes_is_refused(store: Store) -> None:
    with pytest.raises(LawTextError, match="not read from the bytes"):
        store.add_law(law(b"file"), b"another file", TODAY)
    assert store.law_versions() == []


def test_the_same_bytes_twice_are_one_version(store: Store) -> None:
    store.add_law(law(b"file"), b"file", TODAY)
    before = store.law_versions()
    store.add_law(law(b"file"), b"file", date(2027, 1, 1))
    assert store.law_versions() == before


def test_the_same_bytes_read_better_replace_the_provisions(store: Store) -> None:
    store.add_law(law(b"file", words="words lst", title="Old"), b"file", TODAY)
    store.add_law(law(b"file", words="words lost and found"), b"file", TODAY)
    assert store.provision(POINT)[0].text == "words lost and found"
    assert [kept.title for kept in store.law_versions()] == ["A title"]


def test_the_print_does_not_displace_a_text_of_the_same_day_that_marks_its_units(
    store: Store,
) -> None:
    marked = law(b"marked")
    printed = law(b"print")
    as_print = replace(printed, version=replace(printed.version, form="oj-pdf"))
    store.add_law(as_print, b"print", TODAY)
    store.add_law(marked, b"marked", TODAY)
    assert store.current_law(Act.MDR) == marked
    store.remove_law(as_print.version)
    store.add_law(as_print, b"print", TODAY)
    assert store.current_law(Act.MDR) == marked


def test_the_version_of_the_latest_day_is_current_in_any_order(store: Store) -> None:
    new = law(b"new", celex="02017R0745-20260719", as_of=date(2026, 7, 19), words="newer")
    store.add_law(new, b"new", TODAY)
    store.add_law(law(b"old"), b"old", TODAY)
    assert [(kept.version.celex, kept.current) for kept in store.law_versions()] == [
        ("32017R0745", False),
        ("02017R0745-20260719", True),
    ]
    assert store.provision(POINT) == (new.provisions[POINT], new.version)


def test_of_two_texts_of_one_day_the_one_added_last_is_current(store: Store) -> None:
    store.add_law(law(b"one", words="one"), b"one", TODAY)
    store.add_law(law(b"two", words="two"), b"two", TODAY)
    assert store.provision(POINT)[0].text == "two"


def test_an_older_version_is_found_by_its_number(store: Store) -> None:
    old = law(b"old", words="older")
    store.add_law(old, b"old", TODAY)
    new = law(b"new", celex="02017R0745-20260719", as_of=date(2026, 7, 19))
    store.add_law(new, b"new", TODAY)
    assert store.provision(POINT, "32017R0745") == (old.provisions[POINT], old.version)


def test_a_person_can_choose_the_current_version(store: Store) -> None:
    old, new = law(b"old", words="older"), law(b"new", as_of=date(2026, 7, 19))
    store.add_law(old, b"old", TODAY)
    store.add_law(new, b"new", TODAY)
    store.set_current(old.version)
    assert store.provision(POINT)[1] == old.version
    assert [kept.current for kept in store.law_versions()] == [True, False]


def test_removing_the_current_version_leaves_the_next_one(store: Store) -> None:
    old, new = law(b"old", words="older"), law(b"new", as_of=date(2026, 7, 19))
    store.add_law(old, b"old", TODAY)
    store.add_law(new, b"new", TODAY)
    store.remove_law(new.version)
    assert store.current_law(Act.MDR) == old
    with pytest.raises(UnknownRecordError, match="law list"):
        store.law_bytes(new.version)


def test_acts_do_not_mix(store: Store) -> None:
    store.add_law(law(b"mdr"), b"mdr", TODAY)
    aia = law(b"aia", act=Act.AIA, celex="32024R1689", as_of=date(2024, 7, 12))
    store.add_law(aia, b"aia", TODAY)
    assert [kept.current for kept in store.law_versions()] == [True, True]
    store.remove_law(aia.version)
    assert store.current_law(Act.MDR) is not None


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(UnknownRecordError, match="no text of the MDR has been added"):
        store.provision(POINT)
    store.add_law(law(b"file"), b"file", TODAY)
    with pytest.raises(UnknownRecordError, match="no text of 32099R0001"):
        store.provision(POINT, "32099R0001")
    with pytest.raises(UnknownRecordError, match=r"MDR Art. 99 is not in 32017R0745"):
        store.provision(Pinpoint.parse("mdr.art-99"))
    absent = law(b"absent").version
    for call in (store.set_current, store.remove_law, store.law_text):
        with pytest.raises(UnknownRecordError, match="is not kept"):
            call(absent)


@pytest.mark.sqlite
def test_one_provision_is_read_without_the_others(store: Store) -> None:
    store.add_law(law(b"file"), b"file", TODAY)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(store._database._engine, "after_cursor_execute", note)
    store.provision(POINT)
    statement = next(each for each in asked if "FROM provisions" in each)
    with store._database.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1, "x")).all()
    assert "SEARCH provisions USING INDEX" in plan[0][3]


def test_a_file_that_a_dossier_holds_too_survives_the_law(store: Store) -> None:
    dossier = store.create_dossier("d")
    store.add_law(law(b"file"), b"file", TODAY)
    store.add_document(dossier, "law.html", b"file")
    store.remove_law(law(b"file").version)
    assert store.document_bytes(dossier, sha256(b"file").hexdigest()) == b"file"
