"""Long work on a dossier in a process of its own, which the screen only watches.

The process reads the data folder and never writes it: what it makes comes back over its output,
and the process that holds the folder keeps it. Killed, it costs the work since the last vectors
that came back.
"""

from review.apart.messages import Order, Work
from review.apart.ready import Ready, run_apart
from review.apart.running import Keep

__all__ = ["Keep", "Order", "Ready", "Work", "run_apart"]
