"""What a chat model answered about a dossier, kept so that it is paid for once."""

from sqlalchemy import Connection, insert, select

from domain.chat import ChatReply
from store.database import Database
from store.schema import AnswerRow
from store.shelf import DossierId, Shelf, require_dossier


class AnswerShelf(Shelf):
    """A store of answers for each dossier."""

    def answers_of(self, dossier: DossierId) -> "DossierAnswers":
        """The answers about a dossier; they go when the dossier is deleted."""
        return DossierAnswers(self._database, dossier)


class DossierAnswers:
    """A `domain.ports.AnswerCache` whose answers belong to a dossier.

    Each answer is kept in a step of its own: a program that is killed keeps all before it.
    """

    def __init__(self, database: Database, dossier: DossierId) -> None:
        self._database = database
        self._dossier = dossier

    def get_answer(self, model: str, key: str) -> ChatReply | None:
        """The answer that is kept for a request's key, None where there is none."""
        with self._database.read() as connection:
            require_dossier(connection, self._dossier)
            return self._find(connection, model, key)

    def put_answer(self, model: str, key: str, reply: ChatReply) -> None:
        """Keep an answer; the first one stays, and a store opened for reading keeps nothing."""
        if not self._database.writable:
            return
        with self._database.write() as connection:
            require_dossier(connection, self._dossier)
            if self._find(connection, model, key) is None:
                row = insert(AnswerRow).values(
                    dossier=self._dossier.token,
                    model=model,
                    key=key,
                    text=reply.text,
                    input_tokens=reply.input_tokens,
                    output_tokens=reply.output_tokens,
                )
                connection.execute(row)

    def _find(self, connection: Connection, model: str, key: str) -> ChatReply | None:
        kept = select(AnswerRow.text, AnswerRow.input_tokens, AnswerRow.output_tokens).where(
            AnswerRow.dossier == self._dossier.token, AnswerRow.model == model, AnswerRow.key == key
        )
        row = connection.execute(kept).one_or_none()
        return None if row is None else ChatReply(*row)
