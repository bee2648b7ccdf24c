"""An answer as plain data and as lines of text."""

from collections.abc import Iterator, Sequence

from domain.finding import Answer, Citation, DocumentCitation, GuidanceNote
from review.corpus import Corpus
from review.law import LawShelf
from review.report.payload import Plain, citation_payload, law_payload
from review.verify import Sources


def answer_payload(answer: Answer, corpus: Corpus | None, shelf: LawShelf) -> Plain:
    """The answer with the words of every citation read back from its source."""
    sources = _sources(corpus)
    return {
        "question": answer.question,
        "answer": [
            {
                "text": statement.text,
                "citations": [_cited(citation, sources, shelf) for citation in statement.citations],
            }
            for statement in answer.statements
        ],
        "abstained": answer.abstained,
        "reason": answer.reason,
        "retrieved": list(answer.retrieved),
        "guidance": [guidance_payload(note) for note in answer.guidance],
        **_model(answer),
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
        "notes": list(answer.notes),
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
    """The answer for a terminal."""
    if answer.abstained:
        yield f"No answer: {answer.reason}."
        yield from answer.notes
        yield from guidance_lines(answer.guidance)
        return
    sources = _sources(corpus)
    for statement in answer.statements:
        yield statement.text
        for citation in statement.citations:
            yield f"    {_place(citation, sources, shelf)}"
        yield ""
    yield from answer.notes
    yield from guidance_lines(answer.guidance)


def _place(citation: Citation, sources: Sources, shelf: LawShelf) -> str:
    if isinstance(citation, DocumentCitation):
        quote = sources.quote(citation)
        page = f", page {quote.page}" if quote.page else ""
        return f"{quote.name}{page}, {' > '.join(quote.section)}"
    law = shelf.quote_place(citation.pinpoint)
    version = law.version.label if law.version else "official text not added"
    changed = "".join(f"; superseded: {change}" for change in law.superseded)
    return f"{citation.pinpoint.label}, {version}{changed}"
