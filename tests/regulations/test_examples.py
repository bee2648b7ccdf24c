import pytest

from domain.errors import CatalogueError
from regulations import examples as module
from regulations.catalogue import load_catalogue
from regulations.examples import load_examples


def test_every_example_belongs_to_a_criterion_of_its_obligation() -> None:
    catalogue = load_catalogue()
    strays = [
        text
        for text, known in load_examples().items()
        if text not in {c.text for c in catalogue.get(known.obligation).criteria}
    ]
    assert not strays


def test_every_criterion_with_examples_has_answers_that_are_no_near_misses() -> None:
    for text, known in load_examples().items():
        assert known.answers, text
        assert not set(known.answers) & set(known.near), text


def test_refuses_a_file_of_another_shape() -> None:
    with pytest.raises(CatalogueError, match="holds no list"):
        module._examples("aia.art-4", {"criterion": "x"}, "f.yaml")
