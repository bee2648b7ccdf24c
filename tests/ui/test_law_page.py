"""The law page in its states: without a text, with the official texts, with two versions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from review.dossier_work import DossierId
from tests.ui.test_pages import opened, said
from ui.parts.opened import work

TEXTS = {"mdr": "32017R0745.en.oj.html", "aia": "32024R1689.en.oj.html"}
Add = Callable[[str], str]


def html(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


@pytest.fixture
def add(shared: Path) -> Add:
    """Adds an official text to the open application; gives the start of its sha256."""

    def adding(name: str) -> str:
        data = (shared / "regulations" / name).read_bytes()
        return work().add_law(name, data).version.sha256[:12]

    return adding


@pytest.mark.usefixtures("empty_app")
def test_without_a_text_the_page_says_what_to_do_and_shows_our_paraphrase() -> None:
    app = opened("law", pinpoint="mdr.annex-i.17.2")
    assert "No official text has been added yet" in said(app)
    assert "Our paraphrase, not the law's words" in said(app)
    assert "MDR Annex I, 17.2" in [head.value.replace("\\", "") for head in app.header]
    assert "mdr.annex-i.17.1" not in html(app).split("<details open>")[0]
    assert "Official words" not in said(app)


@pytest.mark.usefixtures("empty_app")
def test_a_place_in_the_search_box_opens_it_and_the_address_carries_it() -> None:
    app = opened("law")
    app.text_input("law_find").set_value("AI Act Art. 4a(1)").run()
    assert app.query_params["pinpoint"] == "aia.art-4a.1"
    assert "AI Act Art\\. 4a\\(1\\)" in said(app)


@pytest.mark.usefixtures("empty_app")
@pytest.mark.parametrize(
    ("pinpoint", "told"),
    [
        ("mdr.art-999", "neither in the texts at hand nor in the catalogue"),
        ("aia.annex-i.1", "no longer in the act"),
        ("<b>nonsense</b>", "is not a pinpoint"),
    ],
)
def test_a_place_that_is_not_there_is_told(pinpoint: str, told: str) -> None:
    app = opened("law", pinpoint=pinpoint)
    assert told in said(app)
    assert not app.error


def test_a_provision_shows_all_that_hangs_on_it(reviewed_app: DossierId, add: Add) -> None:
    for name in TEXTS.values():
        add(name)
    app = opened("law", pinpoint="aia.art-10", dossier=reviewed_app)
    drawn = html(app)
    assert "Official words, 32024R1689" in said(app).replace("\\", "")
    assert "examination in view of possible biases" in drawn
    assert "Superseded." in said(app)
    assert "aia.art-4a" in drawn
    assert f"law?pinpoint=aia.art-10.2.f&amp;dossier={reviewed_app}" in drawn
    assert "finding?finding=aia.art-10.2.f" in drawn
    assert any(box.label.startswith("Obligations that hang on it") for box in app.expander)
    assert any(box.label.startswith("In the other acts") for box in app.expander)


@pytest.mark.usefixtures("empty_app")
def test_another_version_is_read_without_becoming_the_one_in_use(add: Add) -> None:
    html_text, formex = add(TEXTS["aia"]), add("32024R1689.en.fmx4.zip")
    in_use = {row.version.sha256[:12] for row in work().bench.store.law_versions() if row.current}
    (other,) = {html_text, formex} - in_use
    app = opened("law", pinpoint="aia.art-113", version=other)
    assert "not the version in use" in said(app)
    assert app.query_params["version"] == other
    app.button(f"use-{other}").click().run()
    current = {row.version.sha256[:12] for row in work().bench.store.law_versions() if row.current}
    assert current == {other}
    assert "is in use now" in "".join(str(told.value) for told in app.success)


@pytest.mark.usefixtures("empty_app")
def test_a_file_that_is_no_law_is_refused_in_a_sentence() -> None:
    app = opened("law")
    app.file_uploader[0].upload("notes.html", b"<p>hello</p>", "text/html").run()
    assert [str(told.value).replace("\\", "")[:12] for told in app.error] == ["notes.html: "]
    assert work().bench.store.law_versions() == []
