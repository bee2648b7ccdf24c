"""What must not stand in the source: code from data, markup from others, tools for a model."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "ingest", "regulations", "retrieval", "prompts", "store", "review", "eval", "ui")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
FORBIDDEN_IMPORTS = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib", "diskcache"}
FORBIDDEN_LIBRARIES = {"fitz", "pymupdf", "langchain_community", "langchain_core.load"}
SAFE_LOADERS = {"_LOADER", "yaml.SafeLoader", "yaml.CSafeLoader", "yaml.BaseLoader"}
MARKUP = {Path("ui/parts/marked.py"), Path("ui/parts/linked.py"), Path("ui/parts/look.py")}
"""Where HTML is written; each escapes what is not ours, and its tests hold it to that."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def names_called(tree: ast.AST) -> Iterator[str]:
    yield from (ast.unparse(call.func) for call in calls(tree))


def modules_imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(source: str) -> list[str]:
    """What stands in a source that must not."""
    tree = ast.parse(source)
    imported = set(modules_imported(tree))
    called = set(names_called(tree))
    words = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    found = [f"imports {name}" for name in imported if name.split(".")[0] in FORBIDDEN_IMPORTS]
    found += [f"imports {name}" for name in imported & FORBIDDEN_LIBRARIES]
    found += [f"calls {name}" for name in called & {"eval", "exec", "compile", "__import__"}]
    found += ["loads YAML unsafely" for call in calls(tree) if _unsafe_yaml(call)]
    found += [f"calls {n}" for n in called if n.endswith((".bind_tools", ".create_agent"))]
    found += ["lets markup through"] if "unsafe_allow_html" in words else []
    found += ["runs code from a hub"] if _true(tree, "trust_remote_code") else []
    return found


def _unsafe_yaml(call: ast.Call) -> bool:
    """A load with anything but a loader that builds plain values only."""
    loaders = {ast.unparse(word.value) for word in call.keywords if word.arg == "Loader"}
    loaders |= {ast.unparse(argument) for argument in call.args[1:2]}
    name = ast.unparse(call.func)
    unsafe = not loaders or not loaders <= SAFE_LOADERS
    return name == "yaml.unsafe_load" or (name == "yaml.load" and unsafe)


def _true(tree: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.keyword)
        and node.arg == name
        and isinstance(node.value, ast.Constant)
        and node.value.value is True
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_source_holds_nothing_that_must_not_be_there(path: Path) -> None:
    assert not faults(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from marshal import loads",
        "from langchain_core.load import load",
        "import fitz",
        "eval('1')",
        "exec(code)",
        "yaml.load(text)",
        "model.bind_tools([])",
        "st.markdown(text, unsafe_allow_html=True)",
        "Model(folder, trust_remote_code=True)",
    ],
)
def test_each_fault_would_be_seen(line: str) -> None:
    assert faults(line)


def test_html_is_drawn_in_named_places_only() -> None:
    drawing = {
        path.relative_to(ROOT)
        for path in SOURCES
        if {"st.html", "components.html"} & set(names_called(ast.parse(path.read_text("utf-8"))))
    }
    assert drawing == MARKUP
