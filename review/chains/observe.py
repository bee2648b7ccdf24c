"""Everything that is noticed across the documents besides the rows."""

from collections.abc import Iterator
from dataclasses import replace

from domain.device import DeviceProfile
from domain.observation import Observation
from regulations.repeated_facts import obligations_by_observation
from review.chains.claims import unsupported_claims
from review.chains.documents import missing_documents
from review.chains.outdated import outdated_law
from review.chains.places import broken_places
from review.chains.prose import untested_claims
from review.chains.traces import broken_traces
from review.corpus import Corpus
from review.references import References, find_references


def observe(
    corpus: Corpus, profile: DeviceProfile, references: References | None = None
) -> tuple[Observation, ...]:
    """Broken chains and outdated law, by kind and in reading order, with the rows they bear on.

    `references` are those of the corpus, where they were looked for already.
    """
    known = references or find_references(corpus)
    rows = obligations_by_observation(profile.framework.act)
    return tuple(replace(seen, obligations=rows[seen.kind]) for seen in _seen(corpus, known))


def _seen(corpus: Corpus, references: References) -> Iterator[Observation]:
    yield from missing_documents(corpus, references)
    yield from broken_places(corpus)
    yield from broken_traces(corpus)
    figures = tuple(unsupported_claims(corpus))
    yield from figures
    yield from untested_claims(corpus, figures)
    yield from outdated_law(corpus)
