import pytest

from retrieval.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Annex I, 17.2", {"17.2"}),
        ("Art. 10(9)", {"10(9)", "10"}),
        ("point 23.4(ab)", {"23.4(ab)", "23.4"}),
        ("Article 13(3)(b)", {"13(3)(b)", "13", "article-13"}),
        ("IEC 62304", {"iec", "62304", "iec-62304"}),
        ("ISO/IEC 42001", {"iec-42001"}),
        ("Rule 11", {"rule-11"}),
        ("procedure RMP-210", {"rmp-210"}),
    ],
)
def test_codes_stay_whole(text: str, expected: set[str]) -> None:
    assert expected <= set(tokens(text))


def test_a_code_is_not_found_by_its_pieces() -> None:
    assert not {"17", "2"} & set(tokens("17.2"))


def test_case_endings_and_stop_words_do_not_count() -> None:
    assert tokens("The Risks were identified") == tokens("risk identifying")


def test_hyphens_join_nothing() -> None:
    assert tokens("post-market surveillance") == tokens("Post market surveillance")


def test_a_text_without_words_has_no_tokens() -> None:
    assert tokens(" — …; the of") == []
