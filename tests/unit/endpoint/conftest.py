"""An account behind a gateway in this process."""

import pytest

from tests.unit.endpoint.room import room as opened


@pytest.fixture
def room():
    """One for each test."""
    with opened() as made:
        yield made
