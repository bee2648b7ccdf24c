"""Reading the data files of this room: YAML by relative path, and one digest over all of them."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from domain.errors import CatalogueError

DATA = Path(str(files("regulations"))) / "data"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> object:
    """The content of one YAML file; raises `CatalogueError` where it cannot be read."""
    try:
        return yaml.load(path.read_bytes(), _LOADER)  # noqa: S506 - CSafeLoader is a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise CatalogueError(f"{shown(path)}: {error}; mend the data file") from error


def read_mapping(path: Path) -> dict[str, object]:
    """A YAML file that holds one mapping; an empty file is an empty mapping."""
    content = read_yaml(path) or {}
    if not isinstance(content, dict):
        raise CatalogueError(f"{shown(path)}: holds no mapping; mend the data file")
    return {str(key): value for key, value in content.items()}


def read_rows(path: Path) -> list[dict[str, object]]:
    """A YAML file that holds a list of mappings."""
    content = read_yaml(path) or []
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise CatalogueError(f"{shown(path)}: holds no list of mappings; mend the data file")
    return content


def texts(value: object) -> tuple[str, ...]:
    """A list of words of a data file as a tuple; nothing is an empty tuple."""
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def shown(path: Path) -> str:
    """The path as messages name it, from the data folder down."""
    return path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else path.name


@lru_cache(maxsize=1)
def data_digest() -> str:
    """The sha256 over the names and bytes of all data files: same data, same digest."""
    total = hashlib.sha256()
    for path in sorted(DATA.rglob("*.yaml")):
        total.update(shown(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
