"""Corpora and questions in the form of the BEIR collection.

`corpus.jsonl` has `_id`, `title` (may be empty) and `text` in each row, `queries.jsonl` has `_id`
and `text`, and `qrels.tsv` a header and rows of query id, document id and grade.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import RequestError


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts and questions by id, and the grade of each text that answers a question."""

    texts: Mapping[str, str]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]


def read_collection(corpus: Path, queries: Path, qrels: Path) -> Collection:
    """Read the three files; raises `RequestError` with file and line where one is not so."""
    texts = {str(row["_id"]): _with_title(row) for row in _rows(corpus)}
    asked = {str(row["_id"]): str(row["text"]) for row in _rows(queries)}
    return Collection(texts, asked, _grades(qrels))


def _with_title(row: Mapping[str, object]) -> str:
    return "\n".join(part for part in (str(row.get("title") or ""), str(row["text"])) if part)


def _rows(file: Path) -> Iterator[Mapping[str, object]]:
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise RequestError(f"{file.name}, line {number}: not JSON ({error})") from error
        if not isinstance(row, dict) or not {"_id", "text"} <= row.keys():
            raise RequestError(f"{file.name}, line {number}: needs the keys _id and text")
        yield row


def _grades(file: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_lines(file), start=1):
        cells = line.split("\t")
        if number == 1 and cells[-1].strip() == "score":
            continue
        try:
            query, document, grade = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as error:
            told = f"{file.name}, line {number}: needs query, document and grade, tab-separated"
            raise RequestError(told) from error
        if grade > 0:
            found.setdefault(query, {})[document] = grade
    return found


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{file}: cannot be read as text ({error}); name a file") from error
