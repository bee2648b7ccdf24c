"""Two revisions found by what a person types, and compared; kept ones with their decisions."""

from pathlib import Path

from domain.access import LOCAL, User
from domain.errors import RequestError
from review.assembly import Workbench
from review.comparing import Comparison, Earlier, compare
from review.deciding import Desk, Reviewed
from review.handover import kept_report, read_report
from review.report.layout import Report
from review.shelved import Shelved, is_file, named, opened, shelved


def compare_named(bench: Workbench, old: str, new: str, user: User = LOCAL) -> Comparison:
    """Compare what these words name: kept reviews, or files that `citemark review --out` wrote.

    Without `new`, the newest review of the dossier `old` against the one before.
    """
    if not new:
        return compare_kept(bench, *_last_two(shelved(bench.store, user), old))
    before, after = (_found(bench, words, user) for words in (old, new))
    if isinstance(before, Shelved) and isinstance(after, Shelved):
        return compare_kept(bench, before, after)
    return compare(_report(bench, before), _report(bench, after))


def compare_kept(bench: Workbench, old: Shelved, new: Shelved) -> Comparison:
    """Compare two kept reviews, of one dossier or of two."""
    return compare(_report(bench, old), _report(bench, new), _earlier(bench, old))


def _found(bench: Workbench, words: str, user: User) -> Shelved | Path:
    return Path(words) if is_file(words) else named(shelved(bench.store, user), words)


def _report(bench: Workbench, one: Shelved | Path) -> Report:
    if isinstance(one, Path):
        return read_report(one)
    return kept_report(bench, opened(bench.store, one))


def _last_two(kept: list[Shelved], words: str) -> tuple[Shelved, Shelved]:
    newest = named(kept, words)
    own = [one for one in kept if one.dossier == newest.dossier and one.number <= newest.number]
    if len(own) == 1:
        raise RequestError(
            f"{newest.name} has no review before {newest.number}: name two reviews to compare"
        )
    return own[-2], own[-1]


def _earlier(bench: Workbench, old: Shelved) -> Earlier:
    """The verdicts that counted in the revisions before the older one."""
    kept = bench.store.reviews(old.dossier)
    numbers = [made.id for made in kept if made.id < old.number]
    desk = Desk(bench)
    return [
        {name: row.verdict.value for name, row in desk.standings(of).items()}
        for number in numbers
        for of in [Reviewed(old.dossier, number, bench.store.review(old.dossier, number))]
    ]
