"""What tests of the provider start from."""

import threading
from collections.abc import Callable, Generator

import pytest

from tests.unit.functions.control.provider import SOURCE, TABLE, TARGET, Clock, Provider, Server, State
from tests.unit.functions.tables import STEPS, make_table


@pytest.fixture
def server() -> Generator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("time.sleep", made.sleep)
    return made


@pytest.fixture
def provider(aws, load, server, clock, monkeypatch, capsys) -> Callable[..., Provider]:
    def made(region: str = SOURCE) -> Provider:
        module = load("control", region, STATE_TABLE=TABLE, MIGRATION_ID="move-1")
        monkeypatch.setattr(module, "time", clock)
        return Provider(module, server, capsys)

    return made


@pytest.fixture
def state(aws) -> State:
    make_table(TARGET, TABLE, STEPS)
    return State()
