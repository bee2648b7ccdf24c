"""How a chat model is reached, as plain values."""

from dataclasses import dataclass

from domain.errors import ModelSettingError

EXTRAS = ("anthropic", "ollama", "openai")
"""Providers whose package is an extra of citemark of the same name."""


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """What the adapter needs to know.

    `model` is `provider:name`; `url` the server's address where it is not the provider's own;
    `timeout` in seconds; `parallel` how many calls may run at once; `attempts` how often a call
    is tried in all; `pause` the seconds before the second try, doubled for each further one;
    `tracing` leaves LangChain's tracing to the environment instead of switching it off.
    """

    model: str
    url: str = ""
    timeout: float = 60.0
    parallel: int = 4
    attempts: int = 4
    pause: float = 1.0
    tracing: bool = False

    def __post_init__(self) -> None:
        """Refuse a name without its provider."""
        if not all(self.model.partition(":")):
            raise ModelSettingError(
                f"CITEMARK_MODEL is {self.model!r}; write it as provider:name, such as "
                f"openai:gpt-4.1-mini (providers: {', '.join(EXTRAS)})"
            )

    @property
    def provider(self) -> str:
        """The part before the colon."""
        return self.model.partition(":")[0]

    @property
    def shape(self) -> str:
        """What shapes the answers besides the model, in one line without secrets."""
        return f"temperature 0 where allowed; address {self.url or 'of the provider'}"
