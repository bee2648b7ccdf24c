"""How large a request is, before it is sent: an estimate, as each model counts its own way."""

from math import ceil

from domain.chat import ChatRequest

_CHARACTERS_A_TOKEN = 3.5
"""English prose has some four, labels and numbers fewer."""


def input_tokens(request: ChatRequest) -> int:
    """Tokens of all that is sent, the answer's schema with it."""
    sent = len(request.system) + len(request.prompt) + len(request.schema)
    return ceil(sent / _CHARACTERS_A_TOKEN)


def most_tokens(request: ChatRequest) -> int:
    """Tokens in and out at most: the bound of the answer is asked of the provider."""
    return input_tokens(request) + request.max_tokens
