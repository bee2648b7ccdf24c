"""Many submissions at once: found in a folder, reviewed apart from one another, kept as they end.

`BatchRun` does what is left to do of a batch; `LocalCrew` reviews in processes of this machine,
`DaskCrew` (in `dask_runner.py`, the only home of Dask) on a cluster. A submission's result depends
on its own files, its device and the ground it is judged on, and on nothing else of the batch.
"""

from review.batch.control import Control, Step
from review.batch.crew import Crew
from review.batch.hiring import hire, reports_beside
from review.batch.running import BatchRun, BatchSpec, RunOptions, open_batch

__all__ = [
    "BatchRun",
    "BatchSpec",
    "Control",
    "Crew",
    "RunOptions",
    "Step",
    "hire",
    "open_batch",
    "reports_beside",
]
