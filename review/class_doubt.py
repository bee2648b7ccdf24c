"""Where the rules propose another class than the manufacturer's, the rows on the class say so.

The manufacturer's class stands. What the documents say of it cannot settle the difference, so a
row that they would cover is left to a person; a gap or a conflict stays what it is.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.device import DeviceProfile
from domain.finding import Finding, Verdict
from domain.pinpoint import Pinpoint
from regulations.classification import Classification, Step, classify, classifying_article

_DOUBTED = (Verdict.COVERED, Verdict.PARTIAL)


def with_class_doubt(findings: Iterable[Finding], profile: DeviceProfile) -> tuple[Finding, ...]:
    """The findings, those on classification with the difference where there is one.

    The rows are the article on classification and the rules that give the proposed class. While
    a fact that could change the proposal is unknown, nothing is claimed.
    """
    found = classify(profile)
    if not found.differs:
        return tuple(findings)
    rows = {classifying_article(profile.framework), *(step.source for step in found.deciding)}
    told = class_difference(found)
    return tuple(_doubted(one, told) if one.obligation in rows else one for one in findings)


def class_difference(found: Classification) -> str:
    """The two classes and the steps that led to the proposal, as a sentence without its stop."""
    steps = "; ".join(map(_told, found.deciding))
    return (
        f"the rules propose class {found.proposed} and the manufacturer states class "
        f"{found.stated}: {steps}; the manufacturer's class stands until a person settles it"
    )


def _told(step: Step) -> str:
    return f"{step.rule} ({Pinpoint.parse(step.source).label}), {step.reason}"


def _doubted(finding: Finding, told: str) -> Finding:
    if finding.verdict is Verdict.NOT_APPLICABLE or told in finding.reason:
        return finding
    verdict = Verdict.UNDETERMINED if finding.verdict in _DOUBTED else finding.verdict
    return replace(finding, verdict=verdict, reason=f"{told}. Otherwise: {finding.reason}")
