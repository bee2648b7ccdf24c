"""What one file may cost before it is given up with a named reason."""

from dataclasses import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file; sizes in bytes, times in seconds.

    `max_seconds` is what any file gets, `seconds_per_mebibyte` what its size adds.
    `max_memory_bytes` is the address space of the process that parses, `max_processes` how many
    may share it, and its time, to read the pages of one long PDF.
    `max_ratio` is expanded to packed size of one archive member and counts only for members over
    one mebibyte. `max_nesting` is how deep an archive may lie: 1 reads an archive and no archive
    inside it.
    """

    max_file_bytes: int = 200 * _MEBIBYTE
    max_pages: int = 3000
    max_characters: int = 20_000_000
    max_seconds: float = 8.0
    seconds_per_mebibyte: float = 5.0
    max_memory_bytes: int = 1024 * _MEBIBYTE
    max_processes: int = 4
    max_archive_members: int = 3000
    max_expanded_bytes: int = 300 * _MEBIBYTE
    max_ratio: float = 150.0
    max_nesting: int = 1

    def seconds_for(self, size: int) -> float:
        """The time that a file of `size` bytes may take."""
        return self.max_seconds + self.seconds_per_mebibyte * size / _MEBIBYTE
