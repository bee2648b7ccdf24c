"""From units with blocks to provisions keyed by pinpoint.

How the tree is keyed:

- A unit's paragraphs are lines of its `text`; those after its last point are its `closing`, and
  those between two points its `between`.
- Unlettered indents are counted within the unit that holds them, across several lists.
- In an annex a section number counts from the annex (`17.2.` is `annex-i.17.2`). Parts and
  chapters are units of their own (`annex-i.ch-2`); their sections keep that level in their
  pinpoint only where a section number occurs under more than one of them (MDR Annex VI).
- A section that is only implied (`3.1.` is printed, `3.` is not) has no number and no text.
- A marker that comes back within one unit gets a count: the second `(a)` is `a-2`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.law import Provision
from domain.pinpoint import Act, Pinpoint
from ingest.law.markers import division_of, is_dash, split_number, unit_of
from ingest.law.raw import Block, Item, Para, Title, Unit


def provisions_of(act: Act, units: Iterable[Unit]) -> dict[Pinpoint, Provision]:
    """All provisions of these units, in reading order."""
    found: dict[Pinpoint, Provision] = {}
    for unit in units:
        root = _Node(unit.key, unit.number, unit.heading)
        if unit.key.startswith("annex-"):
            _AnnexWalk(root).walk(unit.blocks)
            _drop_divisions(root)
        else:
            _fill(root, unit.blocks)
        found.update((one.pinpoint, one) for one in _emit(act, root, ()))
    return found


@dataclass(slots=True)
class _Node:
    unit: str
    number: str = ""
    heading: str = ""
    lines: list[tuple[int, str]] = field(default_factory=list)
    children: "list[_Node]" = field(default_factory=list)
    flat: bool = False
    indents: int = 0
    taken: dict[str, int] = field(default_factory=dict)

    @property
    def is_division(self) -> bool:
        return self.unit.startswith(("ch-", "part-", "sec-"))

    def say(self, words: str) -> None:
        self.lines.append((len(self.children), words))

    def said(self, index: int) -> str:
        """The words in front of the child of that index."""
        return "\n".join(words for place, words in self.lines if place == index)

    def child(self, unit: str) -> "_Node | None":
        return next((one for one in self.children if one.unit == unit), None)

    def add(self, unit: str, number: str) -> "_Node":
        self.taken[unit] = count = self.taken.get(unit, 0) + 1
        node = _Node(unit if count == 1 else f"{unit}-{count}", number)
        self.children.append(node)
        return node

    def add_division(self, unit: str, text: str, title: str) -> "_Node":
        node = self.add(unit, text.removesuffix(title).rstrip(" .:\u2014\u2013-"))
        node.heading = title
        return node

    def add_item(self, marker: str) -> "_Node":
        if is_dash(marker):
            self.indents += 1
            node = _Node(f"indent-{self.indents}", marker)
            self.children.append(node)
            return node
        return self.add("-".join(unit_of(marker)), marker)


def _fill(node: _Node, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Item):
            _fill(node.add_item(block.marker), block.blocks)
        else:
            node.say(block.text)


class _AnnexWalk:
    """Goes through the blocks of an annex and keeps the open division and section."""

    def __init__(self, root: _Node) -> None:
        self._root = self._base = self._open = root

    def walk(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Item):
                self._item(block)
            elif isinstance(block, Para):
                self._paragraph(block)
            else:
                self._title(block.text)

    def _item(self, item: Item) -> None:
        units = unit_of(item.marker)
        if len(units) > 1:
            node = self._section(units, item.marker)
        else:
            node = self._open.add_item(item.marker)
        blocks = item.blocks
        if blocks and isinstance(blocks[0], Title):
            node.heading, blocks = blocks[0].text, blocks[1:]
        for block in blocks:
            if isinstance(block, Item) and len(unit_of(block.marker)) > 1:
                self._item(block)
            else:
                _fill(node, [block])

    def _paragraph(self, block: Para) -> None:
        number, rest = ("", block.text) if block.row else split_number(block.text)
        if number:
            self._open = self._section(unit_of(number), number)
        if rest:
            self._open.say(rest)

    def _title(self, text: str) -> None:
        division, title = division_of(text)
        number, rest = split_number(text)
        if division:
            self._base = self._open = self._root.add_division(division, text, title)
        elif number:
            self._open = self._section(unit_of(number), number)
            self._open.heading = rest
        elif self._open.is_division and not (self._open.heading or self._open.lines):
            self._open.heading = text
        else:
            self._open.say(text)

    def _section(self, units: tuple[str, ...], number: str) -> _Node:
        node = self._base
        for unit in units[:-1]:
            node = node.child(unit) or node.add(unit, "")
        known = node.child(units[-1])
        if known and not (known.number or known.lines):
            known.number = number
            return known
        return node.add(units[-1], number)


def _drop_divisions(root: _Node) -> None:
    """Let the sections of parts and chapters hang on the annex where their numbers allow it."""
    divisions = [one for one in root.children if one.is_division]
    outside = [one.unit for one in root.children if not one.is_division]
    inside = [child.unit for one in divisions for child in one.children if child.unit[0].isdigit()]
    unique = len({*outside, *inside}) == len(outside) + len(inside)
    for division in divisions:
        division.flat = unique


def _emit(act: Act, node: _Node, above: tuple[str, ...]) -> Iterator[Provision]:
    path = (*above, node.unit)
    bases = [
        (above if node.flat and child.unit[0].isdigit() else path, child) for child in node.children
    ]
    last = len(bases)
    yield Provision(
        Pinpoint(act, path),
        node.number,
        node.heading,
        node.said(0),
        tuple(Pinpoint(act, (*base, child.unit)) for base, child in bases),
        node.said(last) if last else "",
        tuple((at, words) for at in range(1, last) if (words := node.said(at))),
    )
    for base, child in bases:
        yield from _emit(act, child, base)
