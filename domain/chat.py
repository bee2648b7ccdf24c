"""What is said to a chat model and what comes back."""

from dataclasses import dataclass, field
from hashlib import sha256

from domain.errors import ModelError


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model.

    `schema` is the JSON schema of the answer as JSON text, "" for free text; `max_tokens` bounds
    the answer. A request holds no clock and no randomness: equal requests have equal keys.
    `repeat` counts how often the same was asked before, where answers are compared.
    """

    system: str
    prompt: str
    max_tokens: int = 1024
    schema: str = ""
    repeat: int = 0

    @property
    def key(self) -> str:
        """The sha256 of everything that is asked."""
        again = (str(self.repeat),) if self.repeat else ()
        parts = (self.system, self.prompt, str(self.max_tokens), self.schema, *again)
        framed = "".join(f"{len(part)}:{part}" for part in parts)
        return sha256(framed.encode("utf-8", "backslashreplace")).hexdigest()


@dataclass(frozen=True, slots=True)
class ChatReply:
    """A model's answer as text, with the tokens that it cost when it was first given."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a piece of work asked of a model: answers used and their tokens."""

    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.answers + other.answers,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )

    @classmethod
    def of(cls, reply: ChatReply | ModelError) -> "Usage":
        """The usage of one answer, and of what was paid for and is none."""
        paid = isinstance(reply, ChatReply) or reply.input_tokens or reply.output_tokens
        return cls(int(bool(paid)), reply.input_tokens, reply.output_tokens)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """The model's part in a review, for its manifest.

    `model` is `provider:name`, "" where none judged; `settings` the digest of what else shapes
    its answers; `templates` each template with its hash; `usage` what the answers cost when they
    were first given, so that a resumed review has the same manifest; `cost` in the currency of
    the prices that the user set, None where none is set. `retries` counts replies that were
    asked again for a fault, `dropped` what the model proposed and code did not confirm, `runs`
    how often each question was put, `budget` the bound of tokens, 0 for none.
    """

    model: str = ""
    settings: str = ""
    templates: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    cost: float | None = None
    retries: int = 0
    dropped: int = 0
    runs: int = 1
    budget: int = 0
