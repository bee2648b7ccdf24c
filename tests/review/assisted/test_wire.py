"""What can go wrong on the wire: each ends in a named state that the review shows."""

import pytest

from domain.finding import ModelStatus, Verdict
from prompts.options import ChatOptions
from review.assisted.order import Assist
from review.report.model_part import differences
from tests.prompts.openai_server import Canned, replaying
from tests.review.assisted.reading import OVERRIDE, catalogue, finding, obligation, read_by, reply
from tests.review.making import corpus

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

from prompts.chat import LangChainChat

ROW = "aia.art-14.4.d"
ROWS = catalogue(obligation(ROW, OVERRIDE))
TEXT = "# Use\n\nOverriding takes one click on the finding.\n"

FAULTS = {
    "another shape": (Canned('{"criteria": "all good"}'), "does not have the shape"),
    "no JSON": (Canned("It is met."), "does not have the shape"),
    "time-out": (Canned("late", delay=1.5), "did not answer within"),
    "429": (Canned("slow down", 429), "too many requests"),
    "500": (Canned("broken", 500), "failed with status 500"),
    "empty": (Canned("  "), "answered nothing"),
    "refusal": (Canned("", refusal="I cannot help with that"), "declined"),
    "filter": (Canned("", finish="content_filter"), "declined"),
    "cut off": (Canned('{"criteria": [', finish="length"), "did not end its answer"),
    "invented sentence": (Canned(reply({"C1": ("met", ["P7.S7"], "so")})), "no sentence P7.S7"),
    "no protocol": (Canned(body="<html>gateway</html>"), "cannot read"),
}


@pytest.mark.parametrize(("canned", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_on_the_row_and_the_rules_judge(canned: Canned, told: str) -> None:
    with replaying(lambda _: canned) as server:
        options = ChatOptions("openai:test", server.url, 0.5, 1, attempts=2, pause=0.01)
        made = read_by(corpus(a=TEXT), ROWS, Assist(LangChainChat(options), 100_000))
    found = finding(made, ROW)
    assert told in found.model_note
    assert any(told in line for line in differences(found))
    assert (found.verdict, found.own) == (Verdict.GAP, None)
    assert found.opinions[0].status is ModelStatus.UNDETERMINED
    assert made.ledger.assisted["rows without a usable answer"] == 1
