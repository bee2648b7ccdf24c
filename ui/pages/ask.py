"""Ask: a question to the law and to the documents, answered in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.finding import (
    Answer,
    Citation,
    DocumentCitation,
    GuidanceNote,
    ProvisionCitation,
    Statement,
)
from review.corpus import Corpus
from review.dossier_work import DossierId
from review.thread import standing_alone
from review.verify import Sources
from ui.parts import place
from ui.parts.cited import cited_place, place_words
from ui.parts.law_side import law_side
from ui.parts.marked import marked_words, words
from ui.parts.opened import shelf, work
from ui.parts.words import plain, sentence

_LONG = 700
_PAGE = 640
"""Pixels."""


def draw() -> None:
    """The page."""
    st.title("Ask")
    model = work().bench.settings.model
    st.caption(plain(f"{_WORDED.format(model=model) if model else _OWN} {_ABOUT}"))
    dossier = place.opened()
    thread = _thread(dossier.id if dossier else None)
    with st.form("ask", border=False):
        question = st.text_input(
            "Question", value=st.query_params.get("q", ""), placeholder=_EXAMPLE, max_chars=500
        )
        within = st.checkbox(
            "Ask the documents of the open dossier too",
            value=dossier is not None,
            disabled=dossier is None,
        )
        st.form_submit_button("Ask", type="primary", icon=":material/send:")
    if not question.strip():
        _examples()
        return
    st.query_params["q"] = question
    asked = dossier.id if dossier is not None and within else None
    coming = st.empty()
    with st.spinner("Looking; the first question takes some seconds longer"):
        turn = _answered(question.strip(), asked, thread, coming)
    coming.empty()
    if turn.understood != turn.question:
        st.caption(plain(f"Understood as: {turn.understood}"))
    _show(turn, len(thread))
    _earlier(thread)


_OWN = (
    "The answer is the places of the law and of the documents that speak to the question, in their "
    "own words, best first."
)
_WORDED = (
    "{model} words the answer from the places of the law and of the documents that speak to the "
    "question. Each sentence is shown once its places are checked."
)
_ABOUT = (
    "What the texts do not settle is said to be so. A question can go on from the one before: "
    "“And under the IVDR?”"
)
_EXAMPLE = "How long must the logs be kept?"
_EXAMPLES = (
    _EXAMPLE,
    "Who may oversee the system, and what must they be able to do?",
    "When must a serious incident be reported?",
    "What must the clinical evaluation report say of the state of the art?",
)


def _examples() -> None:
    """Questions to begin with, each a click away."""
    st.caption("For example")
    for question in _EXAMPLES:
        if st.button(question, icon=":material/arrow_forward:", type="tertiary"):
            st.query_params["q"] = question
            st.rerun()


_KEPT = 12


@dataclass(frozen=True)
class _Turn:
    """A question of the thread, what it was understood as, and its answer."""

    question: str
    understood: str
    answer: Answer
    dossier: DossierId | None
    corpus: Corpus | None
    ground: tuple[object, ...]


def _thread(dossier: DossierId | None) -> list[_Turn]:
    """The questions of this session on the open dossier, oldest first."""
    key = f"thread-{dossier.token if dossier else ''}"
    thread: list[_Turn] = st.session_state.setdefault(key, [])
    return thread


def _answered(
    question: str, dossier: DossierId | None, thread: list[_Turn], coming: DeltaGenerator
) -> _Turn:
    """The answer; the same question on the same ground is answered once.

    While a model words it, what is whole and checked of it is drawn at the place `coming`.
    """
    ground = _ground(dossier)
    if thread and (thread[-1].question, thread[-1].ground) == (question, ground):
        return thread[-1]
    understood = standing_alone(question, [turn.understood for turn in thread])
    answer, corpus = work().ask(understood, dossier, lambda said: _so_far(said, dossier, coming))
    thread.append(_Turn(question, understood, answer, dossier, corpus, ground))
    del thread[:-_KEPT]
    return thread[-1]


def _so_far(said: Sequence[Statement], dossier: DossierId | None, coming: DeltaGenerator) -> None:
    """What is checked of an answer that is still coming, without what leads on from it."""
    corpus = work().corpus(dossier) if dossier else None
    with coming.container():
        for statement in said:
            with st.container(border=True):
                _words(statement, corpus)


def _ground(dossier: DossierId | None) -> tuple[object, ...]:
    at_work = work()
    law = tuple(row.version.label for row in at_work.bench.store.law_versions() if row.current)
    files = tuple(d.order for d in at_work.documents(dossier)) if dossier else ()
    return (dossier, law, files)


def _earlier(thread: list[_Turn]) -> None:
    """The questions before this one, newest first, folded."""
    if len(thread) <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Asked before", anchor=False)
        if st.button("Begin anew", icon=":material/restart_alt:"):
            thread.clear()
            st.query_params.pop("q", None)
            st.rerun()
    for number, turn in reversed(list(enumerate(thread[:-1], start=1))):
        with st.expander(plain(turn.question)):
            _show(turn, number)


def _show(turn: _Turn, number: int) -> None:
    """An answer; `number` tells it apart from the others of the thread."""
    answer = turn.answer
    for premise in answer.premises:
        st.error(plain(f"Not so: {sentence(premise)}"), icon=":material/report:")
    if answer.abstained and not answer.premises:
        st.warning(f"No answer. {plain(sentence(answer.reason))}", icon=":material/block:")
    for note in answer.notes:
        st.info(plain(sentence(note)), icon=":material/info:")
    if answer.abstained and answer.nearest:
        st.markdown("**Worth reading**")
    shown = answer.nearest if answer.abstained else answer.statements
    for at, statement in enumerate(shown, start=1):
        with st.container(border=True):
            _statement(statement, turn, f"{number}-{at}")
    if answer.nearest and not answer.abstained:
        _nearest(turn, number)
    for paper in answer.guidance:
        _guidance(paper)
    if answer.model.model:
        usage = answer.model.usage
        told = f"Worded by {answer.model.model}: {usage.input_tokens} tokens in, "
        st.caption(plain(f"{told}{usage.output_tokens} out. Every sentence was checked."))


def _nearest(turn: _Turn, number: int) -> None:
    """What comes nearest in documents that do not answer, beside what the law says."""
    with st.expander("Nearest in the documents"):
        for at, statement in enumerate(turn.answer.nearest, start=1):
            _statement(statement, turn, f"{number}-near-{at}")


def _guidance(note: GuidanceNote) -> None:
    with st.expander(plain(f"Guidance, not law: {note.citation.title}")):
        words(note.words)
        if note.caution:
            st.caption(plain(sentence(note.caution)))


def _statement(statement: Statement, turn: _Turn, key: str) -> None:
    _words(statement, turn.corpus)
    if statement.applies_from is not None:
        st.caption(plain(f"Applies to this device from {statement.applies_from.isoformat()}."))
    if statement.related:
        related = ", ".join(p.label for p in statement.related)
        st.caption(plain(f"The other act on the same: {related}"))
    for number, citation in enumerate(statement.citations, start=1):
        _in_place(citation, turn, f"place-{key}-{number}")


def _words(statement: Statement, corpus: Corpus | None) -> None:
    """Where it stands, what changed there since, and what it says."""
    st.caption(plain(" · ".join(_label(c, corpus) for c in statement.citations)))
    for change in _changes(statement):
        st.warning(plain(sentence(change)), icon=":material/update:")
    if statement.answering is not None:
        around = min(len(statement.text), _LONG)
        marked_words(statement.text, statement.answering, around)
    else:
        words(statement.text)
    if statement.caution:
        st.warning(plain(sentence(statement.caution)), icon=":material/pending:")


def _changes(statement: Statement) -> list[str]:
    """What has changed at the cited places of the law since the text at hand."""
    cited = (c.pinpoint for c in statement.citations if not isinstance(c, DocumentCitation))
    told = (change for pinpoint in cited for change in shelf().quote_place(pinpoint).superseded)
    return list(dict.fromkeys(told))


def _label(citation: Citation, corpus: Corpus | None) -> str:
    if isinstance(citation, DocumentCitation):
        return f"Document: {place_words(_sources(corpus).quote(citation))}"
    law = shelf().quote_place(citation.pinpoint)
    version = law.version.label if law.version else "our paraphrase, official text not added"
    return f"Law: {citation.pinpoint.label}, {version}"


@st.fragment
def _in_place(citation: Citation, turn: _Turn, key: str) -> None:
    """The place that is cited, drawn once it is asked for: a page takes its time to draw."""
    opened = st.expander("See it in its place", key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        if isinstance(citation, DocumentCitation):
            _in_document(citation, turn)
        else:
            _in_law(citation)


def _in_document(citation: DocumentCitation, turn: _Turn) -> None:
    """As the Finding page shows it, in the width that it has there."""
    if turn.dossier is None or turn.corpus is None:
        return
    with st.container(width=_PAGE):
        cited_place(turn.dossier, turn.corpus.documents, citation)


def _in_law(citation: ProvisionCitation) -> None:
    row = work().bench.catalogue.obligations.get(str(citation.pinpoint))
    law_side(shelf().quote(row) if row else shelf().quote_place(citation.pinpoint))


def _sources(corpus: Corpus | None) -> Sources:
    return Sources({d.id: d for d in corpus.documents} if corpus else {})


draw()
