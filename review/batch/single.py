"""One submission reviewed, as `citemark review` does it, with every failure as a named reason."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from domain.batch import SubmissionResult
from domain.errors import CitemarkError, UnreadableFileError
from domain.finding import Conflict, Review
from domain.ports import Progress
from prompts.recorded import AnswerFolder
from regulations.profile import parse_profile
from retrieval.embedding import MemoryCache
from review.assembly import Workbench
from review.batch.crew import Order, Outcome
from review.batch.inputs import Entry, InputHash, ground_key, readings
from review.batch.memory import peak_bytes
from review.corpus import Corpus
from review.failures import log_failure
from review.reading import corpus_of
from review.report import report_files
from review.second_reading import assist_of, beside

_LOG = logging.getLogger(__name__)
_TOO_LARGE = "it needs more memory than there is; split it"


def review_one(
    bench: Workbench, order: Order, files: Iterable[Entry], progress: Progress
) -> Outcome:
    """Review the files of an order; nothing is raised."""
    try:
        return _review(bench, order, files, progress)
    except CitemarkError as error:
        return Outcome("", reason=reason_of(error), peak=peak_bytes())
    except MemoryError:
        return Outcome("", reason=_TOO_LARGE, peak=peak_bytes())
    except Exception as error:  # noqa: BLE001 - one submission must not end the others
        log_failure(_LOG, "a submission", error)
        kind = type(error).__name__
        reason = f"something that citemark does not know went wrong ({kind}); report it"
        return Outcome("", reason=reason, peak=peak_bytes())


def reason_of(error: CitemarkError) -> str:
    """What an error says, without the name of the submission, which stands beside it."""
    if isinstance(error, UnreadableFileError):
        return f"{error.reason.value}: {error.detail}"
    return str(error)


def _review(bench: Workbench, order: Order, files: Iterable[Entry], progress: Progress) -> Outcome:
    ground = ground_key(bench, order.made_for, order.asked)
    seen = InputHash(ground, order.profile)
    progress(0, 0, "reading the files")
    corpus = corpus_of(readings(seen.watch(files)))
    if not corpus.documents:
        return Outcome(seen.hexdigest(), ground, _nothing_read(corpus), peak=peak_bytes())
    made = _made(bench, order, corpus, progress)
    progress(0, 0, "writing the reports")
    reports = report_files(made, bench.catalogue, bench.law.shelf)
    result = result_of(made, reports)
    return Outcome(seen.hexdigest(), ground, "", result, reports, peak_bytes())


def _made(bench: Workbench, order: Order, corpus: Corpus, progress: Progress) -> Review:
    """The review by the rules and, where the order says so, with a model beside them."""
    vectors = MemoryCache()
    profile = parse_profile(order.profile)
    made = bench.review_apart(corpus, profile, order.made_for, progress, vectors)
    answers = AnswerFolder(order.answers) if order.answers else None
    assist = assist_of(bench, answers, order.asked) if order.asked else None
    if assist is None:
        return made
    return beside(bench, made, corpus, vectors).read_by(assist, progress)


def _nothing_read(corpus: Corpus) -> str:
    first = [f"{f.name}: {f.reason.value}: {f.detail}" for f in corpus.failures][:1]
    return "; ".join(["none of its files could be read", *first])


def result_of(review: Review, reports: Mapping[str, bytes]) -> SubmissionResult:
    """What is shown of a review beside those of other submissions."""
    profile, ledger = review.profile, review.ledger
    device = f"{profile.name} {profile.version}, {profile.framework.act.label}"
    return SubmissionResult(
        device=f"{device} class {profile.risk_class}",
        documents=ledger.documents_read,
        pages=ledger.pages_read,
        verdicts=dict(ledger.verdicts),
        conflicts=tuple(map(_conflict, review.conflicts)),
        unread=tuple(_unread(review)),
        questions=len(ledger.questions),
        reports={name: sha256(data).hexdigest() for name, data in reports.items()},
    )


def _conflict(conflict: Conflict) -> str:
    readings = dict.fromkeys(value for value, _ in conflict.values)
    return f"{conflict.subject}: {' against '.join(readings)}"


def _unread(review: Review) -> Iterator[str]:
    for failure in review.failures:
        yield f"{failure.name}: {failure.reason.value}: {failure.detail}"
    for document in review.documents:
        if unread := document.unreadable_pages:
            pages = "page" if len(unread) == 1 else "pages"
            yield f"{document.name}: {pages} {', '.join(map(str, unread))} could not be read"
