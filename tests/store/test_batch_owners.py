"""A batch is of whoever began it, over every method that takes one."""

import inspect
from collections.abc import Callable

import pytest

from domain.access import LOCAL, User
from domain.batch import BatchId, BatchState, Submission
from domain.errors import AccessError, UnknownRecordError
from store import Store
from tests.store.examples import PROFILE
from tests.store.test_batches import DAY

ANNA = User("anna@example.org", "anna")
EVE = User("eve@example.org", "eve", administrator=True)
ONE = Submission("a", "A")

Call = Callable[[Store, BatchId], object]

READING: dict[str, Call] = {
    "batch": lambda s, b: s.batch(b),
    "submissions": lambda s, b: s.submissions(b),
}
CHANGING: dict[str, Call] = {
    "delete_batch": lambda s, b: s.delete_batch(b),
    "put_submission": lambda s, b: s.put_submission(b, ONE),
    "put_submissions": lambda s, b: s.put_submissions(b, []),
    "set_batch_asked": lambda s, b: s.set_batch_asked(b, 3),
    "set_batch_day": lambda s, b: s.set_batch_day(b, DAY.replace(year=2030)),
    "set_batch_device": lambda s, b: s.set_batch_device(b, PROFILE),
    "set_batch_state": lambda s, b: s.set_batch_state(b, BatchState.CANCELLED),
}


@pytest.fixture
def annas(store: Store) -> BatchId:
    batch = store.create_batch("/in", "/out", DAY, user=ANNA)
    store.put_submissions(batch, [ONE])
    return batch


def test_no_method_that_takes_a_batch_is_left_out() -> None:
    takes = {
        name
        for name, method in inspect.getmembers(Store, inspect.isfunction)
        if not name.startswith("_")
        and any(p.annotation is BatchId for p in inspect.signature(method).parameters.values())
    }
    assert takes == READING.keys() | CHANGING.keys()


@pytest.mark.parametrize("name", [*READING, *CHANGING])
def test_anothers_batch_cannot_be_told_from_none(store: Store, annas: BatchId, name: str) -> None:
    before = [call(store, annas) for call in READING.values()]
    for id_ in (BatchId(annas.token, EVE), BatchId("0" * 32, EVE)):
        with pytest.raises(UnknownRecordError, match="no batch has the id"):
            (READING | CHANGING)[name](store, id_)
    assert [call(store, annas) for call in READING.values()] == before


def test_each_sees_only_their_own_and_the_machine_all(store: Store, annas: BatchId) -> None:
    eves = store.create_batch("/hers", "/out", DAY, user=EVE)
    machines = store.create_batch("/machine", "/out", DAY)
    assert [batch.id for batch in store.batches(ANNA)] == [annas]
    assert [batch.id for batch in store.batches(EVE)] == [eves]
    seen = [batch.id.token for batch in store.batches(LOCAL)]
    assert seen == [annas.token, eves.token, machines.token]
    assert store.batch(BatchId(annas.token, LOCAL)).folder == "/in"


def test_a_folder_of_anothers_batch_is_refused(store: Store, annas: BatchId) -> None:
    with pytest.raises(AccessError, match="somebody else has begun a batch over /in"):
        store.find_batch("/in", "/out", EVE)
    for user in (ANNA, LOCAL):
        found = store.find_batch("/in", "/out", user)
        assert found is not None
        assert found.id == BatchId(annas.token, user)


def test_how_often_a_model_was_asked_is_kept(store: Store, annas: BatchId) -> None:
    assert store.batch(annas).asked == 0
    store.set_batch_asked(annas, 2)
    assert store.batch(annas).asked == 2
