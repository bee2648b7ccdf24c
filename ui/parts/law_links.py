"""The way to a provision from any page."""

from collections.abc import Iterable

from domain.errors import PinpointError
from domain.pinpoint import Pinpoint
from ui.parts import place
from ui.parts.words import plain


def law_address(pinpoint: Pinpoint, version: str = "") -> str:
    """The address of a provision; `version` names a text that is not the one in use."""
    params = {"pinpoint": str(pinpoint)} | ({"version": version} if version else {})
    return place.address("law", **params)


def cited_sources(sources: Iterable[str]) -> str:
    """Sources as one line of markup: places of the acts lead to the law page."""
    return ", ".join(map(_source, sources))


def _source(name: str) -> str:
    try:
        pinpoint = Pinpoint.parse(name)
    except PinpointError:
        return plain(name)
    return f"[{plain(pinpoint.label)}]({law_address(pinpoint)})"
