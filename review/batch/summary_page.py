"""The summary of a batch as one HTML file: no script, nothing from elsewhere, links to reports."""

from collections.abc import Iterator
from html import escape

from review.batch.summary_tables import Cell, SummaryTables, Table

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; max-width: 110rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: .3rem .55rem; text-align: left; vertical-align: top; }
th { background: #1f3a5f; color: #fff; font-weight: 600; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
"""


def summary_page(tables: SummaryTables) -> bytes:
    """The page as UTF-8; the same tables give the same bytes."""
    return "".join(_page(tables)).encode("utf-8", "replace")


def _page(tables: SummaryTables) -> Iterator[str]:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>citemark: submissions</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>Submissions side by side</h1>\n<p>{escape(tables.told)}</p>\n"
    for table in tables.tables:
        yield from _table(table)
    yield "</body>\n</html>\n"


def _table(table: Table) -> Iterator[str]:
    yield f"<h2>{escape(table.title)} ({len(table.rows)})</h2>\n"
    if not table.rows:
        yield "<p>None.</p>\n"
        return
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name, _ in table.columns)
    yield f"<div><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _cell(content: Cell) -> str:
    if isinstance(content.value, int):
        return f'<td class="n">{content.value}</td>'
    words = escape(content.value)
    if content.link:
        words = f'<a href="{escape(content.link)}">{words}</a>'
    return f"<td>{words}</td>"
