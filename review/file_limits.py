"""What one file may cost, as a user may set it."""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

import ingest
from domain.errors import RequestError

_MIB = 1024 * 1024


class FileLimits(BaseSettings):
    """Read from the environment, each with the prefix `CITEMARK_MAX_`.

    `file_mib` is the size of a file, `pages` those of a PDF, `seconds` what reading any file may
    take (its size adds to it), `memory_mib` the memory of the process that reads it. Of an archive
    or Office file: `expanded_mib` is its size when unpacked, `ratio` how much one member may grow,
    `members` how many there may be.
    """

    model_config = SettingsConfigDict(env_prefix="CITEMARK_MAX_", extra="forbid", frozen=True)

    file_mib: int = Field(default=200, ge=1, le=1000)
    pages: int = Field(default=3000, ge=1)
    expanded_mib: int = Field(default=300, ge=1)
    ratio: float = Field(default=150.0, ge=2)
    members: int = Field(default=3000, ge=1)
    seconds: float = Field(default=8.0, gt=0)
    memory_mib: int = Field(default=1024, ge=256)

    def limits(self) -> ingest.Limits:
        """The same as readers know them."""
        return ingest.Limits(
            max_file_bytes=self.file_mib * _MIB,
            max_pages=self.pages,
            max_expanded_bytes=self.expanded_mib * _MIB,
            max_ratio=self.ratio,
            max_archive_members=self.members,
            max_seconds=self.seconds,
            max_memory_bytes=self.memory_mib * _MIB,
        )


def file_limits() -> ingest.Limits:
    """The limits that the environment sets, the usual ones otherwise.

    Raises `RequestError` where a setting is no number or out of bounds.
    """
    try:
        return FileLimits().limits()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"CITEMARK_MAX_{first['loc'][0]}".upper()
        raise RequestError(f"{name}: {first['msg']}; correct the setting") from None
