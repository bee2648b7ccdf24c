"""What is opened once for the process, and what is kept between two drawings of a page.

Reviews, documents and texts of law are immutable, so sessions share them; every key of what
belongs to a dossier holds its id.
"""

from collections.abc import Mapping
from dataclasses import replace
from threading import Thread

import streamlit as st

from domain.decision import Effective
from domain.document import Document, Span
from domain.finding import Review
from regulations.catalogue import load_catalogue
from review.assembly import Workbench
from review.batch.desk import BatchDesk
from review.deciding import Desk, Reviewed
from review.dossier_work import DossierId, DossierWork
from review.jobs import Jobs
from review.law import LawShelf
from review.page_image import PageImage
from review.settings import load_settings
from ui.parts.rows import Row, rows_of


@st.cache_resource(show_spinner="Opening the data folder")
def work() -> DossierWork:
    """The application over the data folder; raises `StoreError` where it cannot be used.

    Streamlit puts what stands in its secrets file into the environment, where settings and
    providers look for a model and its key.
    """
    st.secrets.load_if_toml_exists()
    opened = DossierWork(Workbench(load_settings()))
    Thread(target=load_catalogue, name="citemark reading ahead", daemon=True).start()
    return opened


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The long work of this process."""
    return Jobs()


@st.cache_resource(show_spinner=False)
def batches() -> BatchDesk:
    """The batches of this process."""
    return BatchDesk(work().bench, jobs())


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Where people decide on reviews."""
    return Desk(work().bench)


def latest_review(dossier: DossierId) -> Review | None:
    """The newest review of a dossier, None where there is none."""
    found = reviewed(dossier)
    return found.review if found else None


def reviewed(dossier: DossierId) -> Reviewed | None:
    """The newest review of a dossier with its number, None where there is none."""
    made = len(work().bench.store.reviews(dossier))
    review = _review(dossier, made) if made else None
    return Reviewed(dossier, made, review) if review else None


@st.cache_resource(show_spinner="Opening the review", max_entries=8)
def _review(dossier: DossierId, number: int) -> Review | None:
    del number
    return work().bench.store.latest_review(dossier)


def standings(of: Reviewed) -> Mapping[str, Effective]:
    """Each finding of a review with what people made of it, by obligation."""
    return _standings(of.dossier, of.number, desk().head().hash, of)


@st.cache_resource(show_spinner=False, max_entries=16)
def _standings(
    dossier: DossierId, number: int, head: str, _of: Reviewed
) -> Mapping[str, Effective]:
    del dossier, number, head
    return desk().standings(_of)


def review_rows(of: Reviewed) -> tuple[Row, ...]:
    """The rows of a review, each with what people made of it."""
    return _decided_rows(of.dossier, of.number, desk().head().hash, of)


@st.cache_resource(show_spinner=False, max_entries=16)
def _decided_rows(dossier: DossierId, number: int, head: str, _of: Reviewed) -> tuple[Row, ...]:
    del head
    decided = standings(_of)
    rows = _rows(dossier, number, _of.review)
    return tuple(replace(row, decided=decided[row.obligation.id]) for row in rows)


@st.cache_resource(show_spinner=False, max_entries=8)
def _rows(dossier: DossierId, number: int, _review: Review) -> tuple[Row, ...]:
    del dossier, number
    return rows_of(_review, work().bench.catalogue)


def shelf() -> LawShelf:
    """The current official texts, read again when one is added."""
    kept = work().bench.store.law_versions()
    return _shelf(tuple(row.version.sha256 for row in kept if row.current))


@st.cache_resource(show_spinner="Opening the official texts", max_entries=2)
def _shelf(current: tuple[str, ...]) -> LawShelf:
    del current
    return work().bench.law.shelf


def picture(dossier: DossierId, document: Document, page: int, cited: Span) -> PageImage | None:
    """A page with the cited place marked, drawn once."""
    return _picture(dossier, document.id, page, (cited.start, cited.end), document)


@st.cache_resource(show_spinner="Drawing the page", max_entries=64)
def _picture(
    dossier: DossierId, document_id: str, page: int, cited: tuple[int, int], _document: Document
) -> PageImage | None:
    del document_id
    return work().page_image(dossier, _document, page, Span(*cited))


def forget() -> None:
    """Drop everything that is kept of dossiers, after one was deleted."""
    _review.clear()
    _rows.clear()
    _decided_rows.clear()
    _standings.clear()
    _picture.clear()
