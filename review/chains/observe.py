"""Everything that is noticed across the documents besides the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.device import DeviceProfile
from domain.observation import Observation
from regulations.repeated_facts import obligations_by_observation
from review.chains.claims import unsupported_claims
from review.chains.documents import missing_documents
from review.chains.outdated import outdated_law
from review.chains.places import broken_places
from review.chains.prose import untested_claims
from review.chains.said import Said, said_in
from review.chains.untraced import broken_traces
from review.corpus import Corpus
from review.references import References, find_references


def observe(
    corpus: Corpus,
    profile: DeviceProfile,
    links: Sequence[Observation] | None = None,
    said: Said | None = None,
) -> tuple[Observation, ...]:
    """Broken chains and outdated law, by kind and in reading order, with the rows they bear on.

    `links` are `broken_links` and `said` is `said_in` the corpus, where they are known already.
    """
    said = said or said_in(corpus)
    broken = broken_links(corpus, find_references(corpus), said) if links is None else links
    rows = obligations_by_observation(profile.framework.act)
    return tuple(replace(seen, obligations=rows[seen.kind]) for seen in _seen(corpus, broken, said))


def broken_links(
    corpus: Corpus, references: References, said: Said | None = None
) -> tuple[Observation, ...]:
    """Documents, places and tests that are pointed to and not there, and what nothing links.

    `said` is `said_in` the corpus, where it is known already.
    """
    index = references.index
    places = broken_places(index, said.pointing if said else None)
    found = (missing_documents(corpus, references), places, broken_traces(index))
    return tuple(seen for each in found for seen in each)


def _seen(corpus: Corpus, links: Sequence[Observation], said: Said) -> Iterator[Observation]:
    yield from links
    figures = tuple(unsupported_claims(corpus, said.figures))
    yield from figures
    yield from untested_claims(corpus, figures, said.claims)
    yield from outdated_law(corpus, said.outdated)
