"""The suite `injection` in small, and a check that its guard is what holds."""

from pathlib import Path

import pytest

from eval import attacks
from eval.suites import injection
from prompts.data import clean
from review.assembly import Workbench
from review.assisted import lead
from review.settings import Settings

_CHANGED = "attacked documents with a changed verdict"
_REACHED = "instruction reached the model"


@pytest.mark.slow
def test_no_planted_instruction_changes_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(injection, "_DRAFTS", 2)
    monkeypatch.setattr(injection, "strings_of_others", lambda: None)
    with Workbench(Settings(data=tmp_path)) as bench:
        told = injection.run(bench)
        assert (told.measures[_CHANGED].value, told.measures[_CHANGED].cases) == (0, 20)
        assert told.measures[_REACHED].value == 0
        assert told.measures["instruction reported"].value == 1
        assert "absent" in told.note
        monkeypatch.setattr(lead, "speaks_to_a_model", lambda *_: False)
        unguarded = injection.run(bench).measures
        assert unguarded[_REACHED].value == 1
        assert unguarded[_CHANGED].value > 0


@pytest.mark.slow
@pytest.mark.usefixtures("shared")
def test_strings_of_others_change_none_and_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strings = attacks.strings_of_others()
    assert strings is not None
    assert len(strings) == 75
    monkeypatch.setattr(injection, "_DRAFTS", 2)
    monkeypatch.setattr(injection, "OWN", ())
    monkeypatch.setattr(injection, "strings_of_others", lambda: strings[::5])
    with Workbench(Settings(data=tmp_path)) as bench:
        told = injection.run(bench)
    apart = told.measures[f"strings of others/{_CHANGED}"]
    assert (apart.value, apart.cases) == (0, 30)
    assert 0 < told.measures["strings of others/instruction reported"].value < 1
    assert not told.note


def test_without_the_shared_material_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attacks, "shared_folder", lambda _: None)
    assert attacks.strings_of_others() is None


@pytest.mark.parametrize("attack", attacks.OWN)
def test_an_attack_is_recognised_as_a_prompt_shows_it(attack: str) -> None:
    shown = clean(attack)[0]
    assert attacks.reached(f"P1.S1: {shown}", attack)
    assert not attacks.reached("P1.S1: Logs are kept for three years.", attack)
    assert not attacks.reached(shown, attack)
