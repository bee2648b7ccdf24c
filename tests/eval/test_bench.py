"""The benchmark's inputs and figures; never a time."""

from pathlib import Path

from eval.bench.inputs import make_inputs
from eval.bench.searching import searched
from review.reading import read_corpus


def test_copies_of_the_dossier_share_hardly_a_sentence(tmp_path: Path) -> None:
    made = make_inputs(tmp_path / "in", 2, 6)
    corpus = read_corpus(
        [made.dossier / f"part-{n}-ARO-010_oversight_logging_accuracy.pdf" for n in (1, 2)]
    )
    first, second = (
        {s.text for s in corpus.sentences if s.document == document.id and s.text.endswith(".")}
        for document in corpus.documents
    )
    assert len(first) > 20
    assert len(first & second) < len(first) / 5


def test_the_edited_dossier_differs_in_one_file(tmp_path: Path) -> None:
    made = make_inputs(tmp_path / "in", 1, 6)
    names = sorted(path.name for path in made.dossier.iterdir())
    assert names == sorted(path.name for path in made.edited.iterdir())
    changed = [
        n for n in names if (made.dossier / n).read_bytes() != (made.edited / n).read_bytes()
    ]
    assert len(changed) == 1


def test_chroma_finds_what_the_exact_search_finds() -> None:
    assert searched(3000, with_chroma=True)["Chroma, recall@10"] >= 0.98
