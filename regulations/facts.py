"""What is known of a device's conditions: stated, derived by a rule of law, or open.

Every derived value carries the place in the law that it follows from.
"""

from collections.abc import Callable, Mapping

from domain.device import DeviceProfile, Fact, Framework
from domain.errors import CatalogueError
from regulations.logic import Known, Lookup, all_of, any_of, evaluate
from regulations.vocabulary import CLASS_PREFIX, Condition, ConditionKind, load_vocabulary

_THIRD_PARTY_CLASSES = {"IIa", "IIb", "III", "B", "C", "D"}


class Facts:
    """Looks up conditions for one profile; calling it with a name gives what is known."""

    def __init__(self, profile: DeviceProfile) -> None:
        self.profile = profile
        self._conditions = load_vocabulary().conditions
        self._known: dict[str, Known] = {}

    def __call__(self, name: str) -> Known:
        """What is known of that condition; raises `CatalogueError` for an unknown name."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Known:
        if name not in self._conditions:
            raise CatalogueError(f"{name!r} is no condition of vocabulary.yaml; add it there")
        if name.startswith(CLASS_PREFIX):
            return _of_class(self.profile, name.removeprefix(CLASS_PREFIX))
        rule = _RULES.get(name)
        if rule is not None and (known := rule(self.profile, self)) is not None:
            return self._against_the_profile(name, known)
        return self._stated(self._conditions[name])

    def _against_the_profile(self, name: str, known: Known) -> Known:
        """What the rules give; a statement of the profile only fills in what they leave open."""
        stated = self.profile.facts.get(name, Fact.UNKNOWN)
        if stated in {Fact.UNKNOWN, known.value}:
            return known
        if known.value is Fact.UNKNOWN:
            return Known(stated, f"the profile says {name}: {stated.value}")
        return Known(known.value, f"{known.reason} (this overrules the profile's {stated.value})")

    def _stated(self, condition: Condition) -> Known:
        fact = self.profile.facts.get(condition.name)
        if condition.kind is ConditionKind.EVENT and fact is not Fact.NO:
            return Known(Fact.YES, _standing(condition))
        if fact is Fact.UNKNOWN:
            return _open(condition)
        if fact is not None:
            return Known(fact, f"the profile answers {fact.value} to “{condition.question}”")
        return self._silent(condition)

    def _silent(self, condition: Condition) -> Known:
        rule = _IMPLIED.get(condition.name)
        if rule is not None and (known := rule(self)) is not None:
            return known
        if condition.silent is not None:
            return Known(condition.silent, condition.why)
        if condition.software is not None and self._software_alone():
            return Known(condition.software, _for_software(condition))
        return _open(condition)

    def _software_alone(self) -> bool:
        alone = all_of([self("software"), evaluate("!physical-product", self)])
        return alone.value is Fact.YES


def article_6_1(lookup: Lookup) -> tuple[Known, Known, Known]:
    """The parts of AI Act Art. 6(1): AI system, the device or its safety component, third party."""
    return lookup("ai-system"), _device_or_safety_component(lookup), lookup("notified-body")


def high_risk_by_annex_i(lookup: Lookup) -> Known:
    """Whether AI Act Art. 6(1) makes the system high-risk; both conditions are needed."""
    known = all_of(article_6_1(lookup))
    if known.value is Fact.YES:
        return Known(Fact.YES, "high-risk AI by AI Act Art. 6(1): a device with a notified body")
    if known.value is Fact.NO:
        return Known(Fact.NO, f"not high-risk AI by AI Act Art. 6(1): {known.reason}")
    return known


def _device_or_safety_component(lookup: Lookup) -> Known:
    convenience = lookup("non-safety-ai")
    if convenience.value is Fact.YES:
        return Known(Fact.NO, "the AI is no safety component (AI Act Art. 6(1a))")
    if convenience.value is Fact.UNKNOWN:
        return convenience
    return Known(Fact.YES, "the AI system is the device or a safety component of it")


def _high_risk(_: DeviceProfile, lookup: Lookup) -> Known:
    by_annex_i, by_annex_iii = high_risk_by_annex_i(lookup), lookup("annex-iii-ai")
    listed = all_of([lookup("ai-system"), by_annex_iii])
    if listed.value is Fact.YES:
        listed = Known(Fact.YES, "high-risk AI by AI Act Art. 6(2) and Annex III")
    known = any_of([by_annex_i, listed])
    return Known(known.value, by_annex_i.reason, ()) if known.value is Fact.NO else known


def _annex_iii(profile: DeviceProfile, lookup: Lookup) -> Known | None:
    stated = profile.facts.get("annex-iii-ai")
    if stated is Fact.YES:
        return None
    if high_risk_by_annex_i(lookup).value is Fact.YES:
        return Known(
            Fact.NO,
            "the device is high-risk by AI Act Art. 6(1), and this duty speaks of Annex III "
            "systems (Art. 6(2)) only",
        )
    return None


def _notified_body(profile: DeviceProfile, lookup: Lookup) -> Known:
    """MDR Art. 52, IVDR Art. 48; in-house and investigational devices are not assessed."""
    outside = [evaluate(term, lookup) for term in ("!in-house", _not_yet_on_market(profile))]
    known = all_of([*outside, _by_class(profile, lookup)])
    if known.value is Fact.YES:
        return Known(
            Fact.YES,
            f"a notified body takes part in assessing this class {profile.risk_class} device",
        )
    return known


def _not_yet_on_market(profile: DeviceProfile) -> str:
    mdr = profile.framework is Framework.MDR
    return "!investigational" if mdr else "!performance-study-device"


def _by_class(profile: DeviceProfile, lookup: Lookup) -> Known:
    if profile.framework is Framework.IVDR:
        return _regular(profile, lookup, "sterile", "IVDR Art. 48(10)")
    regular = _regular(profile, lookup, "sterile|measuring|reusable-surgical", "MDR Art. 52(7)")
    custom = lookup("custom-made")
    if custom.value is Fact.NO:
        return regular
    special = all_of([custom, lookup("class:III"), lookup("implantable")])
    return any_of([all_of([evaluate("!custom-made", lookup), regular]), special])


def _regular(profile: DeviceProfile, lookup: Lookup, aspects: str, source: str) -> Known:
    if profile.risk_class in _THIRD_PARTY_CLASSES:
        return Known(Fact.YES, f"class {profile.risk_class} needs a notified body")
    known = evaluate(aspects, lookup)
    if known.value is not Fact.NO:
        return known
    named = aspects.replace("|", " or ").replace("-", " ")
    reason = f"a class {profile.risk_class} device that is not {named} needs no notified body"
    return Known(Fact.NO, f"{reason} ({source})")


def _active(_: DeviceProfile, lookup: Lookup) -> Known | None:
    if lookup("software").value is Fact.YES:
        return Known(Fact.YES, "software is deemed an active device (MDR Art. 2(4))")
    return None


def _device(profile: DeviceProfile, _: Lookup) -> Known:
    return Known(
        Fact.YES, f"the profile is that of a device under the {profile.framework.act.label}"
    )


def _of_class(profile: DeviceProfile, name: str) -> Known:
    fact = Fact.YES if profile.risk_class == name else Fact.NO
    return Known(fact, f"the device is in class {profile.risk_class}")


def _software_implied(lookup: Facts) -> Known | None:
    if lookup.profile.facts.get("ai-system") is Fact.YES:
        return Known(Fact.YES, "an AI system is software")
    return None


def _ai_implied(lookup: Facts) -> Known | None:
    if lookup.profile.facts.get("software") is Fact.NO:
        return Known(Fact.NO, "a device without software holds no AI system")
    return None


def _training_implied(lookup: Facts) -> Known | None:
    if lookup("ai-system").value is Fact.NO:
        return Known(Fact.NO, "the device holds no AI system")
    return None


def _product_implied(lookup: Facts) -> Known | None:
    software = lookup("software").value
    if software is Fact.UNKNOWN:
        return None
    if software is Fact.YES:
        return Known(Fact.NO, "stand-alone software unless the profile says otherwise")
    return Known(Fact.YES, "a device that is not software is a physical product")


def _safety_component_implied(lookup: Facts) -> Known | None:
    if evaluate("!physical-product", lookup).value is Fact.YES:
        return Known(Fact.NO, "the AI system is the device itself, not a component of it")
    return None


def _standing(condition: Condition) -> str:
    return f"standing duty: the procedure must exist for the case of {condition.case}"


def _for_software(condition: Condition) -> str:
    return f"stand-alone software, so the answer to “{condition.question}” is no"


def _open(condition: Condition) -> Known:
    return Known(Fact.UNKNOWN, condition.question, (condition.name,))


_RULES: Mapping[str, Callable[[DeviceProfile, Lookup], Known | None]] = {
    "medical-device": _device,
    "active": _active,
    "notified-body": _notified_body,
    "annex-iii-ai": _annex_iii,
    "high-risk-ai": _high_risk,
}
_IMPLIED: Mapping[str, Callable[[Facts], Known | None]] = {
    "software": _software_implied,
    "ai-system": _ai_implied,
    "training-data": _training_implied,
    "physical-product": _product_implied,
    "ai-safety-component": _safety_component_implied,
}
