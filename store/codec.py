"""Domain values as JSON bytes and back, checked both ways; nothing is ever pickled."""

from hashlib import sha256
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from domain.batch import SubmissionResult
from domain.decision import Decision, SignOff
from domain.device import DeviceProfile
from domain.document import Document, ReadFailure
from domain.errors import StoreError
from domain.finding import Manifest, Review

T = TypeVar("T")


class Codec(Generic[T]):
    """One kind of value; `decode(encode(value)) == value` for every value of that kind."""

    def __init__(self, kind: type[T]) -> None:
        self._name = kind.__name__
        self._adapter = TypeAdapter(kind)

    def encode(self, value: T) -> bytes:
        """The value as JSON; raises `StoreError` for what JSON cannot hold."""
        try:
            return self._adapter.dump_json(value, warnings="error")
        except PydanticSerializationError as error:
            raise StoreError(
                f"a {self._name} cannot be kept: it holds half characters (surrogates) or a value "
                "of another type than its field's; leave the file out and report it"
            ) from error

    def decode(self, data: bytes) -> T:
        """The value that was kept; raises `StoreError` where it is no longer what it was."""
        try:
            return self._adapter.validate_json(data, strict=True)
        except ValidationError as error:
            raise StoreError(
                f"a kept {self._name} cannot be read back ({error.error_count()} places differ "
                "from what this version of citemark expects); update citemark, or restore a backup"
            ) from None


PROFILES = Codec(DeviceProfile)
DOCUMENTS = Codec(Document)
FAILURES = Codec(ReadFailure)
REVIEWS = Codec(Review)
MANIFESTS = Codec(Manifest)
RESULTS = Codec(SubmissionResult)
DECISIONS = Codec(Decision)
SIGN_OFFS = Codec(SignOff)


def manifest_digest(manifest: Manifest) -> str:
    """The sha256 of a manifest as it is kept: what a sign-off names."""
    return sha256(MANIFESTS.encode(manifest)).hexdigest()
