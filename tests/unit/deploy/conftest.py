"""An account in memory, and a connection to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.cloud import Cloud
from tests.unit.deploy.left_behind import Formation, connection


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with open_cloud() as made:
        yield made


@pytest.fixture
def formation():
    return Formation()


@pytest.fixture
def connected(cloud, formation):
    return connection(cloud, formation)
