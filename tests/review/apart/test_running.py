"""Work in a process of its own: the same outcome, and every way it can end has a sentence."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pytest

import samples
from domain.errors import RequestError, StoreError, UnknownRecordError
from regulations.profile import load_profile
from retrieval.embedding import MemoryCache
from review.apart import Keep, Order, Ready, Work, run_apart
from review.apart.messages import (
    Done,
    Event,
    Failed,
    JudgedNow,
    Told,
    Vectors,
    dump_event,
    load_event,
)
from review.apart.worker import SentVectors
from review.assembly import Workbench
from review.dossier_work import DossierId, DossierWork
from review.kept_documents import reading_version
from review.settings import Settings
from tests.store.examples import document, review

DAY = date(2026, 11, 24)
TEXT = (
    b"# Risk management plan\n\nThe risk management process is established, documented and "
    b"maintained over the whole life cycle. Human oversight measures are not described.\n"
)


def nothing(_done: int, _all: int, _what: str) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[DossierWork]:
    with Workbench(Settings(data=tmp_path / "data"), today=lambda: DAY) as bench:
        yield DossierWork(bench)


@pytest.fixture
def dossier(at_work: DossierWork) -> DossierId:
    made = at_work.bench.store.create_dossier("one", load_profile(samples.device_path()))
    at_work.add_files(made, [("plan.md", TEXT)], nothing)
    return made


def order(at_work: DossierWork, dossier: DossierId) -> Order:
    return Order(Work.REVIEW, dossier, DAY, at_work.bench.settings.data)


@pytest.mark.parametrize(
    "event",
    [
        Told(1, 2, "a step \u202e"),
        Vectors("m", {"k": b"\x00\xff"}),
        JudgedNow("v", {"k": b"\x00\xff"}, ("k", "l")),
        Failed("StoreError", "words"),
        Done(None),
        Done(review(document(b"Words of a file."))),
    ],
)
def test_what_is_sent_arrives(event: Event) -> None:
    assert load_event(dump_event(event)) == event


def test_it_gives_what_this_process_would_and_its_vectors_are_kept(
    at_work: DossierWork, dossier: DossierId
) -> None:
    bench = at_work.bench
    made = at_work.review(dossier, nothing)
    profile = load_profile(samples.device_path())
    told: list[str] = []
    here = bench.review(
        at_work.corpus(dossier), profile, DAY, lambda *now: told.append(now[2]), dossier
    )
    assert made == here
    assert "reading meaning" not in told
    assert bench.store.latest_review(dossier) == made


def test_a_second_review_takes_over_what_was_judged(
    at_work: DossierWork, dossier: DossierId
) -> None:
    first = at_work.review(dossier, nothing)
    document = at_work.documents(dossier)[0].id
    version = reading_version(at_work.bench.embedder.name)
    kept = at_work.bench.store.judgements_of(dossier)
    assert document in kept.get_judged(version)
    assert at_work.review(dossier, nothing) == first


def keeping(at_work: DossierWork, dossier: DossierId) -> Keep:
    store = at_work.bench.store
    return Keep(store.vectors_of(dossier), store.judgements_of(dossier))


def test_killed_it_leaves_the_dossier_usable(at_work: DossierWork, dossier: DossierId) -> None:
    others = children()

    def kill(_done: int, _all: int, _what: str) -> None:
        for child in children() - others:
            os.kill(child, signal.SIGKILL)

    keep = keeping(at_work, dossier)
    with pytest.raises(StoreError, match="the process that did the work ended"):
        run_apart(order(at_work, dossier), keep, kill)
    assert at_work.bench.store.reviews(dossier) == []
    assert [kept.name for kept in at_work.documents(dossier)] == ["plan.md"]


def children() -> set[int]:
    """The processes that this one has started."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for path in found for pid in path.read_text().split()}


def test_one_process_does_one_work_after_the_other(
    at_work: DossierWork, dossier: DossierId
) -> None:
    given, keep, others, ready = (
        order(at_work, dossier), keeping(at_work, dossier), children(), Ready(),
    )  # fmt: skip
    first = ready.run(given, keep, nothing)
    (process,) = children() - others
    assert ready.run(given, keep, nothing) == first
    assert children() - others == {process}
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert ready.run(given, keep, nothing) == first
    ready.close()
    assert children() <= others


def test_a_process_without_work_is_ended(at_work: DossierWork, dossier: DossierId) -> None:
    given, others, ready = order(at_work, dossier), children(), Ready(kept=0.1)
    ready.run(replace(given, work=Work.INDEX), keeping(at_work, dossier), nothing)
    ends = monotonic() + 20
    while children() - others and monotonic() < ends:
        sleep(0.05)
    assert children() <= others


def test_its_errors_are_those_of_citemark(at_work: DossierWork, dossier: DossierId) -> None:
    store = at_work.bench.store
    given = order(at_work, dossier)
    other = store.create_dossier("other")
    with pytest.raises(RequestError, match="device is not described"):
        run_apart(replace(given, dossier=other), keeping(at_work, other), nothing)
    store.delete_dossier(other)
    with pytest.raises(UnknownRecordError):
        run_apart(replace(given, dossier=other), keeping(at_work, dossier), nothing)


def test_vectors_that_were_sent_are_known_before_they_are_kept() -> None:
    sent: list[Event] = []
    vectors = SentVectors(MemoryCache(), sent.append)
    vectors.put_vectors("model", {"text": b"vector"})
    assert sent == [Vectors("model", {"text": b"vector"})]
    assert vectors.get_vectors("model", ["text", "other"]) == {"text": b"vector"}
    assert not vectors.get_vectors("another model", ["text"])
