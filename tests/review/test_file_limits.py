from pathlib import Path

import pytest

from domain.document import Document, ReadFailure
from domain.errors import FailureReason, RequestError
from ingest import Limits
from review.file_limits import FileLimits, file_limits
from review.reading import read_corpus
from tests.ingest.making import zip_file

README = Path(__file__).parents[2] / "README.md"


def test_nothing_set_gives_the_usual_limits() -> None:
    assert file_limits() == Limits()


@pytest.mark.parametrize("name", FileLimits.model_fields)
def test_each_is_named_in_the_readme(name: str) -> None:
    assert f"`CITEMARK_MAX_{name.upper()}`" in README.read_text("utf-8")


def test_a_limit_that_is_set_is_kept_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "two.zip").write_bytes(zip_file({"a.txt": b"Words.", "b.txt": b"More."}))
    read = read_corpus([tmp_path / "in"], file_limits())
    assert all(isinstance(document, Document) for document in read.documents)
    monkeypatch.setenv("CITEMARK_MAX_MEMBERS", "1")
    (refused,) = read_corpus([tmp_path / "in"], file_limits()).failures
    assert isinstance(refused, ReadFailure)
    assert refused.reason is FailureReason.TOO_LARGE


@pytest.mark.parametrize("value", ["many", "0", "-1"])
def test_a_limit_that_is_none_is_refused_by_name(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEMARK_MAX_PAGES", value)
    with pytest.raises(RequestError, match="CITEMARK_MAX_PAGES"):
        file_limits()
