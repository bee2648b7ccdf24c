"""What a user may set. Settings are passed as arguments; they build nothing."""

from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import RequestError
from prompts.options import ChatOptions
from retrieval.endpoint_options import EndpointOptions


class Settings(BaseSettings):
    """Read from the environment, each with the prefix `CITEMARK_`.

    `data` is the folder in which everything is kept; `model` a chat model as `provider:name`,
    "" for none; `model_url` the address of its server where it is not the provider's own;
    `model_timeout` is in seconds; `model_parallel` how many calls run at once; `model_budget` how
    many tokens, in and out, a review may take; `model_price_in` and `model_price_out` what a
    million tokens cost, 0 where not known; `tracing` leaves LangChain's tracing to the
    environment. A model's key is read from its provider's own variable and never kept. `user` is
    whose name decisions are recorded under, the login name of the machine where it is not set.
    `database` is the address of a PostgreSQL database that keeps the record in place of the data
    folder; it may hold a password and is never shown. `embeddings_url` is a server that speaks
    OpenAI's protocol for embeddings, in place of the packaged model; `embeddings_model` the name
    that it knows, `embeddings_dimensions` the length of its vectors, `embeddings_timeout` in
    seconds, `embeddings_key` goes with each request and is never shown. `login` is a file that
    says at which provider people sign in, `administrators` the e-mail addresses, with commas, of
    those who manage the texts that all dossiers share.
    """

    model_config = SettingsConfigDict(env_prefix="CITEMARK_", extra="forbid", frozen=True)

    data: Path = user_data_path("citemark", appauthor=False)
    model: str = ""
    model_url: str = ""
    model_timeout: float = 60.0
    model_parallel: Annotated[int, Field(ge=1, le=64)] = 4
    model_budget: Annotated[int, Field(ge=0)] = 600_000
    model_price_in: Annotated[float, Field(ge=0)] = 0.0
    model_price_out: Annotated[float, Field(ge=0)] = 0.0
    tracing: bool = False
    user: str = ""
    database: SecretStr = SecretStr("")
    embeddings_url: str = ""
    embeddings_model: str = ""
    embeddings_dimensions: Annotated[int, Field(ge=0)] = 0
    embeddings_timeout: Annotated[float, Field(gt=0)] = 60.0
    embeddings_key: SecretStr = SecretStr("")
    login: Path | None = None
    administrators: str = ""

    @property
    def administrator_list(self) -> tuple[str, ...]:
        """The e-mail addresses of administrators, in small letters."""
        return tuple(name.strip().casefold() for name in self.administrators.split(",") if name)


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 - Settings checks them
    """The settings, those given before the environment; raises `RequestError` for a bad value."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"CITEMARK_{first['loc'][0]}".upper()
        raise RequestError(f"{name}: {first['msg']}; correct the setting") from None


def chat_options(settings: Settings) -> ChatOptions:
    """How the configured chat model is reached; raises `ModelSettingError` for a bad name."""
    return ChatOptions(
        settings.model,
        settings.model_url,
        settings.model_timeout,
        settings.model_parallel,
        tracing=settings.tracing,
    )


def endpoint_options(settings: Settings) -> EndpointOptions | None:
    """How the configured embedding endpoint is reached, None where the packaged model is used.

    Raises `ModelSettingError` where only a part of it is set.
    """
    if not settings.embeddings_url and not settings.embeddings_model:
        return None
    return EndpointOptions(
        settings.embeddings_url,
        settings.embeddings_model,
        settings.embeddings_dimensions,
        settings.embeddings_key.get_secret_value(),
        settings.embeddings_timeout,
    )


def endpoint_settings(options: EndpointOptions | None) -> dict[str, Any]:
    """The settings that `endpoint_options` reads these from, whatever the environment says."""
    if options is None:
        return {"embeddings_url": "", "embeddings_model": ""}
    return {
        "embeddings_url": options.url,
        "embeddings_model": options.model,
        "embeddings_dimensions": options.dimensions,
        "embeddings_key": options.key,
        "embeddings_timeout": options.timeout,
    }
