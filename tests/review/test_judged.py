"""A review that takes over what was judged before is the review made anew, byte for byte."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Assertion
from review.assertion_clauses import Reading
from review.candidate import Candidate
from tests.review.judging import Kept, judged, reviewed, shown
from tests.review.making import corpus

SENTENCES = st.sampled_from(
    [
        "The risk management process is established, documented and maintained.",
        "The risk management process will be described in the next version.",
        "Training data were not examined for bias.",
        "Logs are kept for six months.",
        "If the app harms a patient we are insured with Nordlys for six million euro.",
        "A person can stop the device at any time and overrule its output.",
        "On the test set the sensitivity is 94.1 % (95 % CI 92.0 to 96.0).",
        "On the test set the sensitivity is 81.3 % (95 % CI 79.0 to 83.0).",
        "Complaints are reviewed monthly by the head of quality.",
        "The supplier of images is named in QP-14.",
        "The device conforms to Directive 93/42/EEC.",
        "The app detects small haematomas in all patients.",
        "The bench test found 12 of 12 lesions.",
        "RC-12 is described in section 9.4 of QP-14, version 2.",
        "[to be completed]",
    ]
)
FILES = st.sampled_from(["risk_management_plan", "ifu", "cer", "notes"])
EDITS = st.lists(st.tuples(FILES, st.lists(SENTENCES, max_size=4)), min_size=2, max_size=4)


@settings(max_examples=8)
@given(EDITS)
def test_after_any_edits_it_is_the_review_made_anew(
    edits: list[tuple[str, list[str]]],
) -> None:
    kept, files = Kept(), {"plan": "# Plan\n\nLogs are kept for six months.\n"}
    for name, sentences in edits:
        files[name] = "\n\n".join([f"# {name}", *sentences]) + "\n"
        again = reviewed(files, kept)
        anew = reviewed(files, None)
        assert again == anew
        assert shown(again) == shown(anew)
    assert kept.given


@given(
    st.builds(
        Candidate,
        number=st.integers(0, 2),
        sentence=st.none(),
        reading=st.builds(Reading, st.sampled_from(Assertion), st.sampled_from(["", "a note"])),
        at_home=st.booleans(),
        rank=st.floats(-1, 5),
        complete=st.booleans(),
        denies_matter=st.booleans(),
        lacking=st.sampled_from([(), (0,), (0, 2)]),
        learned=st.booleans(),
        expected=st.booleans(),
        short=st.sampled_from([0.0, 0.25]),
    )
)
def test_a_candidate_comes_back_as_it_was_kept(found: Candidate) -> None:
    kept, whole = Kept(), corpus(plan="Logs are kept.\n\nData are checked.\n\nNo.\n")
    document, candidate = (
        whole.documents[0].id,
        replace(found, sentence=whole.sentences[found.number]),
    )
    first = judged(whole, kept)
    first.by_document[document].fresh["row criterion"] = (candidate,)
    first.keep()
    first.kept.keep()
    again = judged(whole, kept).by_document[document]
    assert again.fresh == {}
    assert [*again.of("row criterion", whole.sentences, 0, lambda _: 0.0)] == [candidate]


def test_a_document_of_another_type_is_judged_anew() -> None:
    kept = Kept()
    whole = corpus(plan="Logs are kept for six months.\n")
    document = whole.documents[0].id
    first = judged(whole, kept)
    first.by_document[document].fresh["row criterion"] = ()
    first.keep()
    first.kept.keep()
    assert judged(whole, kept).by_document[document].before.rows == {"row criterion": []}
    other = type(whole)(whole.documents, {document: "IFU"})
    assert not judged(other, kept).by_document[document].before.rows
    assert not judged(whole, kept, 0.6).by_document[document].before.rows
    assert not judged(whole, kept, embedding="other").by_document[document].before.rows


def test_what_is_damaged_is_judged_anew() -> None:
    kept = Kept()
    files = {"plan": "Logs are kept for six months.\n"}
    anew = reviewed(files, kept)
    kept.held = {key: content[:70] + b"?" for key, content in kept.held.items()}
    assert reviewed(files, kept) == anew


def test_it_tells_of_how_many_documents_judgements_were_taken_over() -> None:
    kept, steps = Kept(), [""]

    def tell(_done: int, _all: int, step: str) -> None:
        steps[-1] = step

    files = {"plan": "Logs are kept for six months.\n", "ifu": "Stop the device.\n"}
    reviewed(files, kept, tell)
    steps.append("")
    reviewed({**files, "ifu": "Stop the device at once.\n"}, kept, tell)
    assert steps == ["done", "1 of 2 documents taken over as judged before"]


def test_nothing_is_kept_of_documents_that_went() -> None:
    kept = Kept()
    reviewed({"plan": "Logs are kept for six months.\n", "ifu": "Stop the device.\n"}, kept)
    reviewed({"plan": "Logs are kept for six months.\n"}, kept)
    assert len(kept.held) == 1
