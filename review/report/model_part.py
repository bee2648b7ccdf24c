"""A chat model's part in a review, as plain data and in words; nothing where none was asked."""

from collections.abc import Iterator, Mapping

from domain.chat import ModelUse
from domain.finding import DocumentCitation, Finding, ModelOpinion, Review
from review.report.layout import ModelPart

Plain = dict[str, object]


def model_payload(use: ModelUse) -> Plain | None:
    """What the result owes to a model, for the manifest; None where none was asked."""
    if not use.model:
        return None
    return {
        "model": use.model,
        "settings": use.settings,
        "templates": list(use.templates),
        "answers": use.usage.answers,
        "input_tokens": use.usage.input_tokens,
        "output_tokens": use.usage.output_tokens,
        "cost": use.cost,
        "retries": use.retries,
        "dropped": use.dropped,
        "runs": use.runs,
        "budget": use.budget,
    }


def finding_payload(finding: Finding, cited: Mapping[DocumentCitation, int]) -> Plain:
    """The model's views on a finding, places by their number among the finding's citations.

    A place that the model named and nothing cites is given by document and offsets.
    """
    return {
        "own_verdict": finding.own.value if finding.own else None,
        "model_note": finding.model_note or None,
        "model": [_opinion(opinion, cited) for opinion in finding.opinions],
    }


def _opinion(opinion: ModelOpinion, cited: Mapping[DocumentCitation, int]) -> Plain:
    places = [
        {"sha256": c.document, "start": c.span.start, "end": c.span.end, "citation": cited.get(c)}
        for c in opinion.cited
    ]
    return {
        "status": opinion.status.value,
        "places": places,
        "reason": opinion.reason,
        "missing": opinion.missing,
        "differs": opinion.differs or None,
        "agreement": opinion.agreement,
    }


def differences(finding: Finding) -> Iterator[str]:
    """What a reader must know of the model's part in a finding, a sentence each."""
    if finding.own is not None:
        yield f"By citemark's own rules: {finding.own.value}"
    if finding.model_note:
        yield f"Model: {finding.model_note}"
    for opinion in finding.opinions:
        if opinion.differs:
            said = f" (the model: {opinion.reason})" if opinion.reason else ""
            yield f"Model on \u201c{opinion.criterion}\u201d: {opinion.differs}{said}"


def model_rows(review: Review) -> Iterator[tuple[str, str]]:
    """The model's part in the whole review: what was asked, what it took, what came of it."""
    payload = model_payload(review.manifest.model)
    part = ModelPart.model_validate(payload) if payload else None
    return told_rows(part, review.ledger.assisted)


def told_rows(use: ModelPart | None, assisted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The same from what a report holds."""
    if use is None:
        return
    yield "Model", f"{use.model}; {use.settings}"
    yield from (("Template", template) for template in use.templates)
    tokens = f"{use.input_tokens} in, {use.output_tokens} out"
    yield "Model: answers and tokens", f"{use.answers} answers, {tokens}"
    yield "Model: budget of tokens", str(use.budget)
    yield "Model: cost", "no price is set" if use.cost is None else f"{use.cost:.4f}"
    yield "Model: runs of each question", str(use.runs)
    yield "Model: replies asked again", str(use.retries)
    yield from ((f"Model: {what}", str(n)) for what, n in assisted.items())
