"""Templates as versioned files, filled in a sandbox in which data is never a template."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FOLDER = Path(__file__).parent / "templates"


def render(template: str, values: Mapping[str, object]) -> str:
    """The template of that name, such as `answer.v1`, with its values; all must be given."""
    return _environment().from_string(_source(template)).render(values)


def fingerprint(template: str) -> str:
    """The template's name and hash, for a manifest."""
    return f"{template}:{sha256(_source(template).encode()).hexdigest()[:16]}"


@cache
def _source(template: str) -> str:
    return (_FOLDER / f"{template}.jinja").read_text("utf-8")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
