"""What is kept, in SQLite in a data folder: law, guidance, dossiers, reviews, the record, vectors.

`Store.open(folder)` gives everything; the other names are what its methods take and return.
"""

from store.answers import DossierAnswers
from store.codec import manifest_digest
from store.documents import StoredDocument
from store.dossiers import StoredDossier
from store.guidance import StoredGuidance
from store.laws import StoredLaw
from store.reviews import StoredReview
from store.shelf import DossierId, ReviewId
from store.store import Store
from store.vectors import DossierVectors

__all__ = [
    "DossierAnswers",
    "DossierId",
    "DossierVectors",
    "ReviewId",
    "Store",
    "StoredDocument",
    "StoredDossier",
    "StoredGuidance",
    "StoredLaw",
    "StoredReview",
    "manifest_digest",
]
