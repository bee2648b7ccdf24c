"""The words of a question that name what it is about."""

from retrieval.tokens import tokens
from review.law_search import acts_named

_FRAME = frozenset(
    tokens(
        "must long many much may need mean require applies apply what which who does have should "
        "can could possible allowed say says said ask asks asked medical device devices product "
        "step steps topic topics look like tell told count term still happen happens longest get "
        "everything anything really"
    )
)


def content_words(question: str) -> set[str]:
    """The words of a question that name its matter, in the form that search uses."""
    return set(tokens(question)) - _FRAME - _acts(question)


def _acts(question: str) -> set[str]:
    names = "MDR IVDR AI Act AIA Regulation EU" if acts_named(question) else ""
    return set(tokens(names))
