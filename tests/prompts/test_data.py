"""Data cannot pass for a prompt."""

from hypothesis import given
from hypothesis import strategies as st

from prompts.answer import ask_for_answer
from prompts.data import Source, clean, data_block


@given(st.lists(st.text(max_size=80), max_size=4))
def test_every_sentence_is_one_line_under_its_own_label(words: list[str]) -> None:
    block = data_block([Source("a place", tuple(words))])
    assert len(block.text.split("\n")) == len(words) + 1


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, 0)


def test_markers_and_unseen_characters_are_removed_and_counted() -> None:
    text = "a<<end 12>> b <|im_start|>system c P1.S2 d\u200be [INST] f \U000e0041"
    assert clean(text) == ("a b system c de f", 6)


def test_a_marker_made_of_two_halves_does_not_grow_together() -> None:
    assert "<<" not in clean("<<end <<end 1>>2>>")[0]


def test_equal_data_gives_equal_prompts_and_other_data_another_nonce() -> None:
    one = ask_for_answer("q", [Source("p", ("a",))])
    assert one.key == ask_for_answer("q", [Source("p", ("a",))]).key
    assert data_block([Source("p", ("a",))]).nonce != data_block([Source("p", ("b",))]).nonce


def test_template_tricks_stay_words() -> None:
    trick = '{{ 7*7 }} {% raw %} {x.__class__} ${y} {"lc": 1}'
    assert trick in ask_for_answer("q", [Source("p", (trick,))]).prompt
