"""What was judged of documents, kept beside their vectors and erased with them.

It holds words of the documents: those of a dossier go with it, and of loose documents there are
never more than those of the last review.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select

from store.database import Database
from store.schema import JudgementRow
from store.shelf import DossierId, Shelf, require_dossier

_LOOSE = "loose"
_A_STATEMENT = 400


class JudgementShelf(Shelf):
    """A store of judgements for each dossier, one for loose documents."""

    def judgements_of(self, dossier: DossierId | None) -> "KeptJudgements":
        """What was judged in a dossier; of loose documents where it is None."""
        return KeptJudgements(self._database, dossier)


class KeptJudgements:
    """A `domain.ports.JudgementCache` of a dossier or of loose documents."""

    def __init__(self, database: Database, dossier: DossierId | None) -> None:
        self._database = database
        self._dossier = dossier

    def get_judged(self, version: str) -> Mapping[str, bytes]:
        """What that version judged, by document."""
        with self._database.read() as connection:
            scope = self._scope(connection)
            kept = select(JudgementRow.document, JudgementRow.content).where(
                JudgementRow.scope == scope, JudgementRow.version == version
            )
            rows = connection.execute(kept).all()
        return {row.document: row.content for row in rows}

    def put_judged(
        self, version: str, judged: Mapping[str, bytes], documents: Collection[str]
    ) -> None:
        """Keep these and forget all but that version's of `documents`; a reader keeps nothing."""
        if not self._database.writable:
            return
        with self._database.write() as connection:
            scope = self._scope(connection)
            _forget(connection, scope, version, [*judged, *_gone(connection, scope, documents)])
            rows = [
                {"scope": scope, "version": version, "document": document, "content": content}
                for document, content in judged.items()
            ]
            if rows:
                connection.execute(insert(JudgementRow), rows)

    def keep_only(self, documents: Collection[str]) -> None:
        """Forget what was judged of other documents."""
        with self._database.write() as connection:
            scope = self._scope(connection)
            _forget(connection, scope, None, _gone(connection, scope, documents))

    def _scope(self, connection: Connection) -> str:
        if self._dossier is None:
            return _LOOSE
        require_dossier(connection, self._dossier)
        return self._dossier.token


def forget_judgements(connection: Connection, dossier: str) -> None:
    """Delete what was judged in a dossier, and of documents outside of dossiers."""
    connection.execute(delete(JudgementRow).where(JudgementRow.scope.in_([dossier, _LOOSE])))


def _gone(connection: Connection, scope: str, documents: Collection[str]) -> list[str]:
    kept = select(JudgementRow.document).where(JudgementRow.scope == scope)
    return [one for one in connection.scalars(kept).all() if one not in documents]


def _forget(
    connection: Connection, scope: str, version: str | None, documents: Collection[str]
) -> None:
    """Delete these documents' judgements, and with a version all of other versions."""
    some = list(dict.fromkeys(documents))
    own = JudgementRow.scope == scope
    if version is not None:
        connection.execute(delete(JudgementRow).where(own, JudgementRow.version != version))
    for start in range(0, len(some), _A_STATEMENT):
        part = some[start : start + _A_STATEMENT]
        connection.execute(delete(JudgementRow).where(own, JudgementRow.document.in_(part)))
