"""What is opened once for the process, and what is kept between two drawings of a page.

Reviews, documents and texts of law are immutable, so sessions share them; every key of what
belongs to a dossier holds its id.
"""

import streamlit as st

from domain.document import Document, Span
from domain.finding import Review
from review.assembly import Workbench
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
    return DossierWork(Workbench(load_settings()))


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The long work of this process."""
    return Jobs()


def latest_review(dossier: DossierId) -> Review | None:
    """The newest review of a dossier, None where there is none."""
    made = work().bench.store.reviews(dossier)
    return _review(dossier, len(made)) if made else None


@st.cache_resource(show_spinner="Opening the review", max_entries=8)
def _review(dossier: DossierId, number: int) -> Review | None:
    del number
    return work().bench.store.latest_review(dossier)


def review_rows(dossier: DossierId, review: Review) -> tuple[Row, ...]:
    """The rows of the newest review of a dossier."""
    return _rows(dossier, len(work().bench.store.reviews(dossier)), review)


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
    return work().bench.shelf


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
    _picture.clear()
