"""A run as a table for the terminal."""

from rich.table import Table

from eval.results import Measured, SuiteResult
from eval.runner import Baseline, worse


def result_table(result: SuiteResult, baseline: Baseline | None = None) -> Table:
    """One suite: each measure with its interval and cases, and with the baseline where given."""
    notes = [f"unscored: {result.unscored}"] if result.unscored else []
    notes += [f"not run: {result.skipped}"] if result.skipped else []
    notes += [result.note] if result.note else []
    table = Table(title=result.suite, title_justify="left", caption="; ".join(notes) or None)
    for name in ("measure", "value", "95 %", "cases", *(("before",) if baseline else ())):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for name, measure in result.measures.items():
        before = (baseline or {}).get(result.suite, {}).get(name)
        cells = [name, _figure(measure.value), _interval(measure), str(measure.cases)]
        table.add_row(*cells, *((_before(measure, before),) if baseline else ()))
    return table


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _interval(measure: Measured) -> str:
    if measure.low == measure.high:
        return ""
    return f"{_figure(measure.low)} to {_figure(measure.high)}"


def _before(measure: Measured, before: float | None) -> str:
    if before is None:
        return "new"
    return _figure(before) + (" worse" if worse(measure, before) else "")
