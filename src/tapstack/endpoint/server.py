"""The server: the gateway on a port of loopback, in threads of this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tapstack.endpoint.account import Account
from tapstack.endpoint.control import Control, Desk
from tapstack.endpoint.gateway import Gateway
from tapstack.endpoint.house import House
from tapstack.endpoint.listening import HOST, listening
from tapstack.endpoint.pace import Pace
from tapstack.endpoint.state import Journal
from tapstack.endpoint.state.recorder import Recorder
from tapstack.endpoint.telling import Telling
from tapstack.findings import InputError

_LEAVE = 0.1  # wall seconds for which the end waits for what is going on


@dataclass(frozen=True)
class Server:
    """``url`` answers as long as the context lasts."""

    url: str
    house: House
    pace: Pace
    lock: threading.Lock
    recorder: Recorder

    def keep(self) -> None:
        """Note what time it is, if nothing goes on: the account will go on from there."""
        if self.lock.acquire(timeout=_LEAVE):
            try:
                self.recorder.mark()
            finally:
                self.lock.release()

    @property
    def account(self) -> Account:
        """The account that is open now."""
        return self.house.account


@contextmanager
def serving(
    *,
    port: int = 0,
    speed: float = 100.0,
    seed: int | None = None,
    state: str | Path | None = None,
    said: Callable[[str], None] = lambda _: None,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[Server]:
    """An account behind a port, any free one if it is 0: empty, or as a file keeps it.

    ``said`` is told what goes wrong, ``told`` what goes on. Raises InputError where port or file cannot be had.
    """
    lock = threading.Lock()
    telling = Telling(told)
    with ExitStack() as stack:
        journal = None if state is None else stack.enter_context(Journal(state))
        seed = _seed(journal, seed)
        start = journal.start if journal else None
        house = stack.enter_context(House(seed=seed, start=start, said=said, told=telling.event))
        pace = Pace(lambda: house.account.clock, lock, speed, said)
        recorder = Recorder(house, journal)
        gateway = Gateway(house, lock, Control(Desk(house, pace), recorder), recorder, telling.request)
        listener = listening(port, gateway)
        stack.callback(listener.server_close)
        with telling.silence():
            _begun(journal, recorder, gateway, said)
        pace.anchor()
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        stack.callback(listener.shutdown)
        server = Server(f"http://{HOST}:{listener.port}", house, pace, lock, recorder)
        stack.callback(server.keep)
        stack.enter_context(pace)
        yield server


def _seed(journal: Journal | None, seed: int | None) -> int:
    """That of the file. Raises InputError where another is given."""
    if journal is None or journal.seed is None:
        return seed or 0
    if seed not in (None, journal.seed):
        message = f"{journal.path} was begun with the seed {journal.seed}, not {seed}."
        raise InputError(message, remedy=f"Leave --seed out, or give {journal.seed}.")
    return journal.seed


def _begun(journal: Journal | None, recorder: Recorder, gateway: Gateway, said: Callable[[str], None]) -> None:
    """Bring the account to where the file has left it."""
    if journal is None:
        return
    if journal.start is None:
        recorder.begin()
        said(f"state: kept in {journal.path}, readable for you only: it holds requests, and NoEcho values in them")
    else:
        said(f"state: {recorder.replay(gateway)} requests of {journal.path} done again")
