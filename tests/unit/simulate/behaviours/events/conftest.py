"""A living account with nothing in it, seen from each of its regions."""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.world import World


@pytest.fixture
def here(life):
    return World(life, SOURCE)


@pytest.fixture
def there(life):
    return World(life, TARGET)
