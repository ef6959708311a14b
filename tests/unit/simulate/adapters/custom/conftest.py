import http.client
import json
import sys
import urllib.parse
from types import ModuleType
from typing import Any

import pytest

from tapstack.simulate.cloud import START, open_cloud
from tests.unit.simulate.adapters.conftest import Making
from tests.unit.simulate.functions.conftest import Account

KIND = "Custom::Thing"
ASKS = "import bridge\ndef handler(event, context):\n    return bridge.act(event)"


def put(url, body, **headers):
    """The HTTP status that an answer gets."""
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=5)
    try:
        connection.request("PUT", f"{address.path}?{address.query}", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


class Provider:
    """The provider of a custom resource; ``act`` is what it does with each request, and ``events`` those that came."""

    def __init__(self, account):
        self.account = account
        self.arn = account.put(ASKS, Timeout=300)
        self.making = Making(account.cloud)
        self.making.workshop.functions = account.runner
        self.faults = account.cloud.faults
        self.events = []
        self.act = self.answer

    def called(self, event):
        self.events.append(event)
        return self.act(event)

    def answer(self, event, **changes):
        """Put an answer: that of success, but for ``changes``; None leaves a member out."""
        given = {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
        given |= {"Status": "SUCCESS", "PhysicalResourceId": "thing-1", "Data": {"Size": "3"}, **changes}
        return put(
            event["ResponseURL"], json.dumps({name: value for name, value in given.items() if value is not None})
        )

    def create(self, kind=KIND, **properties):
        return self.making.create(kind, **{"ServiceToken": self.arn, **properties})


@pytest.fixture(scope="module")
def account():
    with open_cloud() as cloud:
        yield Account(cloud)


@pytest.fixture
def provider(account, monkeypatch):
    made, bridge = Provider(account), ModuleType("bridge")
    door: Any = bridge
    door.act = made.called
    monkeypatch.setitem(sys.modules, "bridge", bridge)
    yield made
    assert not account.cloud.faults.lost_answers
    account.cloud.set_time(START)
