"""The sheets around the rows: conflicts, observations, questions, decisions, documents."""

from domain.pinpoint import Pinpoint
from regulations.document_types import load_document_types
from regulations.vocabulary import load_vocabulary
from review.report.layout import DocumentPart, Report
from review.report.rows import Places, one_line
from review.report.sheets import Column, Sheet


def conflict_sheet(report: Report) -> Sheet:
    """Facts that documents state differently, a row a reading."""
    places = Places(report)
    columns = (Column("Fact", 36), Column("Reading", 30), Column("Words", 80), Column("Place", 56))
    rows = [
        [found.subject, reading.value, one_line(reading.quote), places.words(reading)]
        for found in report.conflicts
        for reading in found.readings
    ]
    return Sheet("Conflicts", columns, rows)


_OBSERVATION = (
    Column("What", 30),
    Column("Of what", 30),
    Column("Why", 60),
    Column("Missing link", 24),
    Column("Words", 60),
    Column("Place", 44),
    Column("Bears on", 30),
    Column("Source of the law", 36),
)


def observation_sheet(report: Report) -> Sheet:
    """Broken chains and outdated law, a row a place."""
    places = Places(report)
    rows = [
        [
            seen.kind,
            seen.subject,
            seen.told,
            seen.missing or "",
            one_line(place.quote),
            places.words(place),
            "\n".join(Pinpoint.parse(name).label for name in seen.obligations),
            seen.source or "",
        ]
        for seen in report.observations
        for place in seen.citations
    ]
    return Sheet("Observations", _OBSERVATION, rows, frozen=2)


def question_of(fact: str) -> str:
    """The question that settles a fact of the device."""
    known = load_vocabulary().conditions.get(fact)
    return known.question if known else fact


def question_sheet(report: Report) -> Sheet:
    """Unknown facts of the device that keep rows open."""
    columns = (
        Column("Question", 80),
        Column("Fact in the profile", 30),
        Column("Decides rows", 14),
    )
    asked = report.ledger.questions.items()
    return Sheet("Questions", columns, [[question_of(fact), fact, rows] for fact, rows in asked])


_DECISION = (
    Column("Requirement", 20),
    Column("What", 22),
    Column("Who", 22),
    Column("When (UTC)", 20),
    Column("New verdict", 14),
    Column("Words", 70),
    Column("Place", 50),
    Column("Said in revision", 14),
)


def decision_sheet(report: Report) -> Sheet:
    """Everything that people decided and said, a row each."""
    places = Places(report)
    rows: list[list[str | int]] = [
        [
            row.pinpoint,
            said.kind,
            said.who,
            said.at[:19].replace("T", " "),
            said.verdict or "",
            said.text or (f"to {said.assignee}" if said.assignee else ""),
            places.words(said.place) if said.place else "",
            said.review,
        ]
        for row in report.findings
        if row.people
        for said in row.people.history
    ]
    return Sheet("Decisions", _DECISION, rows, coloured=("New verdict",), frozen=1)


_DOCUMENT = (
    Column("Document", 44),
    Column("Title", 50),
    Column("Type", 34),
    Column("Revision", 12),
    Column("Pages", 8),
    Column("Unreadable pages", 18),
    Column("Error or warning", 60),
    Column("sha256", 68, printed=False),
)


def document_sheet(report: Report) -> Sheet:
    """Every file, read or not."""
    return Sheet("Documents", _DOCUMENT, [_document(part) for part in report.documents])


def _document(part: DocumentPart) -> list[str | int]:
    error = [f"{part.error.reason}: {part.error.detail}"] if part.error else []
    return [
        part.name,
        part.title,
        type_name(part),
        part.revision,
        part.pages or "",
        ", ".join(map(str, part.unreadable_pages)),
        "\n".join([*error, *part.warnings]),
        part.sha256 or "",
    ]


def type_name(part: DocumentPart) -> str:
    """The type of a document in words; empty where it was not recognised."""
    known = load_document_types().get(part.type or "")
    return known.name if known else ""
