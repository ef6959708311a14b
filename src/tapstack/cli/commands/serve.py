"""``tapstack serve``."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

import click

from tapstack.cli.output import write
from tapstack.cli.streams import note

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class _Ended(BaseException):
    """Whoever runs the server wants it to end, whatever goes on."""


def _end(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise _Ended


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=4599, show_default=True, help="0: any that is free.")
@click.option(
    "--speed", type=click.FloatRange(0), default=100.0, show_default=True, help="Virtual seconds in a second."
)
@click.option("--seed", type=click.IntRange(0), help="What made-up ids follow from; 0 unless the state has another.")
@click.option("--state", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the account there.")
@click.option("--quiet", is_flag=True, help="Do not print what happens.")
def command(*, port: int, speed: float, seed: int | None, state: str | None, quiet: bool) -> int:
    """Answer as AWS would, on a port of this machine: CloudFormation by tapstack's engine, services by moto.

    The first line printed is the address: give it to a client as AWS_ENDPOINT_URL, or --endpoint-url. Any credentials
    will do; the account is 123456789012, and in memory, unless --state keeps it. Time is virtual. GET /_tapstack at the
    address tells how to step it, and how to make things fail. Ends with an interruption.
    """
    for one in _SIGNALS:
        signal.signal(one, _end)
    try:
        return _served(port=port, speed=speed, seed=seed, state=state, quiet=quiet)
    except _Ended:
        return 0


def _served(*, port: int, speed: float, seed: int | None, state: str | None, quiet: bool) -> int:
    from tapstack.simulate.installed import require

    require()
    from tapstack.endpoint.server import serving

    def said(text: str) -> None:
        note(f"tapstack: {text}")

    def told(text: str) -> None:
        if not quiet:
            said(text)

    with serving(port=port, speed=speed, seed=seed, state=state, said=said, told=told) as server:
        write(f"{server.url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except _Ended:
            server.keep()
            _leave()
    return 0


def _leave() -> NoReturn:
    """The process ends at once: threads may be at work, and to take all apart would take seconds."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)
