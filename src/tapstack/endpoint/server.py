"""The server: the gateway on a port of loopback, in threads of this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from tapstack.endpoint.account import Account, open_account
from tapstack.endpoint.gateway import Gateway
from tapstack.endpoint.pace import Pace
from tapstack.findings import InputError

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """``url`` answers as long as the context lasts."""

    url: str
    account: Account
    pace: Pace
    lock: threading.Lock


class _Quiet(MotoRequestHandler):  # type: ignore[misc]  # moto ships without annotations
    """Says nothing of each request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  as werkzeug calls it
        """Nothing."""


@contextmanager
def serving(
    *, port: int = 0, speed: float = 100.0, seed: int = 0, said: Callable[[str], None] = lambda _: None
) -> Iterator[Server]:
    """An empty account behind a port, any free one if it is 0. Raises InputError where the port is taken."""
    lock = threading.Lock()
    with open_account(seed=seed, said=said) as account, Pace(account.clock, lock, speed, said) as pace:
        server = _listening(port, Gateway(account, lock))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Server(f"http://{HOST}:{server.server_port}", account, pace, lock)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _listening(port: int, application: Gateway) -> Any:
    try:
        server: Any = make_server(HOST, port, application, threaded=True, request_handler=_Quiet)
    except (OSError, SystemExit) as error:
        remedy = "Name another: --port 0 takes any that is free."
        raise InputError(f"Port {port} cannot be listened at.", remedy=remedy) from error
    server.daemon_threads = True
    return server
