"""Who reviews a batch, and where its reports go, where nothing was said."""

from pathlib import Path

from review.assembly import Workbench
from review.batch.crew import Crew
from review.batch.local import LocalCrew, usual_size
from review.settings import Settings


def hire(bench: Workbench, jobs: int | None, dask: str) -> Crew:
    """Processes of this machine, or the workers of the Dask cluster at an address.

    `jobs` is how many submissions are under way at once, None for the usual number. Raises
    `RequestError` where no cluster answers, `InstallationError` where Dask is not installed.
    """
    if not dask:
        return LocalCrew(bench.settings.data, jobs or usual_size(), _model(bench.settings))
    from review.batch.dask_runner import DaskCrew  # noqa: PLC0415 - an extra that few install

    return DaskCrew(bench, dask, jobs)


def _model(settings: Settings) -> dict[str, str]:
    """What a command may have said of the model, for processes that ask the environment."""
    return {
        "CITEMARK_MODEL": settings.model,
        "CITEMARK_MODEL_BUDGET": str(settings.model_budget),
    }


def reports_beside(folder: Path) -> Path:
    """The folder of reports for a folder of submissions: beside it, with `-reports` added."""
    folder = folder.absolute()
    return folder.with_name(f"{folder.name}-reports")
