"""Every row that a contradiction or an observation is said to bear on exists."""

import pytest

from domain.observation import ObservationKind
from domain.pinpoint import Act
from regulations.catalogue import load_catalogue
from regulations.repeated_facts import obligations_by_fact, obligations_by_observation


@pytest.mark.parametrize("framework", [Act.MDR, Act.IVDR])
def test_the_rows_exist_and_are_of_the_device_s_acts(framework: Act) -> None:
    known = load_catalogue().obligations
    facts, seen = obligations_by_fact(framework), obligations_by_observation(framework)
    assert set(seen) == set(ObservationKind)
    for names in (*facts.values(), *seen.values()):
        assert names
        assert all(known[name].pinpoint.act in {framework, Act.AIA} for name in names)
