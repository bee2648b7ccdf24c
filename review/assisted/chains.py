"""Claims, risk controls and requirements that a model finds unanswered and code too, or drops."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from domain.chat import ChatRequest
from domain.finding import DocumentCitation
from domain.observation import Observation, ObservationKind
from domain.ports import ChatModel
from prompts.chains import ask_for_chains, read_chains
from prompts.data import Source
from review.assisted.lead import speaks_to_a_model
from review.assisted.looking import Looked, look
from review.assisted.numbered import cut, kind_of, numbered, shown
from review.chains.answers import Answers
from review.chains.claims import unread_note
from review.corpus import Corpus

_ASKED = 16
_PROOFS = 24
_A_STATEMENT = 2
"""Statements that are sent at most, proofs at most, and proofs for the sake of one statement."""
_LONGEST = 220
_SUBJECT = 70
_LACKS = {
    ObservationKind.UNSUPPORTED_CLAIM: ("claim", "result"),
    ObservationKind.UNVERIFIED_CONTROL: ("risk control", "verification"),
    ObservationKind.UNTESTED_REQUIREMENT: ("requirement", "test"),
}

Rows = Mapping[ObservationKind, tuple[str, ...]]
"""The obligations that an observation of each kind bears on."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Statements that want an answer beside the nearest proofs, as a question to a model."""

    device: str
    answers: Answers
    rows: Rows
    sources: tuple[Source, ...]
    named: dict[str, int]

    def request(self, fault: str = "") -> ChatRequest:
        """What is sent."""
        wants = self.answers.wants.kinds
        asked = [name for name, number in self.named.items() if number in wants]
        return ask_for_chains(self.sources, asked, self.device, fault)

    def put(self, model: ChatModel) -> Looked[Observation]:
        """What the model names and the rules find unanswered too."""
        return look(
            self.request, lambda text: read_chains(text, self.sources), self._confirmed, model
        )

    def _confirmed(self, name: str) -> Observation | None:
        number = self.named[name]
        kind = self.answers.lacks(number)
        return self._observation(number, kind) if kind else None

    def _observation(self, number: int, kind: ObservationKind) -> Observation:
        corpus = self.answers.corpus
        sentence = corpus.sentences[number]
        what, missing = _LACKS[kind]
        name = self.answers.wants.name(number) or " ".join(sentence.text.split())
        subject = f"{cut(name, _SUBJECT)} (proposed by a model, the place checked)"
        document = corpus.document(sentence.document).name
        told = (
            f"a model finds no {missing} for this {what} of {document}, and by citemark's own "
            f"rules none is linked to it or speaks of it{unread_note(corpus)}"
        )
        place = DocumentCitation(sentence.document, sentence.span)
        return Observation(kind, subject, told, (place,), missing, self.rows[kind])


def unanswered(
    corpus: Corpus, device: str, rows: Rows, seen: Iterable[Observation]
) -> Unanswered | None:
    """The question on a corpus, None where nothing wants an answer or nothing could give one.

    What `seen` cites is known already and is not asked.
    """
    answers = Answers(corpus)
    asked = _asked(answers, {place for one in seen for place in one.citations})
    if not asked or not answers.proofs:
        return None
    proofs = _proofs(answers, asked)
    parts = (*_parts(corpus, sorted(asked), answers), *_parts(corpus, proofs, answers))
    sources, named = numbered(parts, lambda number: shown(corpus, number, _LONGEST))
    return Unanswered(device, answers, rows, sources, named)


def _asked(answers: Answers, known: set[DocumentCitation]) -> list[int]:
    """The first statements that the rules find unanswered: nothing else could be confirmed."""
    free = (
        number
        for number in answers.wants.kinds
        if _sendable(answers.corpus, number)
        and _place(answers.corpus, number) not in known
        and answers.lacks(number)
    )
    return list(islice(free, _ASKED))


def _proofs(answers: Answers, asked: Sequence[int]) -> list[int]:
    """The proofs nearest to each statement, and the first ones where no statement has any."""
    near = (n for one in asked for n in islice(_near(answers, one), _A_STATEMENT))
    some = (n for n in answers.proofs if _sendable(answers.corpus, n))
    chosen = list(islice(dict.fromkeys(near), _PROOFS)) or list(islice(some, _A_STATEMENT))
    return sorted(chosen)


def _near(answers: Answers, number: int) -> Iterator[int]:
    return (n for n, _ in answers.nearest(number) if _sendable(answers.corpus, n))


def _sendable(corpus: Corpus, number: int) -> bool:
    return not speaks_to_a_model(corpus.sentences[number], corpus.close_contexts[number])


def _place(corpus: Corpus, number: int) -> DocumentCitation:
    sentence = corpus.sentences[number]
    return DocumentCitation(sentence.document, sentence.span)


def _parts(
    corpus: Corpus, numbers: Sequence[int], answers: Answers
) -> Iterator[tuple[str, Sequence[int]]]:
    """The numbers by what they are and the document that holds them, as places for a model."""

    def key(number: int) -> tuple[str, str]:
        kind = answers.wants.kinds.get(number)
        return (_LACKS[kind][0] if kind else "results", corpus.sentences[number].document)

    for (what, document), part in groupby(numbers, key):
        yield f"{what}, {kind_of(corpus, document)}", tuple(part)
