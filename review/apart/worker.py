"""The process that works: orders on stdin, events on stdout.

Start it as `python -m review.apart.worker`. It loads what no dossier changes and does each order in
a child, so that it holds nothing of a dossier; where there is no `fork`, it does one order itself
and ends. It ends at once when the process that gave the order is gone.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock, Thread
from time import monotonic
from typing import BinaryIO

from pydantic import SecretStr

from domain.errors import CitemarkError, RequestError
from domain.ports import JudgementCache, Progress, VectorCache
from retrieval.embedding import Backend
from retrieval.onnx_backend import OnnxBackend
from review.apart.ahead import load_ahead, load_model
from review.apart.forking import forked
from review.apart.messages import (
    Done,
    Event,
    Failed,
    JudgedNow,
    Order,
    Told,
    Vectors,
    Work,
    dump_event,
    load_order,
)
from review.assembly import Workbench
from review.dossier_index import build_index
from review.failures import log_failure
from review.frames import read_frame, write_frame
from review.garbage import look_seldom
from review.helpers import CAN_FORK, one_thread_each, usual_helpers
from review.reading import stored_corpus
from review.settings import Settings, endpoint_settings
from store import DossierId

_LOG = logging.getLogger(__name__)
Send = Callable[[Event], None]
_BETWEEN = 0.3
"""Seconds between two reports of how far the work is."""


class Answers:
    """The way back to the process that gave the order."""

    def __init__(self) -> None:
        """What any library prints goes to stderr from now on."""
        self._stream: BinaryIO = os.fdopen(os.dup(1), "wb")
        self._turn = Lock()
        self._last = 0.0
        os.dup2(2, 1)

    def send(self, event: Event) -> None:
        """Send an event."""
        with self._turn:
            write_frame(self._stream, dump_event(event))

    def tell(self, done: int, total: int, step: str) -> None:
        """Say how far the work is, now and then."""
        if monotonic() - self._last > _BETWEEN or done == total:
            self._last = monotonic()
            self.send(Told(done, total, step))


class SentVectors:
    """A vector cache that reads the data folder and sends back what is new.

    What was sent last is known here too: the other process may not have kept it yet.
    """

    def __init__(self, kept: VectorCache, send: Send) -> None:
        self._kept = kept
        self._send = send
        self._last: tuple[str, Mapping[str, bytes]] = ("", {})

    def get_vectors(self, model: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors that are known, by key."""
        known, vectors = self._last
        found = {key: vectors[key] for key in keys if key in vectors} if known == model else {}
        return {**found, **self._kept.get_vectors(model, [key for key in keys if key not in found])}

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Send these vectors to be kept."""
        self._send(Vectors(model, vectors))
        self._last = model, vectors


class SentJudgements:
    """A cache of judgements that reads the data folder and sends back what is new."""

    def __init__(self, kept: JudgementCache, send: Send) -> None:
        self._kept = kept
        self._send = send

    def get_judged(self, version: str) -> Mapping[str, bytes]:
        """What that version judged, by document."""
        return self._kept.get_judged(version)

    def put_judged(
        self, version: str, judged: Mapping[str, bytes], documents: Collection[str]
    ) -> None:
        """Send these judgements to be kept."""
        self._send(JudgedNow(version, judged, tuple(documents)))


class ReadingBench(Workbench):
    """The application over a data folder that another process holds."""

    def __init__(self, order: Order, answers: Answers, model: Backend) -> None:
        settings = Settings(
            data=order.data, database=SecretStr(order.database), **endpoint_settings(order.endpoint)
        )
        super().__init__(
            settings,
            writable=False,
            today=lambda: order.on,
            helpers=usual_helpers(),
            model=model,
        )
        self._answers = answers

    def vectors_of(self, dossier: DossierId | None) -> VectorCache:
        """The cache of a dossier; new vectors go back."""
        return SentVectors(super().vectors_of(dossier), self._answers.send)

    def judged_of(self, dossier: DossierId | None) -> JudgementCache:
        """What was judged in a dossier; new judgements go back."""
        return SentJudgements(super().judged_of(dossier), self._answers.send)


def main() -> None:
    """Do what each order asks for, and say how it ended.

    Matrices are multiplied on one thread from the beginning: threads that a child begins anew look
    out for work for a while before they rest, and take a processor meanwhile.
    """
    look_seldom()
    answers, model = Answers(), OnnxBackend()
    with one_thread_each():
        load_ahead(model.name)
        _serve(answers, model)


def _serve(answers: Answers, model: OnnxBackend) -> None:
    while (content := read_frame(sys.stdin.buffer)) is not None:
        order = load_order(content)
        if not CAN_FORK:
            Thread(target=_end_with_parent, daemon=True).start()
            answers.send(_done(order, answers, model))
            os._exit(0)  # the thread holds stdin, and a usual end would wait for it and fail
        load_model(model, order.endpoint)
        gc.freeze()  # no child has to look at it again
        if forked(partial(_answer, order, answers, model)):
            os._exit(1)


def _answer(order: Order, answers: Answers, model: Backend) -> None:
    answers.send(_done(order, answers, model))


def _end_with_parent() -> None:
    read_frame(sys.stdin.buffer)
    os._exit(0)


def _done(order: Order, answers: Answers, model: Backend) -> Event:
    try:
        with ReadingBench(order, answers, model) as bench:
            return _WORK[order.work](bench, order, answers.tell)
    except CitemarkError as error:
        return Failed(type(error).__name__, str(error))
    except MemoryError:
        return Failed("StoreError", "it needs more memory than there is; split the dossier")
    except Exception as error:  # noqa: BLE001 - the words of it must not come into a log
        log_failure(_LOG, order.work.value, error)
        return Failed("", type(error).__name__)


def _review(bench: Workbench, order: Order, tell: Progress) -> Done:
    profile = bench.store.dossier(order.dossier).profile
    corpus = stored_corpus(bench.store.documents(order.dossier))
    if profile is None:
        raise RequestError("the device is not described; describe it and review again")
    made = bench.review(corpus, profile, order.on, tell, order.dossier)
    return Done(replace(made, documents=()))  # whoever asked has them


def _index(bench: Workbench, order: Order, tell: Progress) -> Done:
    corpus = stored_corpus(bench.store.documents(order.dossier))
    build_index(bench, corpus, order.dossier, tell)
    return Done(None)


_WORK = {Work.REVIEW: _review, Work.INDEX: _index}

if __name__ == "__main__":
    main()
