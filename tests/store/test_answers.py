"""What a model answered about a dossier belongs to it alone and goes with it."""

from pathlib import Path

from domain.chat import ChatReply
from store import DossierId, Store

REPLY = ChatReply("a secret of the dossier", 120, 7)


def test_the_first_answer_stays(store: Store, dossier: DossierId) -> None:
    answers = store.answers_of(dossier)
    assert answers.get_answer("m", "k") is None
    answers.put_answer("m", "k", REPLY)
    answers.put_answer("m", "k", ChatReply("another"))
    assert answers.get_answer("m", "k") == REPLY
    assert answers.get_answer("other", "k") is None


def test_no_other_dossier_finds_it(store: Store, dossier: DossierId) -> None:
    store.answers_of(dossier).put_answer("m", "k", REPLY)
    assert store.answers_of(store.create_dossier("other")).get_answer("m", "k") is None


def test_it_is_erased_with_its_dossier(store: Store, dossier: DossierId, folder: Path) -> None:
    store.answers_of(dossier).put_answer("m", "k", REPLY)
    store.delete_dossier(dossier)
    store.close()
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if REPLY.text.encode() in Path(path).read_bytes()]
