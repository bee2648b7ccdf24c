"""Which obligations reach a device, why, and from when: a pure function of the profile."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from domain.device import Applicability, Applies, DeviceProfile, Fact
from domain.law import Catalogue, Obligation
from domain.pinpoint import Act
from regulations.amendments import deletion_of
from regulations.facts import Facts, high_risk_by_annex_i
from regulations.logic import Known, all_of, evaluate, names_in
from regulations.routes import Effective, effective_date, load_routes
from regulations.vocabulary import load_vocabulary


def applicability(
    catalogue: Catalogue, profile: DeviceProfile, on: date
) -> dict[str, Applicability]:
    """The answer for every obligation, with its reason, as the law stands on that day."""
    facts = Facts(profile)
    return {row.id: _answer(row, facts, on) for row in catalogue.obligations.values()}


def reaching(catalogue: Catalogue, profile: DeviceProfile, on: date) -> set[str]:
    """The ids of the obligations that may reach the device on that day; no reasons are made."""
    facts = Facts(profile)
    rows = catalogue.obligations.values()
    return {row.id for row in rows if all_of(_parts(row, facts, on)).value is not Fact.NO}


def binding_from(catalogue: Catalogue, profile: DeviceProfile, on: date) -> dict[str, date]:
    """From which day each obligation that may reach the device binds it, where one is known."""
    answers = applicability(catalogue, profile, on)
    dated = {key: a.applies_from for key, a in answers.items() if a.applies is not Applies.NO}
    return {key: day for key, day in dated.items() if day is not None}


def open_questions(answers: Mapping[str, Applicability]) -> dict[str, int]:
    """The unknown facts, with the number of rows each keeps open, most rows first."""
    asked = Counter(name for answer in answers.values() for name in answer.questions)
    return dict(sorted(asked.items(), key=lambda item: (-item[1], item[0])))


def _answer(row: Obligation, facts: Facts, on: date) -> Applicability:
    known = all_of(_parts(row, facts, on))
    when = effective_date(row, facts)
    return Applicability(
        obligation=row.id,
        applies=Applies(known.value.value),
        reason=_reason(row, known, when),
        questions=known.questions if known.value is Fact.UNKNOWN else (),
        applies_from=when.day,
        in_force=when.day is None or when.day <= on,
    )


def _parts(row: Obligation, facts: Facts, on: date) -> Iterator[Known]:
    """What must hold for the row, what rules it out most plainly first."""
    yield from _other_act(row, facts)
    yield from _deleted(row, on)
    yield from _addressed_to_others(row)
    yield from _annex_iii_detail(row, facts)
    yield from (evaluate(term, facts) for term in row.conditions)
    yield from _in_house(row, facts)


def _other_act(row: Obligation, facts: Facts) -> Iterator[Known]:
    own = facts.profile.framework.act
    if row.pinpoint.act not in {own, Act.AIA}:
        act = row.pinpoint.act.label
        yield Known(Fact.NO, f"an obligation of the {act}, and the device follows the {own.label}")


def _deleted(row: Obligation, on: date) -> Iterator[Known]:
    gone = deletion_of(row.pinpoint)
    if gone is not None and gone.since <= on:
        instead = f"; see {gone.now.label}" if gone.now else ""
        yield Known(Fact.NO, f"{gone.unit.label} was deleted on {gone.since} by {gone.by}{instead}")


def _addressed_to_others(row: Obligation) -> Iterator[Known]:
    parties = [load_vocabulary().addressees[name] for name in row.addressees]
    roles = {role for party in parties for role in party.roles}
    if any(party.own for party in parties) or roles & set(names_in(row.conditions)):
        return
    yield Known(Fact.NO, f"addressed to the {' or the '.join(row.addressees)}")


def _annex_iii_detail(row: Obligation, facts: Facts) -> Iterator[Known]:
    if load_routes().is_annex_iii_detail(row.pinpoint):
        stated = facts.profile.facts.get("annex-iii-ai") is Fact.YES
        if not stated and high_risk_by_annex_i(facts).value is Fact.YES:
            yield Known(Fact.NO, "the device is high-risk by AI Act Art. 6(1), which prevails")


def _in_house(row: Obligation, facts: Facts) -> Iterator[Known]:
    """In-house devices keep Annex I of the device law only (Article 5(5))."""
    if row.pinpoint.act is Act.AIA or "in-house" in names_in(row.conditions):
        return
    if not load_routes().kept_in_house(row.pinpoint):
        known = evaluate("!in-house", facts)
        if known.value is not Fact.YES:
            yield Known(known.value, known.reason, known.questions)


def _reason(row: Obligation, known: Known, when: Effective) -> str:
    if known.value is Fact.NO:
        return f"not applicable: {known.reason}"
    tail = f"; {when.note}" if when.note else ""
    if known.value is Fact.UNKNOWN:
        return f"open: {known.reason}{tail}"
    if not known.reason:
        return f"applies to every device under the {row.pinpoint.act.label}{tail}"
    return f"applies: {known.reason}{tail}"
