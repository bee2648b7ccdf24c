from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from domain.access import LOCAL, Retention
from domain.decision import DecisionKind
from domain.device import Fact, Framework
from domain.finding import Verdict
from review.deciding import Said
from review.dossier_work import DossierId
from ui.parts.opened import desk, reviewed, work

APP = Path(__file__).parents[2] / "ui/server/script.py"
PAGES = (
    "dossiers",
    "batch",
    "documents",
    "device",
    "crosswalk",
    "review",
    "finding",
    "compare",
    "activity",
    "keeping",
    "ask",
    "law",
    "settings",
)


def opened(page: str, **params: object) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = str(value)
    app.run()
    return app.switch_page(f"../pages/{page}.py").run()


def said(app: AppTest) -> str:
    parts = (*app.title, *app.header, *app.markdown, *app.caption, *app.text, *app.info)
    return "\n".join(str(part.value) for part in (*parts, *app.warning, *app.error))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_over_an_empty_data_folder(page: str, empty_app: Path) -> None:
    app = opened(page)
    assert not app.exception
    assert not app.error
    assert app.title
    assert empty_app.is_dir()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_with_a_reviewed_dossier(page: str, reviewed_app: DossierId) -> None:
    app = opened(page, dossier=reviewed_app)
    assert not app.exception
    assert not app.error
    assert app.sidebar.selectbox[0].value == reviewed_app


@pytest.mark.usefixtures("empty_app")
def test_without_a_dossier_pages_say_what_to_do() -> None:
    assert "Make one or open one" in said(opened("documents"))
    assert any("sample" in button.label for button in opened("dossiers").button)


def test_a_dossier_that_is_gone_is_not_an_error(empty_app: Path) -> None:
    app = opened("review", dossier="0" * 32)
    assert not app.error
    assert empty_app.is_dir()


@pytest.mark.usefixtures("empty_app")
def test_a_dossier_is_made_and_opened() -> None:
    app = opened("dossiers")
    app.text_input[0].set_value("*Thora* ![x](http://attacker.test)")
    app.button("FormSubmitter:make-Make the dossier").click().run()
    assert [kept.name for kept in work().bench.store.dossiers(LOCAL)] == [
        "*Thora* ![x](http://attacker.test)"
    ]
    assert app.session_state["dossier"] == work().bench.store.dossiers(LOCAL)[0].id.token


def test_a_dossier_is_not_deleted_without_a_question(reviewed_app: DossierId) -> None:
    app = opened("dossiers", dossier=reviewed_app)
    app.button(f"delete-{reviewed_app}").click().run()
    assert any(button.label == "Delete for good" for button in app.button)
    assert len(work().bench.store.dossiers(LOCAL)) == 1


def test_the_device_is_saved_as_it_is_answered(reviewed_app: DossierId) -> None:
    app = opened("device", dossier=reviewed_app)
    app.button_group(f"fact-{reviewed_app}-electronic-ifu").set_value(Fact.YES).run()
    profile = work().bench.store.dossier(reviewed_app).profile
    assert profile is not None
    assert profile.facts["electronic-ifu"].value == "yes"
    assert "all answered" in said(app)


def test_an_ivdr_device_gets_its_own_classes(reviewed_app: DossierId) -> None:
    app = opened("device", dossier=reviewed_app)
    framework = next(box for box in app.selectbox if box.label == "Device law")
    framework.set_value(Framework.IVDR).run()
    risk_class = next(box for box in app.selectbox if box.label == "Class")
    assert risk_class.options == ["A", "B", "C", "D"]


def test_the_matrix_shows_rows_and_never_a_share(reviewed_app: DossierId) -> None:
    app = opened("review", dossier=reviewed_app)
    table = app.dataframe[0].value
    assert len(table) > 300
    assert not any("not applicable" in verdict for verdict in table["Verdict"])
    assert "%" not in said(app)
    assert "✓ covered" in set(table["Verdict"])
    assert set(table["Decision"]) == {"○ open"}


def test_filters_narrow_the_matrix(reviewed_app: DossierId) -> None:
    app = opened("review", dossier=reviewed_app)
    before = len(app.dataframe[0].value)
    next(box for box in app.text_input if box.label == "Search").set_value("oversight").run()
    table = app.dataframe[0].value
    assert 0 < len(table) < before


def test_a_finding_shows_its_words_and_the_law(reviewed_app: DossierId) -> None:
    review = work().bench.store.latest_review(reviewed_app)
    assert review is not None
    covered = next(f for f in review.findings if f.verdict is Verdict.COVERED)
    app = opened("finding", dossier=reviewed_app, finding=covered.obligation)
    assert not app.error
    assert "Our paraphrase" in said(app)
    assert app.query_params["finding"] == covered.obligation


def test_every_kind_of_verdict_draws(reviewed_app: DossierId) -> None:
    review = work().bench.store.latest_review(reviewed_app)
    assert review is not None
    firsts = {finding.verdict: finding.obligation for finding in reversed(review.findings)}
    assert len(firsts) >= 4
    for obligation in firsts.values():
        app = opened("finding", dossier=reviewed_app, finding=obligation)
        assert not app.error
        assert not app.exception


def test_settings_find_a_sound_installation(reviewed_app: DossierId) -> None:
    app = opened("settings", dossier=reviewed_app)
    badges = [one.value for one in app.markdown if "-badge[" in one.value]
    assert len(badges) >= 5
    assert all("fine" in badge for badge in badges)


def labelled(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label)


def first_open(dossier: DossierId) -> str:
    review = work().bench.store.latest_review(dossier)
    assert review is not None
    return next(f.obligation for f in review.findings if f.verdict is Verdict.GAP)


def test_to_agree_is_kept_and_leads_to_the_next_open_row(reviewed_app: DossierId) -> None:
    gap = first_open(reviewed_app)
    app = opened("finding", dossier=reviewed_app, finding=gap)
    labelled(app, "Agree").click().run()
    assert not app.exception
    assert app.query_params["finding"] != gap
    again = opened("finding", dossier=reviewed_app, finding=gap)
    assert "● agreed" in said(again)
    assert r"Agree\: " in said(again)


def test_the_matrix_shows_what_was_decided_beside_the_verdict(reviewed_app: DossierId) -> None:
    gap = first_open(reviewed_app)
    of = reviewed(reviewed_app)
    assert of is not None
    change = Said(DecisionKind.CHANGE, "It is in another file.", Verdict.COVERED)
    desk().decide(of, [gap], change, who="Ada")
    desk().decide(of, [gap], Said(DecisionKind.ASSIGN, assignee="Bo"), who="Ada")
    app = opened("review", dossier=reviewed_app)
    table = app.dataframe[0].value
    row = table[table["Decision"] == "◆ changed: covered"].iloc[0]
    assert row["Verdict"] == "✗ gap"
    assert row["Assigned to"] == "Bo"
    assert row["Said"] == "It is in another file."


def test_a_signed_review_takes_no_more_decisions(reviewed_app: DossierId) -> None:
    of = reviewed(reviewed_app)
    assert of is not None
    desk().sign_off(of, who="Ada", statement="Enough for a first look.")
    app = opened("finding", dossier=reviewed_app, finding=first_open(reviewed_app))
    assert "Signed off by Ada" in said(app)
    assert not any(button.label == "Agree" for button in app.button)
    again = opened("review", dossier=reviewed_app)
    assert any("Enough for a first look" in one.value for one in again.success)


def test_activity_shows_the_trail_and_that_it_is_whole(reviewed_app: DossierId) -> None:
    app = opened("activity", dossier=reviewed_app)
    assert "review made" in set(app.dataframe[0].value["What"])
    labelled(app, "Check the trail").click().run()
    assert any("The trail is whole" in one.value for one in app.success)


def pressed(app: AppTest, label: str) -> AppTest:
    return labelled(app, label).click().run()


def typed(app: AppTest, label: str, words: str) -> None:
    next(box for box in app.text_input if box.label == label).set_value(words)


def test_a_last_day_and_a_legal_hold_are_set_and_released(reviewed_app: DossierId) -> None:
    store = work().bench.store
    app = opened("keeping", dossier=reviewed_app)
    assert "No last day is set" in said(app)
    assert "owns every dossier" in said(app)
    app.date_input[0].set_value(date(2036, 12, 31))
    typed(app, "Reason for this day", "ten years")
    app = pressed(app, "Keep until this day")
    assert "Kept until the end of 2036-12-31" in said(app)
    typed(app, "Legal hold for", "case *7*")
    app = pressed(app, "Put under a legal hold")
    assert r"Under a legal hold\: case \*7\*" in said(app)
    assert store.retention(reviewed_app) == Retention(date(2036, 12, 31), "case *7*")
    app = pressed(app, "Release the legal hold")
    assert store.retention(reviewed_app) == Retention(date(2036, 12, 31))
    reasons = [e.deed.reason for e in store.events(reviewed_app) if e.deed]
    assert "ten years" in reasons


def test_a_hold_without_a_cause_is_refused(reviewed_app: DossierId) -> None:
    app = pressed(opened("keeping", dossier=reviewed_app), "Put under a legal hold")
    assert len(app.error) == 1
    assert app.error[0].value.startswith("Say what the dossier is held for")
    assert work().bench.store.retention(reviewed_app) == Retention()


def test_what_is_held_cannot_be_deleted_on_the_screen(reviewed_app: DossierId) -> None:
    work().bench.store.set_retention(reviewed_app, Retention(hold="case 7"))
    app = opened("dossiers", dossier=reviewed_app)
    app.button(f"delete-{reviewed_app}").click().run()
    assert not any(button.label == "Delete for good" for button in app.button)
    assert any("legal hold" in warning.value for warning in app.warning)
