"""A data folder with many dossiers: what it costs to keep, list, open, search and delete one."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from string import ascii_lowercase, ascii_uppercase

import samples
from domain.access import LOCAL
from domain.device import DeviceProfile
from domain.document import Document
from domain.finding import Review
from eval.bench.growth_passages import made_up
from regulations.profile import load_profile
from retrieval.embedding import text_key
from review.asking import passage_texts
from review.assembly import Workbench
from review.corpus import Corpus
from review.dossier_work import DossierId, DossierWork
from review.settings import Settings

_QUESTION = "Who may stop the system, and how long are its logs kept?"
_ROUNDS = 5
_MEBIBYTE = 2**20
File = tuple[bytes, Document, str | None]


def dossiers(folder: Path, count: int, files: int) -> Mapping[str, float]:
    """The processor's seconds of each step with that many dossiers of `files` files of the sample.

    Each dossier has words of its own, of the same lengths; vectors are made up. All reviews are
    the same one, whose texts are kept once.
    """
    profile = load_profile(samples.device_path())
    with Workbench(Settings(data=folder / "made")) as bench:
        paths = sorted(samples.dossier_path().iterdir())
        corpus = bench.read(list(islice(paths, files)))
        review = bench.review(corpus, profile)
    settings = Settings(data=folder / "data")
    with Workbench(settings) as bench:
        kept = [_keep(bench, number, corpus, profile, review) for number in range(count)]
    return dict(_figures(settings, [seconds for _, seconds in kept], kept[len(kept) // 2][0]))


def _keep(
    bench: Workbench, number: int, corpus: Corpus, profile: DeviceProfile, review: Review
) -> tuple[DossierId, float]:
    own = [own_words(document, number, corpus.types[document.id]) for document in corpus.documents]
    texts = list(passage_texts(Corpus(tuple(file[1] for file in own), {})).values())
    vectors = made_up(len(texts), number)
    begun = time.process_time()
    dossier = bench.store.create_dossier(f"dossier {number:04}", profile)
    for data, document, code in own:
        bench.store.add_document(dossier, document.name, data)
        bench.store.put_parsed(dossier, document, code)
    rows = {text_key(text): row.tobytes() for text, row in zip(texts, vectors, strict=True)}
    bench.store.vectors_of(dossier).put_vectors(bench.embedder.name, rows)
    bench.store.put_review(dossier, review)
    return dossier, time.process_time() - begun


def own_words(document: Document, number: int, code: str | None) -> File:
    """A document of the same shape in other words: its letters are exchanged for others."""
    turned = ascii_lowercase[number % 26 :] + ascii_lowercase[: number % 26]
    upper = ascii_uppercase[number // 26 :] + ascii_uppercase[: number // 26]
    words = document.text.translate(
        str.maketrans(ascii_lowercase + ascii_uppercase, turned + upper)
    )
    data = words.encode()
    return data, replace(document, id=sha256(data).hexdigest(), text=words), code


def _figures(
    settings: Settings, keeping: Sequence[float], one: DossierId
) -> Iterator[tuple[str, float]]:
    yield "keep one more", median(keeping[-_ROUNDS:])
    yield "data folder, MiB", _size(settings.data)
    yield "open the data folder", _median(lambda: Workbench(settings).close())
    with Workbench(settings) as bench:
        work = DossierWork(bench)
        yield "list all", _median(lambda: bench.store.dossiers(LOCAL))
        yield "open one: documents and review", _median(lambda: _opened(bench, one))
        yield "first question to one", _once(lambda: work.ask(_QUESTION, one))
        yield "next question to one", _median(lambda: work.ask(_QUESTION, one))
        yield "verify the audit trail", _once(bench.store.check_audit)
        yield "back up", _once(lambda: bench.store.back_up(settings.data.parent / "copy"))
        yield "delete one", _once(lambda: work.delete(one))


def _opened(bench: Workbench, dossier: DossierId) -> None:
    bench.store.documents(dossier)
    bench.store.latest_review(dossier)


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MEBIBYTE


def _once(step: Callable[[], object]) -> float:
    begun = time.process_time()
    step()
    return time.process_time() - begun


def _median(step: Callable[[], object]) -> float:
    return median(_once(step) for _ in range(_ROUNDS))
