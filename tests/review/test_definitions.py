"""Which questions ask for a definition, and of what."""

from datetime import date

import pytest

from domain.law import LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint
from review.definitions import Definitions


def text(*terms: str) -> LawText:
    article = Pinpoint(Act.AIA, ("art-3",))
    places = [Pinpoint(Act.AIA, ("art-3", str(n))) for n, _ in enumerate(terms, start=1)]
    units = {
        place: Provision(place, f"({place.path[1]})", "", f"\u2018{term}\u2019 means a thing;")
        for place, term in zip(places, terms, strict=True)
    }
    units[article] = Provision(article, "Article 3", "Definitions", "", tuple(places))
    version = LawVersion(Act.AIA, "32024R1689", "toy", date(2024, 7, 12), "0")
    return LawText(version, "toy", units)


DEFINITIONS = Definitions({Act.AIA: text("risk", "deployer", "risk assessment")})


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is a deployer?", ["aia.art-3.2"]),
        ("Who are deployers under the AI Act?", ["aia.art-3.2"]),
        ("What does 'risk' mean?", ["aia.art-3.1"]),
        ("definition of risk assessment", ["aia.art-3.3"]),
        ("deployer", ["aia.art-3.2"]),
        ("Risk assessment", ["aia.art-3.3"]),
        ("deployer training", []),
        ("What is the risk class of an app?", []),
        ("What must a deployer do?", []),
        ("Does the deployer keep logs?", []),
    ],
)
def test_a_definition_is_found_where_one_is_asked_for(question: str, found: list[str]) -> None:
    assert [str(place) for place in DEFINITIONS.asked_for(question)] == found
