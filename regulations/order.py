"""The order in which people read an act: articles, then annexes, units by number and letter."""

import re

from domain.pinpoint import Act, Pinpoint

_ACTS = {act: index for index, act in enumerate((Act.MDR, Act.IVDR, Act.AIA))}
_ROOTS = {"rec": 0, "art": 1, "annex": 2}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_SMALL_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

OrderKey = tuple[int, int, tuple[tuple[int, int, str], ...]]
"""Sorts as its pinpoint is read."""


def reading_order(pinpoint: Pinpoint) -> OrderKey:
    """A key by which pinpoints sort into reading order."""
    kind, _, number = pinpoint.path[0].partition("-")
    root = (0, roman(number), "") if kind == "annex" else _unit(number, nested=False)
    units = tuple(
        _unit(unit, nested=depth > 0 and pinpoint.path[depth].isalpha())
        for depth, unit in enumerate(pinpoint.path[1:])
    )
    return _ACTS[pinpoint.act], _ROOTS[kind], (root, *units)


def roman(number: str) -> int:
    """The value of a small Roman number up to xxxix."""
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _unit(unit: str, *, nested: bool) -> tuple[int, int, str]:
    """Numbers before letters; `nested`: a letter below a letter is a small Roman number."""
    if nested and unit in _SMALL_ROMAN:
        return 1, _SMALL_ROMAN.index(unit), ""
    prefix, _, number = unit.rpartition("-")
    if found := re.fullmatch(r"(\d+)([a-z]*)", number):
        return 0, int(found[1]), prefix + found[2]
    return 1, len(number), number
