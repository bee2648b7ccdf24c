"""A batch is a map of single reviews: interrupted, changed, broken or not."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.access import LOCAL
from domain.batch import BatchState, Submission, SubmissionState
from domain.errors import RequestError
from regulations.profile import load_profile
from review.assembly import Workbench
from review.batch import BatchRun, BatchSpec, Control, Step, open_batch
from review.report import report_files
from tests.review.batch.making import (
    DAY,
    DEVICE,
    PROFILE,
    HereCrew,
    draft,
    nothing,
    opened,
    tree,
    write_folder,
    write_zip,
)

ODD = "odd \u202e<b>*name\n"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with opened(tmp_path / "data") as made:
        yield made


@pytest.fixture
def spec(tmp_path: Path) -> BatchSpec:
    folder = tmp_path / "in"
    write_folder(folder / "one", {"plan.md": draft(1), "device.yaml": DEVICE})
    write_folder(folder / ODD, {"deep/plan.md": draft(2), "bad.pdf": b"%PDF-1.7 nothing"})
    write_zip(folder / "three.zip", {"top/plan.md": draft(3), "top/device.yaml": DEVICE})
    return BatchSpec(folder, tmp_path / "out", PROFILE)


def run(bench: Workbench, spec: BatchSpec, control: Control | None = None) -> HereCrew:
    crew = HereCrew(bench)
    BatchRun(bench, open_batch(bench, spec), crew, control).run(nothing)
    assert crew.closed
    return crew


def rows(bench: Workbench, spec: BatchSpec) -> dict[str, Submission]:
    batch = bench.store.find_batch(str(spec.folder), str(spec.out), LOCAL)
    assert batch is not None
    return {row.name: row for row in bench.store.submissions(batch.id)}


def test_a_batch_is_a_map_of_single_reviews(
    bench: Workbench, spec: BatchSpec, tmp_path: Path
) -> None:
    run(bench, spec)
    (tmp_path / "device.yaml").write_text(DEVICE)
    profile = load_profile(tmp_path / "device.yaml")
    kept = rows(bench, spec)
    assert len(kept) == 3
    for name, row in kept.items():
        path = spec.folder / (ODD if name.startswith("odd") else name)
        with opened(tmp_path / f"data-{row.label}") as single:
            made = single.review(single.read([path]), profile, DAY)
            alone = report_files(made, single.catalogue, single.law.shelf)
        assert {name: (spec.out / row.label / name).read_bytes() for name in alone} == alone
        assert row.result is not None
        assert row.result.verdicts == made.ledger.verdicts


def test_unchanged_is_not_done_again_and_changed_is(bench: Workbench, spec: BatchSpec) -> None:
    first = run(bench, spec)
    assert len(first.given) == 3
    before = tree(spec.out)
    assert run(bench, spec).given == []
    assert tree(spec.out) == before
    write_folder(spec.folder / "one", {"plan.md": draft(9)})
    assert run(bench, spec).given == ["one"]
    (spec.out / "one" / "review.md").write_text("altered")
    assert run(bench, spec).given == ["one"]
    write_folder(spec.folder / "four", {"plan.md": draft(4)})
    shutil.rmtree(spec.folder / ODD)
    assert run(bench, spec).given == ["four"]
    assert set(rows(bench, spec)) == {"one", "four", "three.zip"}


def test_another_device_or_day_is_another_input(bench: Workbench, spec: BatchSpec) -> None:
    run(bench, spec)
    other = replace(spec, device=replace(PROFILE, risk_class="III"))
    assert [label[:3] for label in run(bench, other).given] == ["odd"]
    assert run(bench, replace(spec, device=None)).given == []
    assert len(run(bench, replace(other, on=date(2030, 1, 1))).given) == 3


def test_the_day_stays_when_the_batch_is_taken_up_later(spec: BatchSpec, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as bench:
        run(bench, spec)
    with opened(tmp_path / "data") as bench:
        bench._today = lambda: date(2027, 3, 1)
        assert open_batch(bench, spec).made_for == DAY
        assert run(bench, spec).given == []


def test_what_is_broken_is_named_and_the_rest_goes_on(bench: Workbench, spec: BatchSpec) -> None:
    bare = replace(spec, device=None)
    write_folder(spec.folder / "empty", {"device.yaml": DEVICE})
    write_folder(spec.folder / "wrong", {"device.yaml": "name: A\nframework: mdr\nclass: IX\n"})
    write_zip(spec.folder / "bomb.zip", {"plan.md": "x" * 40_000_000})
    (spec.folder / "wreck.zip").write_bytes(b"PK\x03\x04 nothing")
    (spec.folder / "loose.md").write_text("# Not a submission\n")
    run(bench, bare)
    kept = rows(bench, bare)
    told = {row.label: row.reason for row in kept.values() if row.state is SubmissionState.FAILED}
    odd = next(label for label in told if label.startswith("odd"))
    assert "no device.yaml" in told[odd]
    assert "none of its files" in told["empty"]
    assert "IIb" in told["wrong"]
    assert "unsafe" in told["bomb.zip"]
    assert "damaged" in told["wreck.zip"]
    assert {row.name for row in kept.values() if row.state is SubmissionState.DONE} == {
        "one",
        "three.zip",
    }
    assert "loose.md" not in kept


def test_a_submission_that_fails_now_loses_its_old_reports(
    bench: Workbench, spec: BatchSpec
) -> None:
    run(bench, spec)
    write_folder(spec.folder / "one", {"device.yaml": "name: A\n"})
    (spec.out / "one" / "mine.txt").write_text("a note of the user")
    run(bench, spec)
    assert [path.name for path in (spec.out / "one").iterdir()] == ["mine.txt"]


def test_unread_files_stand_beside_the_verdicts(bench: Workbench, spec: BatchSpec) -> None:
    run(bench, spec)
    odd = next(row for row in rows(bench, spec).values() if row.label.startswith("odd"))
    assert odd.result is not None
    assert any("bad.pdf" in line for line in odd.result.unread)


class Pausing(HereCrew):
    """Asks for a pause or an end once it has been given something."""

    def __init__(self, bench: Workbench, control: Control, step: Step) -> None:
        super().__init__(bench)
        self.control, self.step = control, step

    def give(self, order: object) -> None:
        super().give(order)  # type: ignore[arg-type]
        self.control.ask(self.step)


@pytest.mark.parametrize(
    ("step", "state"), [(Step.PAUSE, BatchState.PAUSED), (Step.CANCEL, BatchState.CANCELLED)]
)
def test_paused_or_cancelled_it_goes_on_later(
    bench: Workbench, spec: BatchSpec, tmp_path: Path, step: Step, state: BatchState
) -> None:
    control = Control()
    batch = open_batch(bench, spec)
    assert BatchRun(bench, batch, Pausing(bench, control, step), control).run(nothing) is state
    states = [row.state for row in bench.store.submissions(batch.id)]
    assert states.count(SubmissionState.DONE) == 1
    assert SubmissionState.RUNNING not in states
    assert len(run(bench, spec).given) == 2
    whole = replace(spec, out=tmp_path / "whole")
    run(bench, whole)
    assert tree(spec.out) == tree(whole.out)


def test_ctrl_c_keeps_what_is_done(bench: Workbench, spec: BatchSpec) -> None:
    class Interrupted(HereCrew):
        def hear(self, seconds: float) -> object:  # type: ignore[override]
            if len(self.given) > 1:
                raise KeyboardInterrupt
            return super().hear(seconds)

    batch = open_batch(bench, spec)
    with pytest.raises(KeyboardInterrupt):
        BatchRun(bench, batch, Interrupted(bench)).run(nothing)  # type: ignore[arg-type]
    assert bench.store.batch(batch.id).state is BatchState.PAUSED
    assert len(run(bench, spec).given) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_and_costs_nothing(bench: Workbench, spec: BatchSpec) -> None:
    (spec.out / "three.zip").mkdir(parents=True)
    (spec.out / "three.zip" / ".review.md.part").symlink_to("/dev/full")
    with pytest.raises(RequestError, match=r"No space left.*what is done is kept"):
        run(bench, spec)
    states = [row.state for row in rows(bench, spec).values()]
    assert states.count(SubmissionState.DONE) == 2
    assert states.count(SubmissionState.WAITING) == 1
    (spec.out / "three.zip" / ".review.md.part").unlink()
    assert run(bench, spec).given == ["three.zip"]


def test_an_out_folder_that_cannot_be_made_is_said(bench: Workbench, spec: BatchSpec) -> None:
    (spec.folder.parent / "file").write_text("in the way")
    with pytest.raises(RequestError, match="cannot be written"):
        run(bench, replace(spec, out=spec.folder.parent / "file" / "out"))
    with pytest.raises(RequestError, match="no folder"):
        open_batch(bench, replace(spec, folder=spec.folder / "missing"))


def test_the_summary_is_over_all_and_is_drawn_as_text(bench: Workbench, spec: BatchSpec) -> None:
    write_folder(spec.folder / "<img src=x onerror=alert(1)>", {"a.md": draft(7)})
    write_folder(spec.folder / "=1+1", {"a.md": draft(8)})
    run(bench, spec)
    page = (spec.out / "summary.html").read_text()
    assert "5 submissions: 5 done" in page
    assert "<img" not in page
    assert "&lt;img" in page
    assert 'href="three.zip/review.xlsx"' in page
    assert (spec.out / "summary.xlsx").stat().st_size > 5000
    assert json.loads((spec.out / "one" / "review.json").read_bytes())["device"]["name"]
