"""The simulated services of one account in all regions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import time_machine
from moto import mock_aws
from moto.moto_api._internal import mock_random

from tapstack.simulate.cloud import beyond
from tapstack.simulate.cloud.calls import Switchboard, connected
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed
from tapstack.simulate.cloud.faults import Faults
from tapstack.simulate.cloud.gate import only_loopback
from tapstack.simulate.cloud.hooks import hooked
from tapstack.simulate.cloud.records import Records

ACCOUNT = "123456789012"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_SETTINGS = {
    "core": {"mock_credentials": False},
    "lambda": {"use_docker": False},
    "iam": {"load_aws_managed_policies": True},
}


@dataclass
class Cloud:
    """An account: clients of its services, the records of what moto does not hold, and the faults put into it.

    ``calls`` is what every call to a service passes; ``ids`` counts the ids that were made.
    """

    account_id: str
    records: Records = field(default_factory=Records)
    faults: Faults = field(default_factory=Faults)
    calls: Switchboard = field(default_factory=Switchboard)
    _time: Any = None
    ids: int = 0

    def client(self, service: str, region: str) -> Any:
        """The boto3 client of a service in a region."""
        return client(service, region)

    def next_id(self, *parts: str) -> str:
        """An id in the form of a UUID, another one each time, that follows from what went before."""
        self.ids += 1
        digits = hashlib.sha256("/".join((*parts, str(self.ids))).encode()).hexdigest()
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"

    def set_time(self, moment: datetime) -> None:
        """The time that services, and functions, see from now on."""
        self._time.move_to(moment, tick=False)


@contextmanager
def open_cloud(*, seed: int = 0, start: datetime = START) -> Iterator[Cloud]:
    """An empty account, for as long as the context lasts; one at a time in a process.

    The process's time stands still at ``start``, its AWS settings are put aside, and nothing but loopback is
    reached. Ids that services make up follow from ``seed``.
    """
    with ExitStack() as stack:
        stack.enter_context(scrubbed())
        stack.enter_context(only_loopback())
        travel = stack.enter_context(time_machine.travel(start, tick=False))
        stack.enter_context(mock_aws(config=_SETTINGS))
        stack.enter_context(hooked())
        mock_random.seed(seed)
        cloud = Cloud(ACCOUNT, _time=travel)
        beyond.answer(cloud.calls)
        stack.enter_context(connected(cloud.calls, cloud.records))
        yield cloud
