import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.acronyms import expand, load_field_words

NAMED = [
    "PMS",
    "GSPR",
    "IFU",
    "SOUP",
    "PMCF",
    "UDI",
    "SaMD",
    "MDSW",
    "CER",
    "PSUR",
    "PRRC",
    "NB",
    "RMF",
    "FMEA",
    "SOTA",
    "AE",
    "CAPA",
    "FSCA",
    "FSN",
    "DoC",
    "QMS",
    "SSCP",
    "PMPF",
    "PER",
    "IVD",
    "FRIA",
    "PCCP",
]


@pytest.mark.parametrize("short", NAMED)
def test_an_acronym_gains_its_long_form(short: str) -> None:
    (long, *_) = load_field_words().acronyms[short]
    assert long in expand(f"what must the {short} say?")


@pytest.mark.parametrize("short", NAMED)
def test_a_long_form_gains_its_acronym(short: str) -> None:
    (long, *_) = load_field_words().acronyms[short]
    assert short in expand(f"what of the {long.upper()}?").split()


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("human-in-the-loop needed?", "human oversight"),
        ("who writes the PCCP", "pre-determined changes"),
        ("audit trail", "automatic recording of events"),
        ("clinical trials abroad", "clinical investigation"),
        ("is a user manual needed", "instructions for use"),
    ],
)
def test_popular_words_gain_the_terms_of_the_acts(query: str, term: str) -> None:
    assert term in expand(query)


@pytest.mark.parametrize(
    "query", ["per device", "read the doc again", "are there nbs", "lifetimes"]
)
def test_words_that_look_like_acronyms_stay_alone(query: str) -> None:
    added = expand(query).removeprefix(query)
    assert not {"performance", "declaration", "notified"} & set(added.split())


def test_nothing_that_stands_there_is_added_again() -> None:
    query = "post-market surveillance (PMS)"
    assert expand(query) == query


def test_a_query_without_field_words_stays_as_it_is() -> None:
    assert expand("what is the weather") == "what is the weather"


@given(st.text(max_size=60))
def test_the_query_stays_in_front(query: str) -> None:
    assert expand(query).startswith(query.strip()) or expand(query).startswith(query)


@given(st.lists(st.sampled_from([*NAMED, "the", "for", "device"]), max_size=6).map(" ".join))
def test_expanding_again_keeps_all_that_was_found(query: str) -> None:
    once = expand(query)
    assert set(once.split()) <= set(expand(once).split())
