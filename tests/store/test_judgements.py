"""What was judged of documents belongs to their dossier and goes with it."""

from pathlib import Path

from store import DossierId, Store

SECRET = b"denies it: a secret of the dossier"


def test_it_is_kept_by_version_and_document(store: Store, dossier: DossierId) -> None:
    kept = store.judgements_of(dossier)
    assert kept.get_judged("v") == {}
    kept.put_judged("v", {"a": b"1", "b": b"2"}, ["a", "b"])
    assert kept.get_judged("v") == {"a": b"1", "b": b"2"}
    assert kept.get_judged("w") == {}


def test_it_is_replaced_and_others_are_forgotten(store: Store, dossier: DossierId) -> None:
    kept = store.judgements_of(dossier)
    kept.put_judged("v", {"a": b"1", "b": b"2", "c": b"3"}, ["a", "b", "c"])
    kept.put_judged("v", {"a": b"4"}, ["a", "b"])
    assert kept.get_judged("v") == {"a": b"4", "b": b"2"}
    kept.put_judged("w", {}, ["a"])
    assert kept.get_judged("v") == {}


def test_many_documents_at_once(store: Store, dossier: DossierId) -> None:
    kept = store.judgements_of(dossier)
    many = {f"document-{number}": b"x" for number in range(1000)}
    kept.put_judged("v", many, list(many))
    kept.keep_only({"document-7"})
    assert kept.get_judged("v") == {"document-7": b"x"}


def test_no_other_dossier_finds_it(store: Store, dossier: DossierId) -> None:
    store.judgements_of(dossier).put_judged("v", {"a": SECRET}, ["a"])
    other = store.create_dossier("other")
    assert store.judgements_of(other).get_judged("v") == {}
    assert store.judgements_of(None).get_judged("v") == {}


def test_what_was_judged_of_loose_documents_goes_with_any_dossier(
    store: Store, dossier: DossierId
) -> None:
    store.judgements_of(None).put_judged("v", {"a": SECRET}, ["a"])
    store.delete_dossier(dossier)
    assert store.judgements_of(None).get_judged("v") == {}


def test_a_reader_keeps_nothing(store: Store, dossier: DossierId, folder: Path) -> None:
    with Store.open(folder, writable=False) as reader:
        reader.judgements_of(dossier).put_judged("v", {"a": SECRET}, ["a"])
    assert store.judgements_of(dossier).get_judged("v") == {}


def test_it_is_erased_with_its_dossier(store: Store, dossier: DossierId, folder: Path) -> None:
    store.judgements_of(dossier).put_judged("v", {"a": SECRET}, ["a"])
    store.delete_dossier(dossier)
    store.close()
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if SECRET in Path(path).read_bytes()]
