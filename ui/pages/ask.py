"""Ask: a question to the law and to the documents, answered in their own words."""

import streamlit as st

from domain.finding import Answer, Citation, DocumentCitation, Statement
from review.corpus import Corpus
from review.dossier_work import DossierId
from review.verify import Sources
from ui.parts import place
from ui.parts.cited import short_place
from ui.parts.law_side import law_side
from ui.parts.marked import marked, words
from ui.parts.opened import shelf, work
from ui.parts.words import plain, sentence

_LONG = 900


def draw() -> None:
    """The page."""
    st.title("Ask")
    st.caption(
        "The answer is the places of the law and of the documents that speak to the question, in "
        "their own words. Where nothing fits, it says so."
    )
    dossier = place.opened()
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
        return
    st.query_params["q"] = question
    asked = dossier.id if dossier is not None and within else None
    with st.spinner("Looking; the first question takes some seconds longer"):
        answer, corpus = _answer(question.strip(), asked)
    _show(answer, corpus)


_EXAMPLE = "How long must the logs be kept?"


def _answer(question: str, dossier: DossierId | None) -> tuple[Answer, Corpus | None]:
    """The answer, kept for this session until another question is asked."""
    at_work = work()
    law = tuple(row.version.label for row in at_work.bench.store.law_versions() if row.current)
    files = tuple(d.order for d in at_work.documents(dossier)) if dossier else ()
    key = (question, dossier, law, files)
    if st.session_state.get("answer_key") != key:
        st.session_state["answer"] = at_work.ask(question, dossier)
        st.session_state["answer_key"] = key
    answer: tuple[Answer, Corpus | None] = st.session_state["answer"]
    return answer


def _show(answer: Answer, corpus: Corpus | None) -> None:
    if answer.abstained:
        st.warning(f"No answer. {plain(sentence(answer.reason))}", icon=":material/block:")
        return
    for statement in answer.statements:
        with st.container(border=True):
            _statement(statement, corpus)


def _statement(statement: Statement, corpus: Corpus | None) -> None:
    st.caption(plain(" · ".join(_label(c, corpus) for c in statement.citations)))
    if len(statement.text) > _LONG:
        with st.container(height=260, border=False):
            words(statement.text)
    else:
        words(statement.text)
    for citation in statement.citations:
        with st.expander("See it in its place"):
            _in_place(citation, corpus)


def _label(citation: Citation, corpus: Corpus | None) -> str:
    if isinstance(citation, DocumentCitation):
        return f"Document: {short_place(_sources(corpus).quote(citation))}"
    law = shelf().quote_place(citation.pinpoint)
    version = law.version.label if law.version else "our paraphrase, official text not added"
    return f"Law: {citation.pinpoint.label}, {version}"


def _in_place(citation: Citation, corpus: Corpus | None) -> None:
    if isinstance(citation, DocumentCitation):
        if corpus is not None:
            marked(corpus.document(citation.document), citation.span)
        return
    row = work().bench.catalogue.obligations.get(str(citation.pinpoint))
    law_side(shelf().quote(row) if row else shelf().quote_place(citation.pinpoint))


def _sources(corpus: Corpus | None) -> Sources:
    return Sources({d.id: d for d in corpus.documents} if corpus else {})


draw()
