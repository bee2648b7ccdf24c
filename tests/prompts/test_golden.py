"""The whole prompts of a review, and the page that shows them."""

import os
from pathlib import Path

import pytest

from domain.chat import ChatRequest
from prompts.chains import read_chains
from prompts.judge import read_judgement
from prompts.versions import templates
from tests.prompts.examples import CHAINS, CONFLICTS, CRITERIA, JUDGEMENT, READ, TRACED

GOLDEN = Path(__file__).parent / "golden"
PAGE = (Path(__file__).parents[2] / "docs" / "prompts.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "request_"),
    [("judge.v1", JUDGEMENT), ("conflicts.v1", CONFLICTS), ("chains.v1", CHAINS)],
)
def test_the_rendered_prompt_is_the_golden_one(name: str, request_: ChatRequest) -> None:
    path = GOLDEN / f"{name}.txt"
    text = f"{request_.system}\n---\n{request_.prompt}\n---\n{request_.schema}\n"
    if os.environ.get("CITEMARK_GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
    assert request_.prompt.strip() in PAGE


def test_the_page_names_every_template() -> None:
    for template in templates():
        assert f"`{template.partition(':')[0]}`" in PAGE


def test_the_reply_on_the_page_is_a_good_one() -> None:
    replies = [line for line in PAGE.splitlines() if line.startswith('{"criteria"')]
    reply = next(line for line in replies if "no retention period" in line)
    said = read_judgement(reply, CRITERIA, READ)
    assert [one.status for one in said] == ["met", "not met"]


def test_the_labels_on_the_page_are_of_the_example() -> None:
    replies = [line for line in PAGE.splitlines() if line.startswith('{"unanswered"')]
    assert read_chains(replies[-1], TRACED) == ("P1.S1",)
