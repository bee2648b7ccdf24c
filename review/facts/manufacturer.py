"""Who makes the device: the name and the place of the manufacturer."""

import re
from collections.abc import Iterator

from domain.document import Sentence
from review.facts.reading import OTHER_SETTING, Said
from review.normalise import may_hold

_LABEL = re.compile(
    r"(?:^|[.|]\s+)(?:legal )?manufacturer(?: and provider)?\s*[:|]\s*"
    r"(?P<name>[^,;|:()\n]{3,60})(?P<address>[^|;\n]*)",
    re.IGNORECASE,
)
_POSTAL_CODE = re.compile(r"\b(?:[A-Z]{1,2}-)?(\d{4,5})\s+[A-Z]")
_FORM = re.compile(
    r"\b(?:gmbh|ag|kg|se|sl|sa|sas|sarl|srl|spa|oy|oyj|ab|as|aps|bv|nv|inc|corp|corporation|"
    r"ltd|limited|llc|plc|co|company)\b\.?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:hardware|workstations?|scanners?|equipment|components?|suppliers?|materials?|"
    r"instruments?)\b",
    re.IGNORECASE,
)


def manufacturer_facts(sentence: Sentence, headings: str) -> Iterator[Said]:
    """The manufacturer's name and postal code, where a label introduces them."""
    text = sentence.text
    match = _LABEL.search(text) if may_hold(text, ("manufacturer",)) else None
    if match is None or OTHER_SETTING.search(text) or _OTHERS.search(headings):
        return
    name = match["name"].strip(" .")
    yield Said("manufacturer", "name of the manufacturer", _same_name(name), name)
    if code := _POSTAL_CODE.search(match["address"]):
        shown = match["address"].strip(" ,.")
        yield Said("manufacturer", "address of the manufacturer", code.group(1), shown)


def _same_name(name: str) -> str:
    """The name without legal form, case and punctuation."""
    words = re.findall(r"\w+", _FORM.sub(" ", name).casefold())
    return " ".join(words) or name.casefold()
