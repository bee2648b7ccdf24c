"""The device's standing under the AI Act: high-risk test, route, prohibitions, roles and dates.

Every statement carries its sources; what is said of the law comes from `data/facts.yaml`.
"""

from dataclasses import dataclass
from datetime import date

from domain.device import DeviceProfile, Fact
from regulations.facts import Facts, article_6_1, high_risk_by_annex_i
from regulations.known_facts import load_facts
from regulations.logic import Known, all_of
from regulations.routes import load_routes


@dataclass(frozen=True, slots=True)
class Remark:
    """One statement on the law, with its sources and how sure it is."""

    text: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Check:
    """One condition as it stands for this device: the value, why, and what would settle it."""

    name: str
    value: Fact
    reason: str
    questions: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AiStatus:
    """What the AI Act makes of the device.

    `conditions` are the parts of Art. 6(1), `conclusion` their conjunction, `annex_iii` the other
    way to be high-risk. `applies_from` is the date of the high-risk requirements by the device's
    route, None where it is not high-risk; `in_force` whether that date has come. In `prohibitions`
    and `transparency` a yes says that the practice must be screened or the duty met, not that the
    law is broken. The remaining fields are remarks for the reader.
    """

    conditions: tuple[Check, ...]
    conclusion: Check
    annex_iii: Check
    high_risk: Fact
    applies_from: date | None
    in_force: bool
    route: tuple[Remark, ...]
    prohibitions: tuple[Check, ...]
    transparency: tuple[Check, ...]
    roles: tuple[Remark, ...]
    dates: tuple[Remark, ...]


def ai_status(profile: DeviceProfile, on: date) -> AiStatus:
    """The standing of that device under the AI Act on that day."""
    facts = Facts(profile)
    high_risk = facts("high-risk-ai").value
    day = _applies_from(facts)
    return AiStatus(
        conditions=_conditions(facts),
        conclusion=_test("Article 6(1)", high_risk_by_annex_i(facts), "fact-011", "fact-012"),
        annex_iii=_test("Annex III (Article 6(2))", facts("annex-iii-ai"), "fact-014", "fact-063"),
        high_risk=high_risk,
        applies_from=day,
        in_force=day is not None and day <= on,
        route=_route(facts),
        prohibitions=_prohibitions(facts),
        transparency=_transparency(facts),
        roles=_remarks("fact-025", "fact-026") if _is_ai(facts) else (),
        dates=_dates(facts),
    )


def _conditions(facts: Facts) -> tuple[Check, ...]:
    ai_system, component, third_party = article_6_1(facts)
    point = {"mdr": "aia.annex-i.11", "ivdr": "aia.annex-i.12"}[facts.profile.framework.value]
    own = ("aia.art-6.1.a", "aia.art-6.1a", point)
    assessed = ("aia.art-6.1.b", *load_facts()["fact-012"].pinpoints)
    return (
        Check("AI system", *_fields(ai_system), ("aia.art-3.1",)),
        Check("a device under Annex I law, or its safety component", *_fields(component), own),
        Check("third-party conformity assessment", *_fields(third_party), assessed),
    )


def _applies_from(facts: Facts) -> date | None:
    routes = load_routes()
    if high_risk_by_annex_i(facts).value is Fact.YES:
        return routes.annex_i
    return routes.annex_iii if facts("high-risk-ai").value is Fact.YES else None


def _route(facts: Facts) -> tuple[Remark, ...]:
    if high_risk_by_annex_i(facts).value is Fact.YES:
        return _remarks("fact-019", "fact-021", "fact-020", "fact-068", "fact-013")
    if facts("high-risk-ai").value is Fact.YES:
        return _remarks("fact-021")
    return ()


def _prohibitions(facts: Facts) -> tuple[Check, ...]:
    """The points of Art. 5(1) that the profile can speak on; the rest is the screening's task."""
    screened = {
        "manipulation, exploitation of weakness, social scoring": ("ai-system", "aia.art-5.1"),
        "inferring emotions at work or school": ("emotion-recognition", "aia.art-5.1.f"),
        "biometric categorisation by sensitive traits": ("biometric", "aia.art-5.1.g"),
        "intimate imagery or child abuse material": (
            "generates-synthetic-content",
            "aia.art-5.1.ba",
        ),
    }
    return tuple(_screened(facts, name, *row) for name, row in screened.items())


def _transparency(facts: Facts) -> tuple[Check, ...]:
    duties = {
        "persons are told that they interact with AI": ("interacts-with-persons", "aia.art-50.1"),
        "synthetic output is marked": ("generates-synthetic-content", "aia.art-50.2"),
        "persons are told of emotion recognition": ("emotion-recognition", "aia.art-50.3"),
    }
    return tuple(_screened(facts, name, *row) for name, row in duties.items())


def _screened(facts: Facts, name: str, condition: str, source: str) -> Check:
    known = all_of(facts(part) for part in dict.fromkeys(("ai-system", condition)))
    return Check(name, *_fields(known), (source,))


def _dates(facts: Facts) -> tuple[Remark, ...]:
    if not _is_ai(facts):
        return ()
    general = ("fact-052", "fact-056", "fact-060")
    high_risk = ("fact-054", "fact-055", "fact-057", "fact-058")
    return _remarks(*general, *(high_risk if facts("high-risk-ai").value is not Fact.NO else ()))


def _is_ai(facts: Facts) -> bool:
    return facts("ai-system").value is not Fact.NO


def _test(name: str, known: Known, *facts: str) -> Check:
    sources = dict.fromkeys(place for fact in facts for place in load_facts()[fact].sources)
    return Check(name, *_fields(known), tuple(sources))


def _fields(known: Known) -> tuple[Fact, str, tuple[str, ...]]:
    return known.value, known.reason, known.questions


def _remarks(*names: str) -> tuple[Remark, ...]:
    facts = [load_facts()[name] for name in names]
    return tuple(Remark(fact.says, fact.sources, fact.confidence) for fact in facts)
