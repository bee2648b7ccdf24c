"""Short names of documents, where there is no room for the long ones."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from ui.parts.words import shortened

_SHORTEST, _LONGEST = 3, 24
_CODE_ENDS = re.compile(r"[_ ]")


def short_names(names: Sequence[str]) -> Mapping[str, str]:
    """For each name another that no other has: its code where it begins with one, else its start.

    `CER-005_clinical_evaluation.pdf` becomes `CER-005`. Where short names would be the same, the
    long ones stay.
    """
    codes = {name: _CODE_ENDS.split(_stem(name))[0] for name in names}
    often = Counter(codes.values())
    short = {
        name: code
        if often[code] == 1 and _SHORTEST <= len(code) <= _LONGEST
        else shortened(_stem(name), _LONGEST)
        for name, code in codes.items()
    }
    taken = Counter(short.values())
    return {name: told if taken[told] == 1 else name for name, told in short.items()}


def _stem(name: str) -> str:
    return PurePosixPath(name).stem
