"""How the application is served: its script, and what every answer of the server carries."""

from pathlib import Path

from ui.server.ahead import import_ahead
from ui.server.headers import MIDDLEWARE

SCRIPT = Path(__file__).with_name("script.py")
"""What draws: run anew for each session and each change of a widget."""

__all__ = ["MIDDLEWARE", "SCRIPT", "import_ahead"]
