"""Files with damage of every sort, the same on every run; as a program it writes them out.

`python -m tests.ingest.mutations COUNT FOLDER`
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.ingest.making import changed_zip, docx_file, page_break, paragraph, pdf, table, xlsx_file

_WORDS = "The alarm sounds within two seconds of each event that the log has kept. "
_ROWS = [["ID", "Hazard", "Control"], *([f"H{n}", "Missed finding", "Alarm"] for n in range(9))]
_PARTS = {
    "docx": ("word/document.xml", "word/styles.xml", "[Content_Types].xml"),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"),
}
_SIGNS = (
    b"0",
    b"-1",
    b"99999999999",
    b"<<",
    b">>",
    b"/Kids",
    b"obj",
    b"\x00",
    b"stream",
    b"<w:p>",
    b"\xff\xfe",
)


def mutated(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """That many damaged files, each with its name."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    whole = _whole()
    for number in range(count):
        kind = ("pdf", "docx", "xlsx")[number % 3]
        yield f"{number:03d}.{kind}", _damage(kind, whole[kind], chance)


def _whole() -> dict[str, bytes]:
    story = [paragraph("1 Scope", "Heading1"), paragraph(_WORDS * 9), table(_ROWS, grid=True)]
    return {
        "pdf": pdf([*story, page_break(), paragraph(_WORDS * 5)], "RMF-003"),
        "docx": docx_file(lambda d: [d.add_heading("Scope", 1), d.add_paragraph(_WORDS * 20)]),
        "xlsx": xlsx_file({"Risks": _ROWS, "Tests": _ROWS[:3]}),
    }


def _damage(kind: str, data: bytes, chance: random.Random) -> bytes:
    if kind in _PARTS and chance.random() < 0.6:
        part = chance.choice(_PARTS[kind])
        return changed_zip(data, {part: lambda inner: _mutate(inner, chance)})
    return _mutate(data, chance)


def _mutate(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + chance.choice((1, 4, 64, 4096)))
        way = chance.randrange(6)
        if way == 0:
            data = data[:at] + bytes(chance.randrange(256) for _ in data[at:end]) + data[end:]
        elif way == 1:
            data = data[:at] + data[end:]
        elif way == 2:
            data = data[:end] + data[at:end] * chance.choice((1, 3, 50)) + data[end:]
        elif way == 3:
            data = data[: max(16, at)] if chance.random() < 0.3 else data
        elif way == 4:
            data = data[:at] + chance.choice(_SIGNS) + data[at:]
        else:
            data = (
                data[:at]
                + bytes(sign ^ (1 << chance.randrange(8)) for sign in data[at:end])
                + data[end:]
            )
        data = data or b"\0"
    return data


if __name__ == "__main__":
    target = Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for name, content in mutated(int(sys.argv[1])):
        (target / name).write_bytes(content)
