"""Messages between processes: bytes with their length in front."""

from typing import BinaryIO

_SIZE = 8


def write_frame(stream: BinaryIO, content: bytes) -> None:
    """Send bytes with their length in front."""
    stream.write(len(content).to_bytes(_SIZE, "big") + content)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next bytes that were sent whole, None where the other side is gone."""
    head = stream.read(_SIZE)
    size = int.from_bytes(head, "big")
    content = stream.read(size) if len(head) == _SIZE else b""
    return content if len(head) == _SIZE and len(content) == size else None
