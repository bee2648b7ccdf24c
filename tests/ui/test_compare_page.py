import pytest

from domain.decision import DecisionKind
from domain.finding import Verdict
from review.deciding import Said
from review.dossier_work import DossierId
from review.handover import Format
from tests.ui.conftest import nothing
from tests.ui.test_pages import opened, said
from ui.parts.downloads import _made
from ui.parts.opened import desk, reviewed, work


def metrics(app: object) -> dict[str, str]:
    return {part.label.split(" ", 1)[1]: part.value for part in app.metric}  # type: ignore[attr-defined]


def test_one_review_is_too_few(reviewed_app: DossierId) -> None:
    app = opened("compare", dossier=reviewed_app)
    assert "Two reviews are needed" in said(app)


def test_a_replaced_document_shows_what_came_back_and_which_decisions_hold(
    reviewed_app: DossierId,
) -> None:
    of = reviewed(reviewed_app)
    assert of is not None
    covered = [f.obligation for f in of.review.findings if f.verdict is Verdict.COVERED]
    desk().decide(of, covered, Said(DecisionKind.AGREE), who="Ada")
    at_work = work()
    name = "QMP-013_quality_manual_vigilance.md"
    at_work.add_files(reviewed_app, [(name, b"# Quality manual\n\nTo be written.\n")], nothing)
    at_work.review(reviewed_app, nothing)
    app = opened("compare", dossier=reviewed_app)
    assert not app.exception
    assert not app.error
    assert int(metrics(app)["reopened"]) > 0
    assert int(metrics(app)["same"]) > 100
    assert "carried over: the passage is the same" in said(app).replace("\\", "")
    assert f"{name}: changed" in said(app)


@pytest.mark.parametrize("wanted", [Format.XLSX, Format.HTML, Format.JSON])
def test_a_download_is_the_file_and_is_recorded(reviewed_app: DossierId, wanted: Format) -> None:
    of = reviewed(reviewed_app)
    assert of is not None
    assert len(_made(of, wanted, "Ada")) > 10_000
    event = desk().events(reviewed_app)[-1]
    assert event.who == "Ada"
    assert event.deed is not None
    assert event.deed.new.endswith(f".{wanted.value}")
