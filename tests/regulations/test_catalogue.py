import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from domain.errors import CatalogueError
from domain.law import Catalogue
from domain.pinpoint import Act
from regulations import catalogue as module
from regulations.catalogue import load_catalogue
from regulations.data_files import DATA, data_digest, read_mapping, read_rows
from regulations.document_types import load_document_types
from regulations.logic import names_in
from regulations.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_holds_every_row_of_the_data_once(catalogue: Catalogue) -> None:
    rows = [
        str(row["id"]) for path in (DATA / "obligations").rglob("*.yaml") for row in read_rows(path)
    ]
    assert sorted(rows) == sorted(catalogue.obligations)
    assert Counter(row.pinpoint.act for row in catalogue.obligations.values()) == {
        Act.MDR: 464,
        Act.IVDR: 469,
        Act.AIA: 242,
    }


def test_ids_are_pinpoints_that_read_back(catalogue: Catalogue) -> None:
    assert all(str(row.pinpoint) == name == row.id for name, row in catalogue.obligations.items())


def test_every_word_is_in_the_vocabulary(catalogue: Catalogue) -> None:
    words, types = load_vocabulary(), load_document_types()
    for row in catalogue.obligations.values():
        assert set(names_in(row.conditions)) <= set(words.conditions), row.id
        assert set(row.addressees) <= set(words.addressees), row.id
        assert row.kind in words.kinds, row.id
        assert row.evidence, row.id
        assert set(row.evidence) <= set(types), row.id


def test_crosswalk_is_symmetric_and_between_acts(catalogue: Catalogue) -> None:
    for row in catalogue.obligations.values():
        for link in row.crosswalk:
            other = catalogue.get(link.obligation)
            assert (row.id, link.relation) in {(x.obligation, x.relation) for x in other.crosswalk}
            assert other.pinpoint.act is not row.pinpoint.act


def test_every_row_has_a_date(catalogue: Catalogue) -> None:
    for row in catalogue.obligations.values():
        assert row.dates.general or row.dates.annex_i_route, row.id


def test_reads_mdr_ivdr_ai_act_articles_before_annexes(catalogue: Catalogue) -> None:
    acts = [row.pinpoint.act for row in catalogue.obligations.values()]
    assert acts == sorted(acts, key=[Act.MDR, Act.IVDR, Act.AIA].index)
    names = list(catalogue.obligations)
    in_order = ["mdr.art-9.3", "mdr.art-10.1", "mdr.art-10a", "mdr.art-83.1", "mdr.annex-i.1"]
    later = ["mdr.annex-i.23.4.z", "mdr.annex-i.23.4.aa", "mdr.annex-iv.1", "mdr.annex-ix.2.1"]
    roman = ["aia.art-13.3.b.iii", "aia.art-13.3.b.iv", "aia.art-13.3.b.v", "aia.art-13.3.c"]
    places = [names.index(name) for name in (*in_order, *later, *roman)]
    assert places == sorted(places)


def test_requirements_and_provider_duties_speak_of_high_risk_systems(catalogue: Catalogue) -> None:
    allowed_without = {"aia.art-25.1", "aia.art-25.2"}
    annex_iii_only = {"aia.art-26.11", "aia.art-27.1", "aia.art-27.3"}
    for row in catalogue.obligations.values():
        found = re.fullmatch(r"art-(\d+)", row.pinpoint.path[0])
        if row.pinpoint.act is Act.AIA and found and 8 <= int(found[1]) <= 27:
            expected = "annex-iii-ai" if row.id in annex_iii_only else "high-risk-ai"
            assert row.id in allowed_without or expected in row.conditions, row.id


def test_annex_iii_duties_carry_their_condition(catalogue: Catalogue) -> None:
    for start in ("aia.art-27.", "aia.art-49.", "aia.art-86.", "aia.art-26.11", "aia.art-16.i"):
        rows = [row for name, row in catalogue.obligations.items() if name.startswith(start)]
        assert rows
        assert all("annex-iii-ai" in row.conditions for row in rows), start


def test_high_risk_rows_are_dated_by_route_or_as_presupposing_it(catalogue: Catalogue) -> None:
    for row in catalogue.obligations.values():
        if "high-risk-ai" in row.conditions and not row.dates.annex_i_route:
            chapter_1 = row.id.startswith(("aia.art-2.", "aia.art-4a."))
            assert chapter_1 or row.dates.note.startswith("general date; presupposes"), row.id


def test_digest_names_the_state_of_the_data(catalogue: Catalogue) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", catalogue.digest)
    assert catalogue.digest == data_digest()


def test_holds_every_row(catalogue: Catalogue) -> None:
    assert len(catalogue.obligations) == 1175


def test_criteria_are_joined(catalogue: Catalogue) -> None:
    written = {name for path in (DATA / "criteria").rglob("*.yaml") for name in read_mapping(path)}
    assert {row.id for row in catalogue.obligations.values() if row.criteria} == written


WRONG = {
    "not a pinpoint": ({"id": "mdr.chapter-2"}, "does not start with"),
    "no such condition": ({"when": ["steril"]}, "when: 'steril'"),
    "no such document type": ({"evidence": ["XYZ"]}, "evidence: 'XYZ'"),
    "no such party": ({"addressee": ["maker"]}, "addressee: 'maker'"),
    "no such kind": ({"kind": "duty"}, "kind: 'duty'"),
    "no such field": ({"comment": "x"}, "field: 'comment'"),
    "no such tier": ({"tier": "high"}, "'high' is not a valid Tier"),
    "not a date": ({"from": {"general": "soon"}}, "general is not a date"),
    "no such route": ({"from": {"always": "2021-05-26"}}, "from: 'always'"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_names_file_id_and_field_of_a_wrong_row(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    path = tmp_path / "chapter-2.yaml"
    row = yaml.safe_load((DATA / "obligations/mdr/chapter-2.yaml").read_text("utf-8"))[0] | change
    path.write_text(yaml.safe_dump([row]), "utf-8")
    with pytest.raises(CatalogueError, match=re.escape(message)) as caught:
        list(module._obligations(path))
    assert "chapter-2.yaml" in str(caught.value)
    assert str(row["id"]) in str(caught.value)


def test_like_takes_the_criteria_of_the_other_and_refuses_a_circle() -> None:
    own = module._criteria([{"text": "Names it", "all": [["name"]]}], "x")
    assert not isinstance(own, str)
    assert module._followed("b", "a", {"a": own, "b": "a"}) == own
    with pytest.raises(CatalogueError, match="leads to no criteria"):
        module._followed("b", "a", {"a": "b", "b": "a"})


@pytest.mark.parametrize(
    "value", [[], {"text": "x"}, [{"all": [["x"]]}], [{"text": "x", "any": 1}]]
)
def test_refuses_criteria_of_another_shape(value: object) -> None:
    with pytest.raises(CatalogueError, match=r"f\.yaml: mdr"):
        module._criteria(value, "f.yaml: mdr.art-5.1")
