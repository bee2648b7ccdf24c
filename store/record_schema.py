"""The tables of the record: the audit trail, decisions and sign-offs; they only grow.

What refers to a dossier goes with it; of the audit trail only the words do.
"""

from sqlalchemy import Connection, ForeignKey, ForeignKeyConstraint, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from store.schema import Base


class AuditRow(Base):
    """A link of the audit trail: the digest of an event's words, and the hash of all until it."""

    __tablename__ = "audit"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str]
    hash: Mapped[str]


class AuditWordsRow(Base):
    """The words of an event; those of a dossier go with it and leave the link."""

    __tablename__ = "audit_words"
    number: Mapped[int] = mapped_column(
        ForeignKey("audit.number"), primary_key=True, autoincrement=False
    )
    dossier: Mapped[str | None] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), index=True
    )
    content: Mapped[bytes]


class DecisionRow(Base):
    """What a person decided on a finding of a review, and the event that records it."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier: Mapped[str]
    review: Mapped[int]
    obligation: Mapped[str]
    event: Mapped[int] = mapped_column(ForeignKey("audit.number"))
    content: Mapped[bytes]
    __table_args__ = (
        ForeignKeyConstraint(
            ["dossier", "review"], ["reviews.dossier", "reviews.number"], ondelete="CASCADE"
        ),
        Index("ix_decisions_dossier", "dossier", "review"),
    )


class SignOffRow(Base):
    """The sign-off of a review, and the event that records it."""

    __tablename__ = "sign_offs"
    dossier: Mapped[str] = mapped_column(primary_key=True)
    review: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[int] = mapped_column(ForeignKey("audit.number"))
    content: Mapped[bytes]
    __table_args__ = (
        ForeignKeyConstraint(
            ["dossier", "review"], ["reviews.dossier", "reviews.number"], ondelete="CASCADE"
        ),
    )


_REFUSED = "BEGIN SELECT RAISE(ABORT, 'the record is append only'); END"
_LIVES = "EXISTS (SELECT 1 FROM dossiers WHERE id = OLD.dossier)"
_OWN = f"OLD.dossier IS NULL OR {_LIVES}"
_SIGNED = (
    "EXISTS (SELECT 1 FROM sign_offs WHERE dossier = NEW.dossier AND review = NEW.review) "
    "BEGIN SELECT RAISE(ABORT, 'the review is signed off'); END"
)
TRIGGERS = (
    *(
        f"CREATE TRIGGER {table}_keep_values BEFORE UPDATE ON {table} {_REFUSED}"
        for table in ("audit", "audit_words", "decisions", "sign_offs")
    ),
    f"CREATE TRIGGER audit_keep_rows BEFORE DELETE ON audit {_REFUSED}",
    f"CREATE TRIGGER audit_words_keep_rows BEFORE DELETE ON audit_words WHEN {_OWN} {_REFUSED}",
    *(
        f"CREATE TRIGGER {table}_keep_rows BEFORE DELETE ON {table} WHEN {_LIVES} {_REFUSED}"
        for table in ("decisions", "sign_offs")
    ),
    f"CREATE TRIGGER decisions_end_with_sign_off BEFORE INSERT ON decisions WHEN {_SIGNED}",
)
"""What SQLite itself refuses: the record only grows, and words go only with their dossier."""


@event.listens_for(Base.metadata, "after_create")
def _guard(_target: object, connection: Connection, **_: object) -> None:
    """Put the triggers beside the tables where SQLAlchemy makes them."""
    if connection.dialect.name == "sqlite":
        for statement in TRIGGERS:
            connection.exec_driver_sql(statement)
