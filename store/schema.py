"""The tables, as typed columns; `migrations.py` holds the statements that made them.

Bytes and parsed texts are kept once, by hash, and are shared by the dossiers that refer to
them. Everything that belongs to a dossier refers to its row and goes with it.
"""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Holds the metadata of all tables."""


class BlobRow(Base):
    """The bytes of a file, under their sha256."""

    __tablename__ = "blobs"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class LawVersionRow(Base):
    """One text of an act; `digest` names the provisions that were read from it."""

    __tablename__ = "law_versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]
    celex: Mapped[str]
    form: Mapped[str]
    as_of: Mapped[date]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), unique=True)
    title: Mapped[str]
    added: Mapped[date]
    digest: Mapped[str]
    current: Mapped[bool]
    __table_args__ = (
        Index(
            "one_current_version_an_act",
            "act",
            unique=True,
            sqlite_where=sql("current = 1"),
            postgresql_where=sql("current"),
        ),
    )


class ProvisionRow(Base):
    """One unit of one version; `children` are pinpoints with a blank between them.

    `midst` is the JSON of the words between children, as a list of index and words.
    """

    __tablename__ = "provisions"
    version: Mapped[int] = mapped_column(
        ForeignKey("law_versions.id", ondelete="CASCADE"), primary_key=True
    )
    pinpoint: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    number: Mapped[str]
    heading: Mapped[str]
    text: Mapped[str]
    children: Mapped[str]
    closing: Mapped[str]
    midst: Mapped[str]


class DossierRow(Base):
    """A named set of documents about one device."""

    __tablename__ = "dossiers"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    profile: Mapped[bytes | None]
    created: Mapped[str]


class MemberRow(Base):
    """A person's role in a dossier; whoever works on the machine itself needs none."""

    __tablename__ = "members"
    dossier: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    member: Mapped[str] = mapped_column(primary_key=True, index=True)
    role: Mapped[str]


class RetentionRow(Base):
    """How long a dossier is to be kept; `hold` is the reason of a legal hold."""

    __tablename__ = "retentions"
    dossier: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    until: Mapped[date | None]
    hold: Mapped[str]


class TextRow(Base):
    """A parsed document without its name, as JSON, under the sha256 of that JSON."""

    __tablename__ = "texts"
    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class DocumentRow(Base):
    """One revision of a file of a dossier; all but the newest of a name are superseded.

    `sha256` is empty for a file of which no bytes could be had. `recognised_type` was found by
    the program; `chosen_type` by a person, and wins.
    """

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier: Mapped[str] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    name: Mapped[str]
    revision: Mapped[int]
    superseded: Mapped[bool]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    text: Mapped[str | None] = mapped_column(ForeignKey("texts.digest"), index=True)
    failure: Mapped[bytes | None]
    recognised_type: Mapped[str | None]
    chosen_type: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("dossier", "name", "revision"),
        Index(
            "one_current_document_a_name",
            "dossier",
            "name",
            unique=True,
            sqlite_where=sql("superseded = 0"),
            postgresql_where=sql("NOT superseded"),
        ),
    )


class GuidanceRow(Base):
    """A paper of guidance on the law; `title` is the name by which it is cited."""

    __tablename__ = "guidance"
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(ForeignKey("texts.digest"), index=True)
    added: Mapped[date]


class ParseRow(Base):
    """What a version of the reader made of a file; goes with the file's bytes."""

    __tablename__ = "parses"
    sha256: Mapped[str] = mapped_column(
        ForeignKey("blobs.sha256", ondelete="CASCADE"), primary_key=True
    )
    reader: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(ForeignKey("texts.digest"), index=True)


class ReviewRow(Base):
    """One review of a dossier, without the texts of its documents; numbers count from 1."""

    __tablename__ = "reviews"
    dossier: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[str]
    manifest: Mapped[bytes]
    content: Mapped[bytes]


class ReviewDocumentRow(Base):
    """A document as a review saw it."""

    __tablename__ = "review_documents"
    dossier: Mapped[str] = mapped_column(primary_key=True)
    review: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    text: Mapped[str] = mapped_column(ForeignKey("texts.digest"), index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["dossier", "review"], ["reviews.dossier", "reviews.number"], ondelete="CASCADE"
        ),
    )


class VectorRow(Base):
    """The vector of a text; `scope` is a dossier's id, or empty for texts of no dossier."""

    __tablename__ = "vectors"
    scope: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]


class JudgementRow(Base):
    """What was judged of a document; `scope` is a dossier's id, or that of loose documents."""

    __tablename__ = "judgements"
    scope: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class AnswerRow(Base):
    """What a chat model answered about a dossier; `model` names it with its settings."""

    __tablename__ = "answers"
    dossier: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]


class BatchRow(Base):
    """A folder of submissions with the folder of its reports.

    `owner` is the id of whoever began it, empty for the user of this machine; `asked` how often
    each question was put to a chat model when it was last run.
    """

    __tablename__ = "batches"
    id: Mapped[str] = mapped_column(primary_key=True)
    folder: Mapped[str]
    out: Mapped[str]
    device: Mapped[bytes | None]
    made_for: Mapped[date]
    state: Mapped[str]
    made: Mapped[str]
    owner: Mapped[str] = mapped_column(server_default="")
    asked: Mapped[int] = mapped_column(server_default="0")
    __table_args__ = (UniqueConstraint("folder", "out"),)


class SubmissionRow(Base):
    """One submission of a batch; `result` is there once it is done.

    It belongs to its batch: deleting the dossier that was made of it only unties the two.
    """

    __tablename__ = "submissions"
    batch: Mapped[str] = mapped_column(
        ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True
    )
    label: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    input: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    result: Mapped[bytes | None]
    dossier: Mapped[str | None] = mapped_column(
        ForeignKey("dossiers.id", ondelete="SET NULL"), index=True
    )
