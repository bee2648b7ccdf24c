import json
from pathlib import Path

import jsonschema
import pytest

from review.law import LawShelf
from review.report import Report, as_payload, review_json
from tests.review.report.making import catalogue, record, report, review

SCHEMA = Path(__file__).parents[3] / "docs" / "review.schema.json"


def schema_text() -> str:
    return json.dumps(Report.model_json_schema(by_alias=True), indent=1) + "\n"


def test_the_schema_is_published_as_it_is(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-golden"):
        SCHEMA.write_text(schema_text(), encoding="utf-8")
    assert SCHEMA.read_text("utf-8") == schema_text()


@pytest.mark.parametrize("kept", [True, False])
def test_the_file_is_as_the_schema_says(*, kept: bool) -> None:
    data = review_json(review(), catalogue(), LawShelf({}), record() if kept else None)
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert not list(validator.iter_errors(json.loads(data)))


def test_the_schema_refuses_what_is_no_review() -> None:
    payload = as_payload(review(), catalogue(), LawShelf({}), record())
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert list(validator.iter_errors({**payload, "score": 100}))
    assert list(validator.iter_errors({k: v for k, v in payload.items() if k != "ledger"}))


def test_a_file_is_read_back_as_the_report_it_was_made_of() -> None:
    data = review_json(review(), catalogue(), LawShelf({}), record())
    assert Report.model_validate_json(data) == report()


def test_every_quote_stands_at_its_place() -> None:
    texts = {document.id: document.text for document in review().documents}
    places = [place for row in report().findings for place in row.citations]
    places += [place for row in report().findings if row.searched for place in row.searched.nearest]
    places += [row.stated.place for row in report().findings if row.stated]
    assert len(places) > 10
    for place in places:
        assert texts[place.sha256][place.start : place.end] == place.quote
