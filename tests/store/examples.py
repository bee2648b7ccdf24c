"""Small true-to-type values, and strategies for any."""

from datetime import date
from hashlib import sha256

from domain.device import Applicability, Applies, DeviceProfile, Fact, Framework
from domain.document import Block, BlockKind, Document, Page, ReadFailure, Span
from domain.errors import FailureReason
from domain.finding import (
    Assertion,
    Conflict,
    CriterionResult,
    DocumentCitation,
    Evidence,
    Finding,
    Ledger,
    Manifest,
    Review,
    Searched,
    Verdict,
)
from domain.law import LawText, LawVersion, Provision
from domain.pinpoint import Act, Pinpoint

PROFILE = DeviceProfile(
    "ThoraFlag", "2.1", Framework.MDR, "IIb", {"software": Fact.YES, "sterile": Fact.UNKNOWN}
)


def document(data: bytes, name: str = "plan.md") -> Document:
    """A document of one paragraph whose text is the bytes as they are."""
    text = data.decode()
    span = Span(0, len(text))
    block = Block(BlockKind.PARAGRAPH, span, ("Plan",), 1, (span,), ("Head",), span)
    return Document(
        sha256(data).hexdigest(), name, "markdown", text, (block,), (Page(1, span, readable=True),)
    )


def failure(name: str, sha: str = "") -> ReadFailure:
    return ReadFailure(name, FailureReason.ENCRYPTED, "remove the password", sha)


def review(*documents: Document) -> Review:
    """A review with a finding on the first characters of each document."""
    places = tuple(DocumentCitation(each.id, Span(0, 3)) for each in documents)
    met = CriterionResult(
        "c1", bool(places), tuple(Evidence(at, Assertion.ASSERTED) for at in places)
    )
    verdict = Verdict.COVERED if places else Verdict.UNDETERMINED
    covered = Finding("o1", verdict, "said", (met,), Searched(("a",), 3, places), "rules 1")
    readings = tuple((str(at), place) for at, place in enumerate(places))
    return Review(
        profile=PROFILE,
        documents=documents,
        failures=(failure("x.pdf"),),
        document_types={each.id: "plan" for each in documents},
        applicability={
            "o1": Applicability("o1", Applies.YES, "a device", ("q",), date(2026, 8, 2))
        },
        findings=(covered, Finding("o2", Verdict.UNDETERMINED, "unknown")),
        conflicts=(Conflict("sensitivity", readings),) if len(places) > 1 else (),
        ledger=Ledger(len(documents), 1, 1, 0, 3, {"covered": 1}, {"planned": 2}, {"sterile": 4}),
        manifest=manifest(),
    )


def manifest(made_for: date = date(2026, 11, 24)) -> Manifest:
    return Manifest("0.1", "cat", "rules 1", "s1", "model", "p", ("v",), ("d",), made_for)


def law(  # noqa: PLR0913, PLR0917 - each is one property of the version
    data: bytes,
    act: Act = Act.MDR,
    celex: str = "32017R0745",
    as_of: date = date(2017, 5, 5),
    words: str = "words of our own",
    title: str = "A title",
) -> LawText:
    """An act of one article with a point."""
    version = LawVersion(act, celex, "xhtml", as_of, sha256(data).hexdigest())
    article, point = Pinpoint(act, ("art-1",)), Pinpoint(act, ("art-1", "a"))
    units = (
        Provision(article, "Article 1", "Subject", "", (point,), "That is all.", ((1, "And:"),)),
        Provision(point, "(a)", "", words),
    )
    return LawText(version, title, {unit.pinpoint: unit for unit in units})
