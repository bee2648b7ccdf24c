"""Qualification of an installation: what is installed, and that it does here what it must do.

`installation.py` looks at versions and hashes, `operation.py` runs the key tests on this machine,
`record.py` writes what was found as a document that a person can sign.
"""

from review.validation.record import as_record
from review.validation.running import Qualification, qualify

__all__ = ["Qualification", "as_record", "qualify"]
