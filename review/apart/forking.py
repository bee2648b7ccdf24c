"""Work in a child that begins with all that this process has loaded, on Linux.

What the child reads of a dossier is gone with it: this process never sees it.
"""

import os
import sys
from collections.abc import Callable
from threading import Thread

from review.helpers import end_with


def forked(work: Callable[[], None]) -> int:
    """Do the work in a child; its exit code, negative where it was killed.

    The child ends at once where this process or the one that asked (behind stdin) is gone.
    """
    watched, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(held)
        _alone(work, watched)
    os.close(watched)
    _, status = os.waitpid(child, 0)
    os.close(held)
    return os.waitstatus_to_exitcode(status)


def _alone(work: Callable[[], None], watched: int) -> None:
    try:
        Thread(target=end_with, args=(sys.stdin.fileno(), watched), daemon=True).start()
        work()
    finally:
        os._exit(1 if sys.exc_info()[0] else 0)  # what stands open is the parent's
