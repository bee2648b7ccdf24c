"""When a sentence that falls short of an answer keeps a row from being called a gap."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NearWeights:
    """How three signs of a sentence weigh against each other; fitted by `eval/fit_nearly.py`.

    By how much it is `short` of counting, in log-odds, speaks against it and counts 1; beyond
    `furthest` nothing else is asked. `spoken` is for each standard deviation by which the row
    stands out among those that its passage is mapped to, `expected` for a document of a kind in
    which the answer is expected. It is near from `least` on.
    """

    furthest: float = 1.5
    spoken: float = 0.15
    expected: float = 0.6
    least: float = 0.12

    def is_near(self, short: float, spoken: float, *, expected: bool) -> bool:
        """Whether a sentence with these signs comes near an answer."""
        return self.spoken * spoken + self.expected * expected - short >= self.least


FITTED = NearWeights()
