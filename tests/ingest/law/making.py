"""Whole acts in invented words, as the Official Journal and as a consolidated page print them."""

from domain.pinpoint import Act
from ingest.law.acts import act_facts
from ingest.law.numerals import small_roman

FACTS = act_facts()[Act.AIA]


def recital(number: int) -> str:
    cells = f"<td><p>({number})</p></td><td><p>Pot {number} matters.</p></td>"
    return f'<div id="rct_{number}"><table><tr>{cells}</tr></table></div>\n'


def article(number: int, paragraphs: int) -> str:
    inner = "".join(
        f'<div id="{number:03}.{count:03}"><p>{count}. Pots are round.</p></div>\n'
        for count in range(1, paragraphs + 1)
    )
    title = f'<p class="oj-ti-art">Article {number}</p>'
    return f'<div id="art_{number}">{title}{inner or "<p>Pots are round.</p>"}</div>\n'


def annex(number: int) -> str:
    roman = small_roman(number).upper()
    return f'<div id="anx_{roman}"><p class="oj-doc-ti">ANNEX {roman}</p><p>1. Kilns.</p></div>\n'


def whole_act() -> str:
    full, rest = divmod(FACTS.paragraphs, 10)
    sizes = [*[10] * full, rest, *[0] * (FACTS.articles - full - 1)]
    return (
        '<html><body><p class="oj-hd-date">3.2.2031</p><div id="tit_1">'
        f"<p>REGULATION (EU) {FACTS.number} ON POTS</p></div>\n"
        + "".join(recital(number) for number in range(1, FACTS.recitals + 1))
        + "".join(article(number, size) for number, size in enumerate(sizes, start=1))
        + "".join(annex(number) for number in range(1, FACTS.annexes + 1))
        + "</body></html>"
    )


def consolidated_act(date: str = "27.07.2026") -> str:
    """The AI Act's number of articles and annexes, worked in to that day (`dd.mm.yyyy`)."""
    articles = "".join(
        f'<div class="eli-subdivision" id="art_{number}">'
        f'<p class="title-article-norm">Article {number}</p><p class="norm">Pots.</p></div>'
        for number in range(1, FACTS.articles + 1)
    )
    annexes = "".join(
        f'<div class="eli-container" id="anx_{small_roman(number).upper()}">'
        f'<p class="title-annex-1">ANNEX {small_roman(number).upper()}</p>'
        '<p class="norm">Kilns.</p></div>'
        for number in range(1, FACTS.annexes + 1)
    )
    return (
        f'<html><body><p class="reference">02024R1689 \u2014 EN \u2014 {date} \u2014 001.001</p>'
        '<div id="tit_1"><p class="title-doc-first">REGULATION (EU) 2024/1689 ON POTS</p></div>'
        f"{articles}{annexes}</body></html>"
    )
