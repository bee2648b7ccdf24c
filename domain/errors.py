"""The error tree, sorted by what the caller should do.

CitemarkError
├── RequestError          change the request: the command, the profile or the setting
│   ├── ProfileError      the device profile does not say what it must, or says it wrongly
│   ├── PinpointError     the words do not name a place in a known act
│   ├── UnknownRecordError  no dossier, document, review or provision has that name
│   └── AccessError       the user's role does not allow it; ask an owner of the dossier
├── UnreadableFileError   one input file could not be read; go on with the rest
├── LawTextError          a text of law is incomplete or is not what it should be; use another
├── CatalogueError        our own data on the law is wrong; mend the data file
├── StoreError            the data folder cannot be used as asked
│   ├── StoreLockedError  another process holds it; end that one or wait
│   └── IndexDamagedError  the search index is broken; delete its folder, it is built again
├── InstallationError     a packaged part is missing or altered; install it again
└── ModelError            a configured model (chat, embeddings) gave no usable answer
    ├── ModelSettingError      wrong key, unknown model or a missing extra; change the setting
    ├── ModelUnreachableError  no server answered, or it failed; check it and run again
    ├── ModelRateLimitError    the provider asks to wait; run again later
    ├── ModelTimeoutError      no answer in time; raise the time or ask for less
    ├── ModelRefusedError      the model declined to answer; a person judges
    ├── ModelEmptyError        the answer holds nothing; a person judges
    └── ModelAnswerError       the answer is not what was asked for; a person judges

A message says what, where and the next step.
"""

from enum import StrEnum


class CitemarkError(Exception):
    """Root of all errors that citemark raises on purpose."""


class RequestError(CitemarkError):
    """The request cannot be met as it stands."""


class ProfileError(RequestError):
    """The device profile is missing something or holds an unknown word."""


class PinpointError(RequestError):
    """The words do not name a place in a known act."""


class UnknownRecordError(RequestError):
    """Nothing is kept under that name."""


class AccessError(RequestError):
    """What was asked for needs another role, or a person who is signed in."""


class FailureReason(StrEnum):
    """Why a file could not be read; each has one sentence in the reports."""

    EMPTY = "empty"
    UNSUPPORTED = "unsupported format"
    DAMAGED = "damaged file"
    ENCRYPTED = "encrypted file"
    TOO_LARGE = "too large"
    TOO_SLOW = "took too long"
    TOO_MUCH_MEMORY = "needed too much memory"
    UNSAFE = "unsafe content"
    NO_TEXT = "no readable text"
    NOT_FOUND = "not found"


class UnreadableFileError(CitemarkError):
    """One file could not be read.

    `name` is the name the user gave, `reason` the class of failure and `detail` one sentence
    with the place and the next step. Nothing of the file's content is in the message.
    """

    def __init__(self, name: str, reason: FailureReason, detail: str) -> None:
        super().__init__(f"{name}: {reason.value}: {detail}")
        self.name = name
        self.reason = reason
        self.detail = detail


class LawTextError(CitemarkError):
    """A text of law does not hold the articles, annexes or paragraphs it must hold."""


class CatalogueError(CitemarkError):
    """A data file on the law is wrong: unknown condition, id, pinpoint or document type."""


class StoreError(CitemarkError):
    """The data folder cannot be used as asked."""


class StoreLockedError(StoreError):
    """Another process writes to the data folder."""


class IndexDamagedError(StoreError):
    """The search index is broken or of another kind; it can be built again from the store."""


class InstallationError(CitemarkError):
    """A packaged part, such as the embedding model, is missing or is not the pinned one."""


class ModelError(CitemarkError):
    """A configured model, for chat or embeddings, did not give a usable answer.

    `input_tokens` and `output_tokens` are what was paid for it all the same, as far as is known.
    """

    input_tokens: int = 0
    output_tokens: int = 0


class ModelSettingError(ModelError):
    """The model cannot be used as it is set: key, name, address or missing extra."""


class ModelUnreachableError(ModelError):
    """No server answered, or the server failed at every attempt."""


class ModelRateLimitError(ModelError):
    """The provider refused for too many requests, at every attempt."""


class ModelTimeoutError(ModelError):
    """The model did not answer in the time that is set."""


class ModelRefusedError(ModelError):
    """The model or the provider's filter declined to answer."""


class ModelEmptyError(ModelError):
    """The model's answer holds nothing."""


class ModelAnswerError(ModelError):
    """The model's answer does not have the shape, or names places, that were asked for."""
