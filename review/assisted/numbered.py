"""Sentences as a model is shown them: by place, numbered, each with what belongs to it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from prompts.data import Source, label
from regulations.document_types import load_document_types
from review.corpus import Corpus

CONTEXT = 90
"""Characters of what belongs to a sentence that are shown at most."""

T = TypeVar("T")


def numbered(
    parts: Sequence[tuple[str, Sequence[T]]], shown: Callable[[T], str]
) -> tuple[tuple[Source, ...], dict[str, T]]:
    """The things of each place as numbered sentences, and the thing behind each label."""
    sources = tuple(Source(place, tuple(map(shown, part))) for place, part in parts)
    named = {label(p, s): one for p, (_, part) in enumerate(parts) for s, one in enumerate(part)}
    return sources, named


def shown(corpus: Corpus, number: int, most: int) -> str:
    """A sentence with the words above it in brackets, cut to so many characters."""
    context = " ".join(corpus.close_contexts[number].split())
    above = f"[{cut(context, CONTEXT)}] " if context else ""
    return above + cut(" ".join(corpus.sentences[number].text.split()), most)


def kind_of(corpus: Corpus, document: str) -> str:
    """The name of a document's type, "document" where it was not recognised."""
    code = corpus.types.get(document)
    return load_document_types()[code].name if code else "document"


def cut(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"
