"""A place that is not there is named once, with every sentence that sends the reader to it."""

from hypothesis import given
from hypothesis import strategies as st

from domain.observation import ObservationKind
from review.chains.places import broken_places, pointing_in
from review.references import ReferenceIndex
from tests.review.making import corpus

RISK = "# Risk file RMF-003\n\nRMF-003, version 4.0.\n\n## 1 Plan\n\nA.\n\n## 2 Results\n\nB.\n"


def test_one_observation_for_one_place() -> None:
    device = "# Device DDS-001\n\nSee RMF-003, section 7.\n\nAgain in RMF-003, section 7.\n"
    (seen,) = broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))
    assert (seen.kind, seen.missing) == (ObservationKind.MISSING_PLACE, "section 7")
    assert len(seen.citations) == 2
    assert "RMF-003" in seen.subject


def test_another_revision() -> None:
    device = "# Device DDS-001\n\nRisks are in RMF-003 version 3.1.\n"
    (seen,) = broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))
    assert seen.kind is ObservationKind.OTHER_REVISION
    assert "4.0" in seen.told


def test_whole_references_are_not_observed() -> None:
    device = "# Device DDS-001\n\nSee RMF-003 version 4.0 and RMF-003, section 2.\n"
    assert list(broken_places(ReferenceIndex(corpus(risk=RISK, device=device)))) == []


SENTENCES = st.sampled_from(
    [
        *(
            "See section 2.",
            "See section 7.",
            "See Table 4 of this report.",
            "See annex B.",
            "Done.",
        ),
        *("See RMF-003, section 2.", "See RMF-003, section 7.", "See RMF-009, section 2."),
        *(
            "See RMF-003 version 3.1.",
            "Section 9 of the IFU tells.",
            "See MDR, Annex XX, section 9.",
        ),
    ]
)


@given(st.dictionaries(st.sampled_from(["device", "ifu", "annex_b"]), st.lists(SENTENCES)))
def test_sentences_known_to_point_tell_all_that_is_told_of_every_sentence(
    files: dict[str, list[str]],
) -> None:
    texts = {name: "\n\n".join([f"# {name}", *some]) + "\n" for name, some in files.items()}
    whole = corpus(risk=RISK, **texts)
    index = ReferenceIndex(whole)
    assert list(broken_places(index, [*pointing_in(whole)])) == list(broken_places(index))


def test_a_sentence_that_names_no_document_points_only_where_its_own_lacks_the_place() -> None:
    own = "# Device DDS-001\n\n## 1 One\n\nSee section 1.\n\nSee section 7.\n\n## 2 Two\n\nB.\n"
    texts = corpus(device=own)
    assert [texts.sentences[n].text for n in pointing_in(texts)] == ["See section 7."]
