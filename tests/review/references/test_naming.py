"""The sentences that may name a code are all that do, whatever else stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from review.references.families import called_documents, ids_in
from review.references.identity import CODE
from tests.review.making import corpus

WORDS = st.one_of(
    st.sampled_from(["report", "RC", "TC31", "SRS-104", "RMF-003", "Plan_A2", "3.2", "of 5", "K9"]),
    st.text("ABrep\u0131\u017f-_.0123 ", max_size=6),
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from([" ", "-", "_", ""]))
def test_no_sentence_that_names_a_code_is_left_out(words: list[str], between: str) -> None:
    whole = corpus(plan=f"A {between.join(words)} stands here.\n")
    for number, sentence in enumerate(whole.sentences):
        text = sentence.text
        if [*ids_in(text), *called_documents(text), *CODE.findall(text)]:
            assert whole.naming[number] == sentence
    assert set(whole.naming.items()) <= set(enumerate(whole.sentences))
