"""The plain pipeline: what is built in an afternoon from the usual parts, to compare with.

PyPDFLoader's way of loading (pypdf, the text of each page), LangChain's recursive splitter at
1,000 characters with 200 shared, sentence-transformers with its default settings behind
LangChain's interface of embeddings, Chroma, and one query an obligation. It is a program of its
own beside citemark and shares nothing with it but the model's files and the obligations' words.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import chromadb
from docx import Document as WordDocument
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from openpyxl import load_workbook
from pypdf import PdfReader
from sentence_transformers import SentenceTransformer

from eval.bench.inputs import Inputs
from eval.bench.queries import QUESTION, obligation_texts
from retrieval.model_files import MINILM

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_TOP = 4


class LocalEmbeddings(Embeddings):
    """What HuggingFaceEmbeddings does: `encode` of sentence-transformers, nothing set."""

    def __init__(self) -> None:
        self._model = SentenceTransformer(
            str(MINILM.folder()), device="cpu", local_files_only=True, trust_remote_code=False
        )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [list(map(float, row)) for row in self._model.encode(texts, show_progress_bar=False)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query."""
        return self.embed_documents([text])[0]


class Plain:
    """The steps of the plain pipeline over the benchmark's inputs."""

    def __init__(self, inputs: Inputs, _work: Path) -> None:
        self._inputs = inputs
        self._queries = obligation_texts()
        self._client = chromadb.EphemeralClient(
            settings=chromadb.config.Settings(anonymized_telemetry=False)
        )

    def steps(self) -> Mapping[str, Callable[[], object]]:
        """What can be timed, by name."""
        kinds = ("pdf", "docx", "xlsx")
        reads = {f"read {k}": self._reading(self._inputs.long_file(k)) for k in kinds}
        return reads | {
            "read dossier": lambda: _load(self._inputs.dossier),
            "split": lambda: _split(self._pages),
            "embed": lambda: self._embeddings.embed_documents(self._texts),
            "index": lambda: self._index(self._texts, self._vectors),
            "map": lambda: [self._search(self._filled, text) for text in self._queries],
            "review": lambda: self._review(self._inputs.dossier),
            "review after an edit": lambda: self._review(self._inputs.edited),
            "ask": lambda: self._search(self._filled, QUESTION),
        }

    def prepare(self, step: str) -> None:
        """Load the model and fill the index before anything is timed."""
        if step in {"embed", "index", "map", "review", "review after an edit", "ask"}:
            self._search(self._filled, QUESTION)

    def write_passages(self) -> None:
        """Leave the passages of the dossier for the other side."""
        self._inputs.passages.write_text(json.dumps(self._texts), "utf-8")

    @staticmethod
    def _reading(path: Path) -> Callable[[], object]:
        return lambda: list(_pages(path))

    @cached_property
    def _embeddings(self) -> LocalEmbeddings:
        return LocalEmbeddings()

    @cached_property
    def _pages(self) -> list[Document]:
        return _load(self._inputs.dossier)

    @cached_property
    def _texts(self) -> list[str]:
        return _split(self._pages)

    @cached_property
    def _vectors(self) -> list[list[float]]:
        return self._embeddings.embed_documents(self._texts)

    @cached_property
    def _filled(self) -> "Collection":
        return self._index(self._texts, self._vectors)

    def _review(self, folder: Path) -> list[Sequence[str]]:
        texts = _split(_load(folder))
        index = self._index(texts, self._embeddings.embed_documents(texts))
        return [self._search(index, text) for text in self._queries]

    def _index(self, texts: list[str], vectors: list[list[float]]) -> "Collection":
        collection = self._client.create_collection(f"plain-{uuid4().hex}", embedding_function=None)
        ids = [str(number) for number in range(len(texts))]
        collection.add(ids=ids, documents=texts, embeddings=vectors)  # type: ignore[arg-type]
        return collection

    def _search(self, index: "Collection", query: str) -> Sequence[str]:
        vector = self._embeddings.embed_query(query)
        found = index.query(query_embeddings=[vector], n_results=_TOP)  # type: ignore[arg-type]
        return found["ids"][0]


def _load(folder: Path) -> list[Document]:
    return [page for path in sorted(folder.iterdir()) for page in _pages(path)]


def _pages(path: Path) -> Iterator[Document]:
    for number, text in enumerate(_texts_of(path), 1):
        yield Document(text, metadata={"source": path.name, "page": number})


def _texts_of(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".pdf":
            yield from (page.extract_text() for page in PdfReader(path).pages)
        case ".docx":
            yield "\n".join(part.text for part in WordDocument(str(path)).paragraphs)
        case ".xlsx":
            for sheet in load_workbook(path, read_only=True).worksheets:
                rows = sheet.iter_rows(values_only=True)
                yield "\n".join(" ".join(str(cell or "") for cell in row) for row in rows)
        case _:
            yield path.read_text("utf-8")


def _split(pages: Sequence[Document]) -> list[str]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    return [part.page_content for part in splitter.split_documents(pages)]
