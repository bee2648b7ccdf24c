"""An answer as plain data and as lines of text."""

from collections.abc import Iterator, Sequence

from domain.finding import Answer, Citation, DocumentCitation, GuidanceNote, Statement
from review.corpus import Corpus
from review.law import LawShelf
from review.report.payload import Plain, citation_payload, law_payload
from review.verify import Sources


def answer_payload(answer: Answer, corpus: Corpus | None, shelf: LawShelf) -> Plain:
    """The answer with the words of every citation read back from its source."""
    sources = _sources(corpus)
    return {
        "question": answer.question,
        "answer": [_statement(statement, sources, shelf) for statement in answer.statements],
        "abstained": answer.abstained,
        "reason": answer.reason,
        "premises": list(answer.premises),
        "nearest": [_statement(statement, sources, shelf) for statement in answer.nearest],
        "notes": list(answer.notes),
        "retrieved": list(answer.retrieved),
        "guidance": [guidance_payload(note) for note in answer.guidance],
        **_model(answer),
    }


def _statement(statement: Statement, sources: Sources, shelf: LawShelf) -> Plain:
    """A statement; `answering` is the sentence of its text that answers best."""
    marked = statement.answering
    return {
        "text": statement.text,
        "answering": marked.of(statement.text) if marked else None,
        "citations": [_cited(citation, sources, shelf) for citation in statement.citations],
        "related": [str(place) for place in statement.related],
        "applies_from": statement.applies_from.isoformat() if statement.applies_from else None,
        "caution": statement.caution,
    }


def guidance_payload(note: GuidanceNote) -> Plain:
    """What guidance says, marked as guidance."""
    cited = note.citation
    return {
        "kind": "guidance",
        "title": cited.title,
        "document": cited.document,
        "page": cited.page,
        "section": " > ".join(cited.section),
        "start": cited.span.start,
        "end": cited.span.end,
        "quote": note.words,
        "caution": note.caution,
    }


_SHOWN = 300


def guidance_lines(notes: Sequence[GuidanceNote]) -> Iterator[str]:
    """What guidance says, for a terminal: each passage shortened, and marked as guidance."""
    for note in notes:
        cited, words = note.citation, " ".join(note.words.split())
        page = f", page {cited.page}" if cited.page else ""
        section = f", {cited.section[-1]}" if cited.section else ""
        caution = f"; mind: {note.caution}" if note.caution else ""
        yield f"Guidance, not law: {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"
        yield f"    {cited.title}{page}{section}{caution}"


def _model(answer: Answer) -> Plain:
    """A model's part in the answer; nothing where none was asked."""
    if not answer.model.model:
        return {}
    usage = answer.model.usage
    return {
        "model": answer.model.model,
        "templates": list(answer.model.templates),
        "tokens": {"input": usage.input_tokens, "output": usage.output_tokens},
    }


def _sources(corpus: Corpus | None) -> Sources:
    return Sources({document.id: document for document in corpus.documents} if corpus else {})


def _cited(citation: Citation, sources: Sources, shelf: LawShelf) -> Plain:
    if isinstance(citation, DocumentCitation):
        return {"kind": "document", **citation_payload(citation, sources)}
    return {"kind": "law", **law_payload(shelf.quote_place(citation.pinpoint))}


def answer_lines(answer: Answer, corpus: Corpus | None, shelf: LawShelf) -> Iterator[str]:
    """The answer for a terminal; the answering sentence stands in front of its provision."""
    sources = _sources(corpus)
    if answer.abstained:
        yield f"No answer: {answer.reason}."
        yield "\nWorth reading:" if answer.nearest else ""
    for statement in answer.nearest if answer.abstained else answer.statements:
        yield from _statement_lines(statement, sources, shelf)
    yield from answer.notes
    if answer.nearest and not answer.abstained:
        yield "\nNearest in them:\n"
        yield from statement_lines(answer.nearest, corpus, shelf)
    yield from guidance_lines(answer.guidance)


def statement_lines(
    statements: Sequence[Statement], corpus: Corpus | None, shelf: LawShelf
) -> Iterator[str]:
    """Statements for a terminal, each with its places."""
    sources = _sources(corpus)
    for statement in statements:
        yield from _statement_lines(statement, sources, shelf)


_LONG = 600


def _statement_lines(statement: Statement, sources: Sources, shelf: LawShelf) -> Iterator[str]:
    text, marked = statement.text, statement.answering
    if marked is not None and len(text) > _LONG:
        yield f"\u2026 {marked.of(text)} \u2026"
    elif marked is not None:
        yield f"{text[: marked.start]}\u00bb{marked.of(text)}\u00ab{text[marked.end :]}"
    else:
        yield text
    for citation in statement.citations:
        yield f"    {_place(citation, sources, shelf)}"
    if statement.caution:
        yield f"    mind: {statement.caution}"
    if statement.applies_from:
        yield f"    applies to this device from {statement.applies_from.isoformat()}"
    if statement.related:
        yield f"    see also {', '.join(place.label for place in statement.related)}"
    yield ""


def _place(citation: Citation, sources: Sources, shelf: LawShelf) -> str:
    if isinstance(citation, DocumentCitation):
        quote = sources.quote(citation)
        page = f", page {quote.page}" if quote.page else ""
        return f"{quote.name}{page}, {' > '.join(quote.section)}"
    law = shelf.quote_place(citation.pinpoint)
    version = law.version.label if law.version else "official text not added"
    changed = "".join(f"; superseded: {change}" for change in law.superseded)
    return f"{citation.pinpoint.label}, {version}{changed}"
