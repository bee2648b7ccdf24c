"""What the pages need is imported before the first request, in the one thread that there is then.

Each session is drawn in a thread of its own. Two threads that import parts of one package at the
same moment can each wait for what the other holds; Python ends that by handing one of them half a
package, and its page cannot be drawn.
"""

import ast
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_PAGES = Path(__file__).parents[1] / "pages"
_DRAWN_WITH = (
    "pandas.core.methods.to_dict",
    "pandas.io.formats.style",
    "PIL.ImageFile",
    "pyarrow.pandas_compat",
    "pyarrow.vendored.version",
    "streamlit.emojis",
    "streamlit.material_icon_names",
    "streamlit.runtime.scriptrunner.magic_funcs",
)
"""What Streamlit imports when it first draws a page, a picture, a table or a choice."""


def import_ahead() -> None:
    """Import the application, what its pages import, and what Streamlit draws them with."""
    import_module("ui.application")
    for page in sorted(_PAGES.glob("*.py")):
        for name in imported_by(page):
            import_module(name)
    for name in _DRAWN_WITH:
        with suppress(ImportError):  # another version of a library has it elsewhere
            import_module(name)


def imported_by(script: Path) -> Iterator[str]:
    """The modules that a script names in its import statements; a page draws where it is run."""
    for node in ast.walk(ast.parse(script.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
