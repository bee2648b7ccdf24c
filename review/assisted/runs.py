"""The same question put several times: what the answers agree on."""

from collections import Counter
from collections.abc import Sequence

from domain.finding import ModelStatus, Verdict
from review.assisted.judging import View


def agreed(views: Sequence[View]) -> tuple[View, float]:
    """One view for several of the same criterion, and the share of the most frequent status.

    Only what every run says is kept as said; else the view is unclear, with what was said.
    """
    counts = Counter(view.status for view in views)
    most, times = min(counts.items(), key=lambda item: (-item[1], list(ModelStatus).index(item[0])))
    first = next(view for view in views if view.status is most)
    if len(counts) == 1:
        return first, 1.0
    said = ", ".join(f"{status.value} {counts[status]}" for status in ModelStatus if counts[status])
    split = View(ModelStatus.UNCLEAR, first.cited, f"runs disagree: {said}", first.missing)
    return split, times / len(views)


def unstable(verdicts: Sequence[Verdict]) -> str:
    """The verdicts that runs came to, in words, where they differ; "" where they are one."""
    counts = Counter(verdicts)
    if len(counts) <= 1:
        return ""
    said = ", ".join(f"{verdict.value} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    return f"unstable: {len(verdicts)} runs came to different verdicts ({said})"
