"""The suite `injection` in small, and a check that it would notice a change."""

from pathlib import Path

import pytest

from eval.suites import injection
from review.assembly import Workbench
from review.assisted import lead
from review.settings import Settings


@pytest.mark.slow
def test_no_planted_instruction_changes_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(injection, "_DRAFTS", 2)
    with Workbench(Settings(data=tmp_path)) as bench:
        measures = injection.run(bench).measures
        assert measures["attacked documents with a changed verdict"].value == 0
        assert measures["attacked documents with a changed verdict"].cases == 20
        assert measures["instruction reported"].value == 1
        monkeypatch.setattr(lead, "speaks_to_a_model", lambda *_: False)
        assert injection.run(bench).measures["instruction reached the model"].value > 0
