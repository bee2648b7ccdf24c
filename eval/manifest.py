"""What the figures of a run depend on."""

import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from prompts.versions import templates
from review.assembly import Workbench
from review.assess import ASSESSOR


def manifest(bench: Workbench) -> dict[str, str]:
    """Versions and digests; the revision is "" outside a Git checkout."""
    return {
        "citemark": version("citemark"),
        "revision": _revision(),
        "catalogue": bench.catalogue.digest,
        "assessor": ASSESSOR,
        "embedding": bench.embedder.name,
        "model": bench.settings.model or "none",
        "templates": ", ".join(templates()),
        "law": ", ".join(law.label for law in bench.law.shelf.versions),
    }


def _revision() -> str:
    git = shutil.which("git")
    root = Path(__file__).parents[1]
    if git is None or not (root / ".git").exists():
        return ""
    asked = [git, "-C", str(root), "describe", "--always", "--dirty"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return told.stdout.strip()
