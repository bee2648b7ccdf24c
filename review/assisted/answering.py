"""Answers in a model's sentences, each carried by cited sentences and checked against them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from domain.chat import ChatRequest, ModelUse, Usage
from domain.device import DeviceProfile, Fact
from domain.errors import ModelAnswerError, ModelEmptyError, ModelRefusedError
from domain.finding import Answer, DocumentCitation, Statement
from domain.pinpoint import Pinpoint
from domain.ports import ChatModel
from prompts.answer import (
    SaidAnswer,
    SaidSentence,
    ask_for_answer,
    read_answer,
    read_so_far,
    template,
)
from review.answering import NOT_IN_DOCUMENTS, answer, retrieve
from review.assisted.sources import Quotable, Shelf, gather
from review.library import Library
from review.meaning import changes

_ATTEMPTS = 2

Show = Callable[[Sequence[Statement]], None]
"""Is given the statements of an answer that is still coming, each whole and checked.

A reply that is asked again begins anew, from none. The answer that is returned is what counts.
"""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a model said in the end, or why it said nothing usable, and what that cost."""

    said: SaidAnswer | None
    fault: str
    usage: Usage


def assisted_answer(
    question: str,
    library: Library,
    model: ChatModel,
    device: str = "",
    show: Show | None = None,
) -> Answer:
    """The answer to a question in a model's words where they hold, else in the sources' own.

    Where nothing at hand speaks to the question the model is not asked. A sentence without a
    source is not shown; one that changes what its sources say is replaced by them; both are
    counted in `notes`. Raises the `ModelError`s that a person can mend: key, address, limit, time.
    """
    plain = answer(question, library)
    if plain.abstained:
        return plain
    shelf = gather(retrieve(question, library), library)
    ask = partial(ask_for_answer, question, shelf.sources, device)
    told = _ask(ask, shelf, model, show)
    used = ModelUse(model.name, model.settings, (template(),), told.usage)
    made = replace(plain, model=used, notes=(*plain.notes, *_kept_out(shelf)))
    if told.said is None:
        return _without(made, f"the model gave no usable answer: {told.fault}")
    return _checked(made, told.said, shelf, library)


def device_line(profile: DeviceProfile | None) -> str:
    """The device as a model is told of it: law, class, and the facts that hold."""
    if profile is None:
        return ""
    held = [name for name, fact in sorted(profile.facts.items()) if fact is Fact.YES]
    facts = f"; {', '.join(held)}" if held else ""
    return f"{profile.framework.act.label} class {profile.risk_class}{facts}"


def _ask(
    request: Callable[[str], ChatRequest], shelf: Shelf, model: ChatModel, show: Show | None
) -> _Told:
    usage, fault = Usage(), ""
    for _ in range(_ATTEMPTS):
        try:
            reply = model.complete(request(fault), _Listener(shelf, show).hear if show else None)
            usage += Usage.of(reply)
            return _Told(read_answer(reply.text, shelf.sources), "", usage)
        except (ModelAnswerError, ModelEmptyError) as error:
            usage += Usage.of(error)
            fault = str(error)
        except ModelRefusedError as error:
            return _Told(None, str(error), usage + Usage.of(error))
    return _Told(None, fault, usage)


class _Listener:
    """Shows what is whole of a reply that is still coming, each time that there is more of it."""

    def __init__(self, shelf: Shelf, show: Show) -> None:
        self._shelf = shelf
        self._show = show
        self._shown: tuple[SaidSentence, ...] | None = None

    def hear(self, text: str) -> None:
        """Take the text so far."""
        said = read_so_far(text, self._shelf.sources)
        if said != self._shown:
            self._shown = said
            made = (_statement(sentence, self._shelf) for sentence in said)
            self._show(list(dict.fromkeys(made)))


def _checked(made: Answer, said: SaidAnswer, shelf: Shelf, library: Library) -> Answer:
    cited = [sentence for sentence in said.sentences if sentence.sources]
    statements = tuple(_statement(sentence, shelf) for sentence in cited)
    notes = [*made.notes, *_dropped(len(said.sentences) - len(cited))]
    kept = {" ".join(sentence.text.split()) for sentence in cited}
    if changed := sum(statement.text not in kept for statement in statements):
        notes.append(
            f"{_sentences(changed)} of the model changed what the sources say; their own words are "
            "shown instead"
        )
    made = replace(made, notes=tuple(notes), statements=tuple(dict.fromkeys(statements)))
    if not statements:
        return _without(made, _not_settled(made, library))
    return _found_after_all(made) if any(map(_is_own, statements)) else made


def _is_own(statement: Statement) -> bool:
    return any(isinstance(cited, DocumentCitation) for cited in statement.citations)


def _found_after_all(made: Answer) -> Answer:
    """The answer without the note that the documents do not speak of it: the model found that."""
    notes = tuple(note for note in made.notes if note != NOT_IN_DOCUMENTS)
    return replace(made, notes=notes, nearest=())


def _statement(sentence: SaidSentence, shelf: Shelf) -> Statement:
    carrying: list[Quotable] = [shelf.quotables[name] for name in dict.fromkeys(sentence.sources)]
    citations = tuple(one.citation for one in carrying)
    text = " ".join(sentence.text.split())
    if changes(text, [one.told for one in carrying]):
        text = "\n".join(one.words for one in carrying)
    related = tuple(dict.fromkeys(place for one in carrying for place in one.related))
    days = [one.applies_from for one in carrying if one.applies_from]
    return Statement(text, citations, None, related, max(days, default=None))


def _without(made: Answer, reason: str) -> Answer:
    return replace(made, statements=(), abstained=True, reason=reason)


def _not_settled(made: Answer, library: Library) -> str:
    places = [place for place in made.retrieved if place not in library.passages][:3]
    nearest = ", ".join(Pinpoint.parse(place).label for place in places)
    return f"the texts at hand do not settle this; nearest: {nearest or 'none'}"


def _dropped(count: int) -> list[str]:
    if not count:
        return []
    return [f"{_sentences(count)} of the model named no source and {_are(count)} not shown"]


def _sentences(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count} sentences"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _kept_out(shelf: Shelf) -> tuple[str, ...]:
    if not shelf.kept_out:
        return ()
    speak = "speaks to a model and was" if shelf.kept_out == 1 else "speak to a model and were"
    return (f"{_sentences(shelf.kept_out)} of the documents {speak} kept from it",)
