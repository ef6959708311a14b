"""Two regions in memory to put stores into, and a pause that waits for nothing but counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tapstack.deploy.stores import Access
from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.cloud import Cloud


@dataclass
class Waiting:
    """Counts how often something was waited for."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with open_cloud() as made:
        yield made


@pytest.fixture
def access(cloud) -> Access:
    return Access(cloud.client, "eu-central-1", cloud.account_id, pause=Waiting())
