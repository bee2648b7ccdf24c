"""Every control is reached by key, by tab or within a group by arrow, and shows its focus."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browsing import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTROLS = (Path(__file__).parent / "focus.js").read_text("utf-8")
FOCUSED = """() => {
  const one = document.activeElement;
  const number = Number(one.dataset.number ?? -1);
  const grouped = one.closest("[data-testid=stButtonGroup]") !== null;
  return [number, number < 0 || window.lookOf(one) !== one.lookBefore, grouped];
}"""
SPARE = 15


@pytest.mark.parametrize("name", ["", "documents", "device", "review", "finding", "law", "batch"])
def test_every_control_is_reached_by_key(page: Page, address: str, at: str, name: str) -> None:
    page.goto(f"{address}/{name}?{at}")
    expect(page.locator("h1, h2").first).to_be_visible()
    at_rest(page)
    controls: list[str] = page.evaluate(CONTROLS)
    assert controls
    reached: dict[int, bool] = {}
    for _ in range(len(controls) + SPARE):
        page.keyboard.press("Tab")
        number, seen, grouped = focused(page)
        if number in reached:
            break
        while number >= 0 and number not in reached:
            reached[number] = seen
            if not grouped:
                break
            page.keyboard.press("ArrowRight")
            number, seen, _ = focused(page)
    assert [told for one, told in enumerate(controls) if one not in reached] == []
    assert [controls[one] for one, seen in reached.items() if not seen] == []


def focused(page: Page) -> tuple[int, bool, bool]:
    """The number of the control with the focus, whether that is seen, and if it is in a group."""
    number, seen, grouped = page.evaluate(FOCUSED)
    if not seen:
        page.wait_for_timeout(_FADE)
        number, seen, grouped = page.evaluate(FOCUSED)
    return number, seen, grouped


_FADE = 400
"""Milliseconds that a frame takes to change its colour."""
