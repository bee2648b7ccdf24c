"""Questions that no text of the acts settles, told by what they ask for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.pinpoint import Pinpoint
from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of question; `told` says why the texts do not settle it, `nearest` what to read."""

    name: str
    told: str
    nearest: tuple[Pinpoint, ...]
    patterns: tuple[re.Pattern[str], ...]

    def fits(self, question: str) -> bool:
        """Whether the question is of this kind."""
        return any(pattern.search(question) for pattern in self.patterns)


def cue_of(question: str) -> Cue | None:
    """The first kind that the question is of, None for most questions."""
    return next((cue for cue in load_cues() if cue.fits(question)), None)


@lru_cache(maxsize=1)
def load_cues() -> tuple[Cue, ...]:
    """All kinds, in the order of `question_cues.yaml`."""
    return tuple(_cue(name, row) for name, row in read_mapping(DATA / "question_cues.yaml").items())


def _cue(name: str, row: object) -> Cue:
    fields = row if isinstance(row, dict) else {}
    return Cue(
        name,
        " ".join(str(fields["told"]).split()),
        tuple(Pinpoint.parse(place) for place in texts(fields.get("nearest", ()))),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in texts(fields["patterns"])),
    )
