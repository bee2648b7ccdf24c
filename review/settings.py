"""What a user may set. Settings are passed as arguments; they build nothing."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from the environment, each with the prefix `CITEMARK_`.

    `data` is the folder in which everything is kept; `model` a chat model as `provider:name`,
    "" for none; `model_url` the address of its server where it is not the provider's own;
    `model_timeout` is in seconds; `model_parallel` how many calls run at once; `tracing` leaves
    LangChain's tracing to the environment. A model's key is read from its provider's own
    variable and never kept. `user` is whose name decisions are recorded under, the login name of
    the machine where it is not set.
    """

    model_config = SettingsConfigDict(env_prefix="CITEMARK_", extra="forbid", frozen=True)

    data: Path = user_data_path("citemark", appauthor=False)
    model: str = ""
    model_url: str = ""
    model_timeout: float = 60.0
    model_parallel: int = 4
    tracing: bool = False
    user: str = ""
