"""Of a document that goes on as another revision only what is new in it is judged."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.device import Fact
from retrieval.evidence_model import load_learned
from review.kept_sentences import Revision, resumed, sentence_keys
from tests.review.judging import PROFILE, THREE, Kept, embedder, judged, reviewed, shown
from tests.review.making import corpus

KEYS = st.lists(st.sampled_from("abcdefg"), max_size=9)
"""Sentences by key; some stand there twice."""

PLAN = (
    "# Plan\n\nThe risk management process is established.\n\n"
    "## Logs\n\nLogs are kept for six months. They are checked.\n\n"
    "## Staff\n\n| Role | Task |\n|---|---|\n| Head | Reviews it |\n"
)


def rows(revision: Revision) -> dict[str, list[dict[str, Any]]]:
    """A row for each sentence that is not waiting, which says of which sentence it is."""
    told = [n for n in range(len(revision.sentences)) if n not in set(revision.waiting)]
    return {"criterion": [{"number": n, "said": revision.sentences[n]} for n in told]}


@given(KEYS, KEYS)
def test_what_a_sentence_said_is_found_wherever_it_stands(
    before: list[str], now: list[str]
) -> None:
    resumed_ = Revision(before, rows(Revision(before))).resumed(now)
    said = {row["number"]: row["said"] for row in resumed_.rows["criterion"]}
    assert said == {n: key for n, key in enumerate(now) if key in before}
    assert list(resumed_.waiting) == [n for n, key in enumerate(now) if key not in before]


def test_a_sentence_is_another_where_anything_is_that_it_depends_on() -> None:
    whole = corpus(plan=PLAN)
    keys = sentence_keys(whole)
    assert sentence_keys(corpus(plan=f"A word before.\n\n{PLAN}"))[-len(keys) :] == keys
    changed = (
        ("six months", "ten years"),
        ("## Logs", "## Records"),
        ("Role | Task", "Role | Doubt"),
        ("They are", "All are"),
    )
    for old, new in changed:
        other = sentence_keys(corpus(plan=PLAN.replace(old, new)))
        assert len(other) == len(keys)
        assert 0 < sum(a != b for a, b in zip(keys, other, strict=True)) < len(keys)
    as_label = type(whole)(whole.documents, dict.fromkeys(whole.types, "LBL"))
    assert not set(sentence_keys(as_label)) & set(keys)


def test_a_document_goes_on_from_the_one_that_shares_most() -> None:
    whole = corpus(plan=PLAN)
    keys = sentence_keys(whole)
    few, most = Revision(keys[:1], {"few": []}), Revision(keys[:-1], {"most": []})
    found = resumed(whole, [few, most, Revision(["other"])])[whole.documents[0].id]
    assert found == Revision(keys, {"most": []}, [len(keys) - 1])
    assert resumed(whole, [])[whole.documents[0].id].waiting == range(len(keys))


def test_only_a_new_sentence_is_judged() -> None:
    kept = Kept()
    reviewed(THREE, kept)
    edited = THREE | {"plan": THREE["plan"] + "\nComplaints are reviewed monthly.\n"}
    whole, learned = corpus(**edited), load_learned()
    assert learned is not None
    again = judged(whole, kept, learned.least(len(whole.sentences)), embedder().name)
    assert list(again.waiting.values()) == [1]
    assert shown(reviewed(edited, kept)) == shown(reviewed(edited, None))


def test_what_nobody_asked_about_a_new_sentence_is_not_taken_for_known() -> None:
    kept, whole = Kept(), corpus(plan=PLAN)
    document = whole.documents[0].id
    first = judged(whole, kept)
    first.by_document[document].fresh |= {"asked": (), "asked once": ()}
    first.keep()
    first.kept.keep()
    longer = corpus(plan=f"{PLAN}\nA new sentence.\n")
    second = judged(longer, kept)
    (one,) = second.by_document.values()
    assert len(one.unread("asked")) == 1
    one.fresh["asked"] = ()
    second.keep()
    second.kept.keep()
    (third,) = judged(longer, kept).by_document.values()
    assert third.unread("asked") == ()
    assert len(third.unread("asked once")) == len(longer.sentences)


def test_another_device_is_asked_other_questions_of_the_new_sentences() -> None:
    kept = Kept()
    reviewed(THREE, kept)
    edited = THREE | {"ifu": THREE["ifu"] + "\nLogs are kept for six months.\n"}
    without = replace(PROFILE, facts={**PROFILE.facts, "training-data": Fact.NO})
    for profile in (without, PROFILE):
        again = reviewed(edited, kept, profile=profile)
        assert shown(again) == shown(reviewed(edited, None, profile=profile))


def test_what_is_not_kept_has_no_sentences_to_be_found_by() -> None:
    (one,) = judged(corpus(plan=PLAN), None).by_document.values()
    assert not any(one.before.sentences)
