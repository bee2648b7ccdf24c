"""The faults planted in the sample dossier, held against a review of it."""

import yaml

import samples
from domain.finding import Review


def planted_faults(review: Review) -> tuple[int, list[str]]:
    """How many planted rows were looked at, and those that came out otherwise than expected."""
    verdicts = {finding.obligation: finding.verdict.value for finding in review.findings}
    planted = yaml.safe_load(samples.planted_path().read_text("utf-8"))["planted"]
    looked, wrong = 0, []
    for one in planted:
        for obligation in one.get("obligations", []):
            if "expected" not in one or obligation not in verdicts:
                continue
            looked += 1
            if verdicts[obligation] not in one["expected"]:
                wrong.append(f"{one['id']}: {verdicts[obligation]}")
    return looked, wrong
