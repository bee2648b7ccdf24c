"""Devices for tests of what applies to them."""

from collections.abc import Iterator
from datetime import date

from domain.device import Applicability, Applies, DeviceProfile
from regulations.applicability import applicability
from regulations.catalogue import load_catalogue
from regulations.profile import parse_profile

TODAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()
SETTLED = "measuring: no"
PLAIN_AI = f"{{software: yes, ai-system: yes, training-data: yes, sterile: no, {SETTLED}}}"


def profile(risk_class: str, facts: str = PLAIN_AI, framework: str = "mdr") -> DeviceProfile:
    return parse_profile(
        f"name: X\nversion: 1\nframework: {framework}\nclass: {risk_class}\nfacts: {facts}"
    )


def answers(device: DeviceProfile, on: date = TODAY) -> dict[str, Applicability]:
    return applicability(CATALOGUE, device, on)


def names(found: dict[str, Applicability], value: Applies = Applies.YES) -> set[str]:
    return {name for name, answer in found.items() if answer.applies is value}


def high_risk_rows() -> Iterator[str]:
    for row in CATALOGUE.obligations.values():
        if "high-risk-ai" in row.conditions:
            yield row.id
