"""The command line. Every command takes `--json` and `--data DIR`.

Exit codes: 0 done; 1 unexpected; 2 usage; 3 some input could not be processed, and it was named.
"""

from ui.cli.main import main

__all__ = ["main"]
