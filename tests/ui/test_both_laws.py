"""Both laws by topic for a dossier, and the papers of guidance on the law page."""

from datetime import date

import pytest

from domain.access import LOCAL
from domain.device import DeviceProfile, Fact, Framework
from review.device_law import crosswalk
from tests.ui.test_pages import opened, said
from ui.parts.opened import work


def dossier(risk_class: str, ai: Fact) -> str:
    facts = {"software": Fact.YES, "ai-system": ai, "training-data": ai}
    profile = DeviceProfile("ThoraFlag", "2.1", Framework.MDR, risk_class, facts)
    return work().bench.store.create_dossier("Two laws", profile).token


@pytest.mark.usefixtures("empty_app")
def test_the_topics_of_both_laws_with_their_counts() -> None:
    app = opened("crosswalk", dossier=dossier("IIb", Fact.YES))
    assert not app.exception
    labels = [one.label for one in app.expander]
    assert any(" shared" in label for label in labels)
    assert any(" AI Act only" in label for label in labels)


@pytest.mark.usefixtures("empty_app")
def test_only_the_chosen_mark_is_shown() -> None:
    app = opened("crosswalk", dossier=dossier("IIb", Fact.YES))
    everything = len(app.expander)
    app.button_group("crosswalk_marks").set_value("AI Act only").run()
    assert 0 < len(app.expander) < everything


@pytest.mark.usefixtures("empty_app")
def test_a_device_without_ai_is_told_that_the_device_law_alone_speaks() -> None:
    app = opened("crosswalk", dossier=dossier("I", Fact.NO))
    profile = work().bench.store.dossiers(LOCAL)[0].profile
    assert profile is not None
    topics = crosswalk(work().bench.catalogue, profile, date(2026, 11, 28))
    alone = not any(topic.ai for topic in topics)
    assert ("the MDR alone speaks" in said(app).replace("\\", "")) is alone


@pytest.mark.usefixtures("empty_app")
def test_a_paper_of_guidance_is_listed_and_removed() -> None:
    work().guidance.add("paper.md", b"# A paper on pots\n\nPots of clay are pots.\n")
    app = opened("law")
    assert "paper.md" in said(app).replace("\\", "")
    assert "never cited as law" in said(app)
    remove = next(one for one in app.button if str(one.key).startswith("remove-guidance-"))
    remove.click().run()
    assert "was removed" in "".join(one.value for one in app.success).replace("\\", "")
