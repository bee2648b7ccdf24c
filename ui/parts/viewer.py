"""Who looks at the page."""

from domain.access import LOCAL, User


def viewer() -> User:
    """The user of this machine, or whoever is signed in."""
    return LOCAL
