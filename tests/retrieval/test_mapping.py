import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from domain.law import ApplicationDates, Criterion, Obligation, Tier
from domain.pinpoint import Act, Pinpoint
from domain.ports import Hit
from regulations.catalogue import load_catalogue
from regulations.examples import load_examples
from retrieval.embedding import Embedder
from retrieval.mapping import ObligationMapper, Target, obligation_text, target_of
from retrieval.mapping_blocks import Cut
from tests.retrieval.conftest import CountingBackend

TARGETS = {
    "risk.a": Target("Hazards identified and analysed", "risk"),
    "risk.b": Target("Residual risks judged acceptable", "risk"),
    "oversight": Target("People can interrupt or stop the system", "oversight"),
    "data": Target("Training data annotated and cleaned", "data"),
    "declaration": Target("Declaration with place, date and signature", "declaration"),
}
PASSAGES = [
    "Two radiologists annotated the data for training. A third decided where they differed.",
    "Sixty hazardous situations were found. Each remaining risk was accepted by the board.",
    "The user may reject the proposal. A button ends the analysis at any time.",
]


@pytest.fixture(scope="module")
def mapper(embedder: Embedder) -> ObligationMapper:
    return ObligationMapper(TARGETS, embedder)


def test_each_passage_finds_what_it_speaks_to(mapper: ObligationMapper) -> None:
    found = [hits[0].id for hits in mapper.map(PASSAGES, 1)]

    assert found[0] == "data"
    assert found[1].startswith("risk.")
    assert found[2] == "oversight"


def test_each_obligation_finds_the_passage_that_speaks_to_it(mapper: ObligationMapper) -> None:
    found = mapper.compare(PASSAGES).reverse(1)

    assert set(found) == set(TARGETS)
    assert [list(found[key]) for key in ("data", "risk.b", "oversight")] == [[0], [1], [2]]


def test_passages_that_are_equally_near_come_in_the_order_of_their_written_numbers(
    letters: Embedder,
) -> None:
    found = ObligationMapper(TARGETS, letters).compare([PASSAGES[0]] * 12).reverse(4)

    assert [list(numbers) for numbers in found.values()] == [[0, 1, 10, 11]] * len(TARGETS)


def test_rows_of_a_document_are_the_same_bytes_beside_any_others(mapper: ObligationMapper) -> None:
    documents = [PASSAGES * 30, PASSAGES[:1], PASSAGES[1:] * 40]
    ends = [90, 91, 171]
    together = mapper.rows(mapper.cut([text for some in documents for text in some]), ends=ends)

    for some, start, end in zip(documents, [0, *ends], ends, strict=False):
        alone = mapper.rows(mapper.cut(some))
        assert together.near[start:end].tobytes() == alone.near.tobytes()
        assert together.nearest[start:end].tobytes() == alone.nearest.tobytes()


def test_more_passages_than_are_held_at_once_are_all_told_of(letters: Embedder) -> None:
    told: list[tuple[int, int]] = []
    count = 1100
    passages = [f"{number} logs" for number in range(count)]
    mapper = ObligationMapper(TARGETS, letters)
    rows = mapper.rows(mapper.cut(passages), progress=lambda done, of, _: told.append((done, of)))

    assert told == sorted(told)
    assert told[-1] == (count, count)
    assert rows.near[-1].any()


def test_a_piece_that_stands_in_several_passages_counts_in_each(mapper: ObligationMapper) -> None:
    passages = ["Who oversees.\nAlarms are logged.", "Who oversees.", "Who oversees."]

    rows = mapper.rows([Cut(text, text.split("\n")) for text in passages])
    alone = [mapper.rows([Cut(text, text.split("\n"))]) for text in passages]

    assert rows.near == pytest.approx(np.concatenate([one.near for one in alone]), abs=1e-4)


def test_only_allowed_obligations_are_compared(mapper: ObligationMapper) -> None:
    hits = mapper.map(PASSAGES, 9, allowed={"declaration", "risk.a", "unknown"})

    assert [{hit.id for hit in some} for some in hits] == [{"declaration", "risk.a"}] * 3


def test_a_batch_gives_what_each_passage_gives_alone(mapper: ObligationMapper) -> None:
    together = mapper.map(PASSAGES * 30, 5)
    alone = [mapper.map([passage], 5)[0] for passage in PASSAGES]

    for batch, single in zip(together, alone * 30, strict=True):
        assert_same(batch, single)


def assert_same(one: list[Hit], two: list[Hit]) -> None:
    assert [hit.id for hit in one] == [hit.id for hit in two]
    assert [hit.score for hit in one] == pytest.approx([hit.score for hit in two], abs=1e-3)


def test_words_of_a_known_answer_count(embedder: Embedder) -> None:
    same = "Written down, complete and current"
    answer = "The penetration test was passed and threats were modelled."
    mapper = ObligationMapper(
        {
            "cyber": Target(same, "a", answers=answer),
            "sterile": Target(same, "b", answers="Every batch was sterilised with ethylene oxide."),
            "none": Target(same, "c"),
        },
        embedder,
    )

    hits = mapper.map(["A penetration test was done on the archive's interface."], 3)[0]

    assert hits[0].id == "cyber"


def test_likeness_to_what_was_learned_counts(embedder: Embedder) -> None:
    known = {text: row.obligation for text, row in load_examples().items()}
    oversight, erased = (
        next(text for text, row in known.items() if row == wanted)
        for wanted in ("aia.art-14.4.e", "mdr.annex-i.17.4")
    )
    same = "Written down, complete and current"
    targets = {"a": Target(same, "a", (erased,)), "b": Target(same, "b", (oversight,))}
    passage = "A red button on every screen halts the network and leaves the list as it came in."

    hits = ObligationMapper(targets, embedder).map([passage], 2)[0]

    assert [hit.id for hit in hits] == ["b", "a"]
    assert hits[0].score > hits[1].score


def test_what_was_learned_for_another_model_is_left_out(letters: Embedder) -> None:
    known = next(iter(load_examples()))
    targets = {"a": Target("Hazards", "a", (known,)), "b": Target("Data", "b")}

    assert not ObligationMapper(targets, letters).signs(PASSAGES).learned.any()


def test_near_neighbours_in_the_law_raise_an_obligation(embedder: Embedder) -> None:
    def rank(section: str) -> int:
        targets = {**TARGETS, "vague": Target("Kept up to date", section)}
        hits = ObligationMapper(targets, embedder).map([PASSAGES[1]], 9)[0]
        return [hit.id for hit in hits].index("vague")

    assert rank("risk") < rank("declaration")


def test_whole_passages_can_be_compared(backend: CountingBackend) -> None:
    mapper = ObligationMapper(TARGETS, Embedder(backend=backend), split=lambda text: (text,))
    mapper.map(PASSAGES, 1)

    assert set(PASSAGES) <= set(backend.encoded)


def test_nothing_is_embedded_for_the_same_passages_again(backend: CountingBackend) -> None:
    embedder = Embedder(backend=backend)
    ObligationMapper(TARGETS, embedder).map(PASSAGES, 1)
    before = len(backend.encoded)

    ObligationMapper(TARGETS, embedder).map(PASSAGES, 3)

    assert len(backend.encoded) == before


def test_no_passages_and_no_obligations_are_no_error(letters: Embedder) -> None:
    mapper = ObligationMapper(TARGETS, letters)

    assert mapper.map([], 3) == []
    assert mapper.compare([]).reverse(3) == {key: {} for key in TARGETS}
    assert mapper.map(PASSAGES, 3, allowed=()) == [[], [], []]
    assert mapper.map(["", "?"], 3)[0]


def test_scores_are_finite_whatever_the_passage(letters: Embedder) -> None:
    compared = ObligationMapper(TARGETS, letters).compare(["", "x" * 5000, "1 2 3", "\n"])

    assert np.isfinite(compared.near).all()


@pytest.mark.parametrize(
    ("pinpoint", "section"),
    [
        ("aia.art-14.4.b", "aia.art-14"),
        ("mdr.annex-i.23.4.ab", "mdr.annex-i.23"),
        ("mdr.annex-ii", "mdr.annex-ii"),
    ],
)
def test_a_target_is_made_of_an_obligation(pinpoint: str, section: str) -> None:
    obligation = Obligation(
        id=pinpoint,
        pinpoint=Pinpoint.parse(pinpoint),
        title="Title",
        addressees=("manufacturer",),
        conditions=(),
        kind="process",
        evidence=("RMF",),
        tier=Tier.CORE,
        dates=ApplicationDates(general=date(2021, 5, 26)),
        criteria=(Criterion("First"), Criterion("Second")),
    )

    answers = {"First": ("It was done.", "It is done."), "Third": ("No.",)}
    text = "Title\nFirst\nSecond"

    assert obligation_text(obligation) == text
    assert target_of(obligation, answers) == Target(
        text, section, ("First", "Second"), f"{text}\nIt was done.\nIt is done."
    )


def test_labelled_passages_are_mapped_well(shared: Path, embedder: Embedder) -> None:
    """Among all rows of both acts: recall@20 0.77, the right section first 6 of 6."""
    gold = labelled(shared)
    targets = catalogue_targets()
    ranked = ObligationMapper(targets, embedder).map([text for text, _ in gold], 20)
    recalls = [
        len(wanted & {hit.id for hit in hits}) / len(wanted)
        for hits, (_, wanted) in zip(ranked, gold, strict=True)
    ]
    first = [
        targets[hits[0].id].section in {targets[one].section for one in wanted}
        for hits, (_, wanted) in zip(ranked, gold, strict=True)
    ]

    assert sum(recalls) / len(recalls) > 0.75
    assert sum(first) >= len(first) - 1


def labelled(shared: Path) -> list[tuple[str, set[str]]]:
    lines = (shared / "domain" / "gold_passages.dev.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in lines.splitlines()]
    return [(row["text"], {one["obligation_id"] for one in row["labels"]}) for row in rows]


def catalogue_targets() -> dict[str, Target]:
    answers = {text: known.answers for text, known in load_examples().items()}
    rows = load_catalogue().obligations.values()
    return {row.id: target_of(row, answers) for row in rows if row.pinpoint.act is not Act.IVDR}
