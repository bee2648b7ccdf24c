"""A review read by the configured chat model too, beside the rules that made it."""

from collections.abc import Iterable

from domain.chat import ChatRequest
from domain.device import Applies, DeviceProfile
from domain.finding import Review
from domain.ports import AnswerCache, Progress, VectorCache
from prompts.recorded import RecordedChat
from regulations.applicability import applicability
from review.assembly import Workbench
from review.assisted.order import Assist, Estimate, Prices, Told, ceiling, untold_estimate
from review.assisted.reviewing import AssistedReview
from review.corpus import Corpus
from review.mapping import affinity
from review.reviewing import untold
from review.settings import Settings


def assist_of(
    bench: Workbench, answers: AnswerCache | None, repeat: int = 1, tell: Told = untold_estimate
) -> Assist | None:
    """The configured model for a review, None without one.

    Its answers are kept in `answers`, so that a review that was ended goes on without paying
    twice. Raises `ModelSettingError` where the model cannot be set up.
    """
    if bench.chat is None:
        return None
    settings = bench.settings
    return Assist(
        model=RecordedChat(bench.chat, answers) if answers is not None else bench.chat,
        budget=settings.model_budget,
        repeat=repeat,
        parallel=settings.model_parallel,
        prices=_prices(settings),
        tell=tell,
    )


def read_too(
    bench: Workbench,
    made: Review,
    corpus: Corpus,
    assist: Assist,
    progress: Progress | None = None,
) -> Review:
    """The review of loose documents with the model's views on it."""
    return beside(bench, made, corpus).read_by(assist, progress or untold)


def request_on(
    bench: Workbench, obligation: str, corpus: Corpus, profile: DeviceProfile
) -> ChatRequest:
    """What a review would send to a model on an obligation's group; nothing is sent."""
    made = bench.review(corpus, profile)
    return beside(bench, made, corpus).question_on(obligation).request()


def beside(
    bench: Workbench, made: Review, corpus: Corpus, vectors: VectorCache | None = None
) -> AssistedReview:
    """A made review, ready to be read by a model.

    `vectors` is where those of the documents are kept: with loose ones where it is None.
    """
    allowed = bench.allowed(made.profile, made.manifest.made_for)
    kept = bench.vectors_of(None) if vectors is None else vectors
    near = affinity(corpus, bench.catalogue, bench.embedders.over(kept), allowed)
    return AssistedReview(made, corpus, bench.catalogue, near)


def estimate_of(
    bench: Workbench, profile: DeviceProfile | None, repeat: int = 1
) -> Estimate | None:
    """At most what a model will take for a review that puts each question so many times.

    None without a model or a device.
    """
    settings = bench.settings
    if profile is None or not settings.model:
        return None
    answers = applicability(bench.catalogue, profile, bench.today())
    every = bench.catalogue.obligations.values()
    rows = [row for row in every if answers[row.id].applies is Applies.YES]
    return ceiling(rows, settings.model_budget, repeat, _prices(settings))


def estimates_of(
    bench: Workbench, profiles: Iterable[DeviceProfile], repeat: int = 1
) -> list[Estimate]:
    """At most what a model will take for the review of each of these devices; none without one."""
    told = (estimate_of(bench, profile, repeat) for profile in profiles)
    return [one for one in told if one is not None]


def _prices(settings: Settings) -> Prices:
    return Prices(settings.model_price_in, settings.model_price_out)
