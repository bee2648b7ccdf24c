"""The sample dossier, made once; read and reviewed in the background."""

import os

import samples
from domain.ports import Progress
from regulations.profile import load_profile
from review.dossier_work import DossierId
from ui.parts.opened import jobs, work
from ui.parts.viewer import viewer

SAMPLE = "Sample: HepaVigil"
"""The name of the sample dossier."""


def sample_wanted() -> bool:
    """Whether `citemark app --sample` asked for the sample dossier."""
    return os.environ.get("CITEMARK_SAMPLE") == "1"


def sample_dossier() -> DossierId:
    """The sample dossier, made where there is none."""
    at_work = work()
    dossier, made = at_work.found_or_made(SAMPLE, load_profile(samples.device_path()), viewer())

    def read(progress: Progress) -> None:
        at_work.add_folder(dossier, samples.dossier_path(), progress)
        at_work.review(dossier, progress)

    if made:
        jobs().start(dossier, "Reading and reviewing the sample dossier", read)
    return dossier
