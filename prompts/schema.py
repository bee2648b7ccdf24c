"""JSON schemas of answers without the words that cost tokens and bind nothing."""

from collections.abc import Mapping

_KEPT_TITLE = "title"
_DROPPED = {_KEPT_TITLE, "description", "default"}


def compact(schema: Mapping[str, object]) -> dict[str, object]:
    """The schema without titles and descriptions, but for its own title, which providers want."""
    return {_KEPT_TITLE: schema[_KEPT_TITLE], **_without(schema)}


def _without(schema: Mapping[str, object]) -> dict[str, object]:
    return {key: _value(key, part) for key, part in schema.items() if not _drops(key, part)}


def _drops(key: str, part: object) -> bool:
    return key in _DROPPED and not isinstance(part, Mapping)


def _value(key: str, part: object) -> object:
    if not isinstance(part, Mapping):
        return part
    if key in {"properties", "$defs"}:
        return {name: _without(inner) for name, inner in part.items()}
    return _without(part)
