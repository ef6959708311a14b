"""A living account, and a function in it that reads a stream."""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.streams.reader import Reader
from tests.unit.simulate.behaviours.world import World


@pytest.fixture
def here(life):
    return World(life, SOURCE)


@pytest.fixture
def reader(here):
    return Reader(here)
