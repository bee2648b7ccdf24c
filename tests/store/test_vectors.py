"""Vectors by key, shared ones and those of a dossier."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ports import VectorCache
from store import DossierId, Store


def test_the_store_is_a_vector_cache(store: Store, dossier: DossierId) -> None:
    def check(cache: VectorCache) -> None:
        assert cache.get_vectors("m", ["k"]) == {}
        cache.put_vectors("m", {"k": b"\0\1"})
        assert cache.get_vectors("m", ["k", "absent"]) == {"k": b"\0\1"}

    check(store.vectors_of(dossier))
    check(store)


def test_models_do_not_mix(store: Store) -> None:
    store.put_vectors("m1", {"k": b"1"})
    assert store.get_vectors("m2", ["k"]) == {}


def test_many_keys_at_once(store: Store) -> None:
    many = {f"key-{number}": bytes([number % 256]) for number in range(5000)}
    store.put_vectors("m", many)
    assert store.get_vectors("m", list(many)) == many


def test_a_dossier_finds_shared_vectors_and_never_those_of_another(
    store: Store, dossier: DossierId
) -> None:
    store.put_vectors("m", {"law": b"1"})
    store.vectors_of(dossier).put_vectors("m", {"secret": b"2"})
    other = store.vectors_of(store.create_dossier("other"))
    assert other.get_vectors("m", ["law", "secret"]) == {"law": b"1"}
    assert store.get_vectors("m", ["secret"]) == {}


def test_vectors_go_with_their_dossier(store: Store, dossier: DossierId) -> None:
    store.put_vectors("m", {"law": b"1"})
    store.vectors_of(dossier).put_vectors("m", {"secret": b"2"})
    store.delete_dossier(dossier)
    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT key FROM vectors").scalars().all() == ["law"]


KEPT = st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=8), max_size=6)


@settings(max_examples=30)
@given(st.lists(KEPT, max_size=5))
def test_a_key_keeps_its_first_vector(
    tmp_path_factory: pytest.TempPathFactory, batches: list[dict[str, bytes]]
) -> None:
    with Store.open(tmp_path_factory.mktemp("data")) as store:
        expected: dict[str, bytes] = {}
        for batch in batches:
            store.put_vectors("m", batch)
            expected = batch | expected
        assert store.get_vectors("m", list("abcdef")) == expected
