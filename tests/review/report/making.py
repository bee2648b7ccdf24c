"""A small review of three files with a checklist, an open row, a formula and a contradiction."""

from datetime import UTC, date, datetime
from functools import cache

from domain.audit import AuditHead
from domain.decision import Decision, DecisionKind, SignOff, effective
from domain.device import DeviceProfile, Fact, Framework
from domain.finding import Review, Verdict
from domain.law import Catalogue
from regulations.catalogue import load_catalogue
from review.affinity import Affinity
from review.fingerprint import fingerprints
from review.law import LawShelf
from review.record import Record
from review.report import Report, report_of
from review.reviewing import Ground
from review.reviewing import review as make_review
from tests.review.making import corpus

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FACTS = dict.fromkeys(("software", "ai-system", "training-data"), Fact.YES)
PROFILE = DeviceProfile("=Pot & <b>Pan</b>", "1", Framework.MDR, "IIb", FACTS)
RISK = """# RMF-003 Risk management plan

| Document | Version | Date |
|---|---|---|
| RMF-003 | 3.1 | 2026-09-24 |

## Process

The risk management process is established, implemented, documented and maintained as a
continuous process over the life cycle in line with EN ISO 14971:2019 and ISO 14971.

## Access

=HYPERLINK("http://attacker.test") <script>alert(1)</script> is not described.
"""
CHECKLIST = """# GSPR checklist

| GSPR | Subject | Applies | Reason | Method of proof | Standard | Evidence |
|---|---|---|---|---|---|---|
| 3 | Risk management | yes |  | Risk management | ISO 14971:2019 | RMF-003 |
| 7 | Transport | no | No physical product | - | - | - |
| 14.2 (a)-(c), (e) | Environment | no | Software | - | - | - |
"""
RESULTS = """# Clinical evaluation report

On the test set the sensitivity of the device is 94.1 % (95 % CI 92.0 to 96.0).
"""
CLAIMS = """# Instructions for use

On the test set the sensitivity of the device is 91.4 % (95 % CI 90.0 to 93.0).
"""


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def review() -> Review:
    files = corpus(risk=RISK, gspr_checklist=CHECKLIST, cer=RESULTS, ifu=CLAIMS)
    ground = Ground(date(2026, 11, 24), catalogue(), (), "none")
    return make_review(files, PROFILE, ground, Affinity())


def first(made: Review, verdict: Verdict) -> str:
    return next(f.obligation for f in made.findings if f.verdict is verdict)


@cache
def record() -> Record:
    """The review as revision 2 of a dossier: agreed, overruled, said, lost, signed."""
    made = review()
    seen = fingerprints(made)
    gaps = [f.obligation for f in made.findings if f.verdict is Verdict.GAP]
    covered = first(made, Verdict.COVERED)
    said = [
        Decision(1, gaps[2], DecisionKind.AGREE, "Ada", NOON, "other"),
        Decision(2, covered, DecisionKind.AGREE, "Ada", NOON, seen[covered], carried_from=1),
        _changed(gaps[0], seen[gaps[0]]),
        Decision(2, gaps[1], DecisionKind.COMMENT, "Bo", NOON, seen[gaps[1]], "=ask <b>them</b>"),
        Decision(2, gaps[1], DecisionKind.ASSIGN, "Bo", NOON, seen[gaps[1]], assignee="Cleo"),
    ]
    rows = {
        each.obligation: effective(
            each, 2, [one for one in said if one.obligation == each.obligation]
        )
        for each in made.findings
    }
    signed = SignOff(2, "Ada", NOON, "m" * 64, "h" * 64, 3, "The rest is for the next revision.")
    return Record("Pots", "d" * 32, 2, NOON, rows, signed, AuditHead(7, "a" * 64))


def _changed(obligation: str, seen: str) -> Decision:
    kind, verdict = DecisionKind.CHANGE, Verdict.COVERED
    return Decision(2, obligation, kind, "Ada", NOON, seen, "It is in the annex.", verdict)


@cache
def report() -> Report:
    return report_of(review(), catalogue(), LawShelf({}), record())
