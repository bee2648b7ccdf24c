"""How often a process that reviews looks for garbage, objects that only refer to each other."""

import gc

_NEW_OBJECTS = 20_000
"""After so many. Python's own 700 took 0.25 s while data of the law are loaded, for nothing."""


def look_seldom() -> None:
    """For a process that reads much, keeps it, and makes hardly anything that refers to itself."""
    gc.set_threshold(_NEW_OBJECTS)
