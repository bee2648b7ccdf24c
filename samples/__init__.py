"""A dossier of a fictitious device, to look at citemark without documents of one's own.

`dossier/` holds the files as a manufacturer would hand them in, `device.yaml` the device's facts
and `planted.yaml` what was planted in the files. `python -m samples.build` writes `dossier/` anew
from `sources/`.
"""

from importlib.resources import files
from pathlib import Path

_HERE = Path(str(files(__name__)))


def dossier_path() -> Path:
    """The folder with the files of the sample dossier."""
    return _HERE / "dossier"


def device_path() -> Path:
    """The device profile that belongs to the sample dossier, as YAML."""
    return _HERE / "device.yaml"


def planted_path() -> Path:
    """The list of what was planted in the sample dossier, as YAML."""
    return _HERE / "planted.yaml"
