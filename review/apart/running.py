"""The side that holds the data folder: follows the process, and keeps what comes back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from domain import errors
from domain.errors import CitemarkError, StoreError
from domain.finding import Review
from domain.ports import JudgementCache, Progress, VectorCache
from review.apart.messages import (
    Done,
    Failed,
    JudgedNow,
    Order,
    Told,
    Vectors,
    dump_order,
    load_event,
)
from review.frames import read_frame, write_frame

if TYPE_CHECKING:
    import subprocess


@dataclass(frozen=True, slots=True)
class Keep:
    """Where goes what comes back."""

    vectors: VectorCache
    judged: JudgementCache


def follow(
    process: "subprocess.Popen[bytes]", order: Order, keep: Keep, progress: Progress
) -> Review | None:
    """Let the process do the work, and keep what comes; gives the review where one was asked for.

    The review comes without its documents, which whoever asks has.

    Raises the error of citemark that ended the work, and `StoreError` where the process was
    killed: what had come back is kept, and the work may be asked for again.
    """
    write_frame(cast("BinaryIO", process.stdin), dump_order(order))
    answers = cast("BinaryIO", process.stdout)
    while (content := read_frame(answers)) is not None:
        match load_event(content):
            case Told(done, total, step):
                progress(done, total, step)
            case Vectors(model, vectors):
                keep.vectors.put_vectors(model, vectors)
            case JudgedNow(version, judged, documents):
                keep.judged.put_judged(version, judged, documents)
            case Failed(kind, message):
                raise _error(kind, message)
            case Done(review):
                return review
    raise StoreError(
        f"the process that did the work ended (code {process.wait()}), most likely for lack of "
        "memory; what it had done is kept: do it again, with fewer documents if it comes back"
    )


def _error(kind: str, message: str) -> Exception:
    known = getattr(errors, kind, None)
    return known(message) if kind in _PLAIN and known else RuntimeError(message)


_PLAIN = frozenset(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, CitemarkError)
) - {"UnreadableFileError"}
"""The errors that are made from their message alone."""
