"""How an embedding endpoint is reached, as plain values."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from domain.errors import ModelSettingError

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """What `retrieval.endpoint` needs to know.

    `url` is what stands before `/embeddings`; `model` the name that the server knows;
    `dimensions` the length of its vectors; `key` goes with each request and is never shown;
    `timeout` in seconds; `parallel` how many requests run at once; `attempts` how often a request
    is tried in all; `pause` the seconds before the second try, doubled for each further one.
    """

    url: str
    model: str
    dimensions: int
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    parallel: int = 4
    attempts: int = 4
    pause: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what names no endpoint."""
        if not _is_plain(_split(self.url)):
            raise ModelSettingError(
                "CITEMARK_EMBEDDINGS_URL must read https://host/v1, without user, password or "
                "question mark: what stands before /embeddings; the key is CITEMARK_EMBEDDINGS_KEY"
            )
        if not self.model.isprintable() or not 0 < len(self.model.strip()) <= _LONGEST_NAME:
            raise ModelSettingError(
                "CITEMARK_EMBEDDINGS_MODEL is missing: set it to the model's name at the server"
            )
        if self.dimensions < 1:
            raise ModelSettingError(
                "CITEMARK_EMBEDDINGS_DIMENSIONS is missing: set it to how many numbers a vector "
                f"of {self.model} has; where you do not know, set 1, and `citemark doctor` says it"
            )

    @property
    def name(self) -> str:
        """What its vectors are kept under: server, model and length, so that none are mixed."""
        return f"endpoint {self.where} ({self.dimensions} numbers)"

    @property
    def where(self) -> str:
        """Model and address."""
        return f"{self.model} at {self.url}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_plain(parts: SplitResult | None) -> bool:
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    return not (parts.query or parts.fragment or parts.username or parts.password)
