"""Law of the past is noticed where it is cited as the law of today, and not where it is history."""

import pytest

from domain.observation import ObservationKind
from regulations.routes import load_routes
from review.chains.outdated import outdated_law
from tests.review.making import corpus


def subjects(text: str, heading: str = "Conformity") -> list[str]:
    return [o.subject for o in outdated_law(corpus(a=f"# Declaration\n\n## {heading}\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The device meets the provisions of Directive 93/42/EEC.", "Directive 93/42/EEC"),
        ("The implant complies with Directive 90/385/EEC.", "Directive 90/385/EEC"),
        ("The assay conforms to Directive 98/79/EC.", "Directive 98/79/EC"),
        ("The AI Act (Regulation (EU) 2024/900) is met.", "number 2024/900"),
        ("We conform to Regulation (EU) 2017/746 (MDR).", "number 2017/746"),
        ("Bias is corrected as Article 10(5) of the AI Act allows.", "AI Act Art. 10(5)"),
        ("The plan follows MDR Article 150.", "MDR Article 150"),
        ("The file follows Annex XX of the IVDR.", "IVDR Annex XX"),
        (
            "The high-risk requirements of the AI Act apply to the device from 2 August 2027.",
            "2027-08-02 for the high-risk requirements for devices",
        ),
        (
            "The high-risk requirements for uses of Annex III apply from 2 August 2026.",
            "2026-08-02 for the high-risk requirements of Annex III",
        ),
        ("The MDR applies from 26 May 2020.", "2020-05-26 for the application of the MDR"),
        ("Risks are managed by ISO 14971:2007.", "ISO 14971:2007"),
        ("Materials are judged by ISO 10993-1:2018.", "ISO 10993-1:2018"),
    ],
)
def test_past_law_as_law_of_today(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "Version 1 was certified under Directive 93/42/EEC in 2018.",
        "The certificate under Directive 93/42/EEC expired in 2024.",
        "The MDR repealed Directive 93/42/EEC.",
        "The device is a legacy device under Directive 93/42/EEC.",
        "The date was moved from 2 August 2027 by an amendment of the AI Act.",
        "The report is due on 2 August 2027.",
        "General-purpose models comply with the AI Act by 2 August 2027.",
        "The AI Act applies in general from 2 August 2026.",
        "The AI Act leaves the rules on political advertising, Regulation (EU) 2024/900, alone.",
        "Regulation (EU) 2017/745 (MDR) and Regulation (EU) 2017/746 (IVDR) are met.",
        "The device conforms to Regulation (EU) 2024/1689 (AI Act).",
        "The plan follows MDR Article 123 and Annex XVII of the MDR.",
        "Data are governed by Article 10(3) of the AI Act.",
        "Risks are managed by ISO 14971:2019, which replaced ISO 14971:2007.",
        "The device is a class [enter class] device under 93/42/EEC // Regulation (EU) 2017/745.",
        "[4] Transposing Directive 93/42/EEC into hospital practice.",
    ],
)
def test_history_and_right_citations_are_no_finding(text: str) -> None:
    assert subjects(text) == []


@pytest.mark.parametrize("heading", ["References", "Revision history", "Legacy device"])
def test_nothing_under_a_heading_of_the_past(heading: str) -> None:
    assert subjects("The device meets Directive 93/42/EEC.", heading) == []


def test_what_stands_now_comes_from_the_data_of_the_law() -> None:
    (seen,) = outdated_law(corpus(a="# A\n\nHigh-risk systems: the date is 2 August 2027.\n"))
    assert load_routes().annex_i.isoformat() in seen.told
    assert seen.source


def test_an_edition_is_another_kind_than_law() -> None:
    (seen,) = outdated_law(corpus(a="# A\n\nWe apply ISO 13485:2003.\n"))
    assert seen.kind is ObservationKind.OUTDATED_STANDARD
