"""What both sides are asked: the obligations that reach the sample's device, and a question."""

from datetime import date

import samples
from regulations.applicability import applicability
from regulations.catalogue import load_catalogue
from regulations.profile import load_profile
from retrieval.mapping import obligation_text

QUESTION = "How long are logs kept?"
MADE_FOR = date(2026, 11, 1)


def obligation_texts() -> list[str]:
    """The words of each obligation that reaches the device or may reach it."""
    catalogue = load_catalogue()
    answers = applicability(catalogue, load_profile(samples.device_path()), MADE_FOR)
    reached = [key for key, found in answers.items() if found.applies.value != "no"]
    return [obligation_text(catalogue.obligations[key]) for key in reached]
