"""Whether a sentence says something outright, whatever it speaks of."""

import re

PLANS = frozenset(
    ["RMP", "CEP", "PMCFP", "PEP", "PMPFP", "PMSP", "PMMP", "PCC", "QMS", "VIG", "CPSP", "DGP"]
)
"""Types of documents that lay down what is done: their passive future is a rule in force."""

NEGATES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|lacks?|lacking|missing|"
    r"absent|unknown|undefined)\b|n't\b",
    re.IGNORECASE,
)
"""Any word of negation, whatever it reaches."""

LATER = re.compile(
    r"\b(?:will|shall|would|might|should|to be|intends?|plans?|planned)\b", re.IGNORECASE
)
"""Any word by which something is put off."""

CLOSED = re.compile(r"[.;:!?)\"\u201d]\s*$|\d")
"""The end of a sentence, or a value: what a bare heading or caption lacks."""


def plainly_states(text: str, *, closed: bool, is_plan: bool) -> bool:
    """Whether a sentence says something without any word of negation or delay.

    Asked where it is not known which words of a sentence carry the matter. `closed` asks for the
    end of a sentence too; in a plan a future is a rule in force.
    """
    if NEGATES.search(text) or (not is_plan and LATER.search(text)):
        return False
    return not closed or bool(CLOSED.search(text))
