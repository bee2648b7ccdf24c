"""The embedding model is loaded before a child is made, where it embeds at all."""

from dataclasses import replace

import pytest

from domain.errors import InstallationError
from retrieval.endpoint_options import EndpointOptions
from retrieval.model_files import MINILM
from retrieval.onnx_backend import OnnxBackend
from review.apart.ahead import load_model
from review.helpers import CAN_FORK, ForkedHelpers

TEXTS = ["Logs are kept for six months.", "A person can stop the device at any time."]


class Watched(OnnxBackend):
    """A model of which it is known how often it was loaded."""

    loaded = 0

    def load(self) -> bool:
        self.loaded += 1
        return super().load()


@pytest.mark.skipif(not CAN_FORK, reason="children are forked")
def test_a_child_embeds_with_the_model_that_was_loaded_before_it() -> None:
    model = Watched()
    load_model(model, None)
    with ForkedHelpers(1).at_work([lambda: model.encode(TEXTS).tobytes()]) as (outcome,):
        found = outcome()
    assert model.loaded == 1
    assert not model.load()
    assert found == OnnxBackend().encode(TEXTS).tobytes()


def test_it_is_not_loaded_where_a_server_embeds() -> None:
    model = Watched()
    load_model(model, EndpointOptions("https://host/v1", "some", 8))
    assert model.loaded == 0


def test_whoever_embeds_says_that_it_is_not_the_pinned_one() -> None:
    model = Watched(replace(MINILM, sha256={"model.safetensors": "0" * 64}))
    load_model(model, None)
    assert model.loaded == 1
    with pytest.raises(InstallationError):
        model.encode(TEXTS)
