import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two! Three", ["One.", "Two!", "Three"]),
        ("Heading\nFirst sentence. second clause", ["Heading", "First sentence. second clause"]),
        ("Version 2.1 follows 17.2 closely", ["Version 2.1 follows 17.2 closely"]),
        ("", [""]),
        ("\n \n", ["\n \n"]),
    ],
)
def test_sentences_and_lines_are_pieces(text: str, pieces: list[str]) -> None:
    assert split_sentences(text) == pieces


@given(st.text(min_size=1))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
