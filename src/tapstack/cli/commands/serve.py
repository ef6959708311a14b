"""``tapstack serve``."""

from __future__ import annotations

import signal
import threading

import click

from tapstack.cli.output import write
from tapstack.cli.streams import note


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=4599, show_default=True, help="0: any that is free.")
@click.option(
    "--speed", type=click.FloatRange(0), default=100.0, show_default=True, help="Virtual seconds in a second."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="What made-up ids follow from.")
def command(*, port: int, speed: float, seed: int) -> int:
    """Answer as AWS would, on a port of this machine: CloudFormation by tapstack's engine, services by moto.

    The first line printed is the address: give it to a client as AWS_ENDPOINT_URL, or --endpoint-url. Everything is
    in memory, the account is 123456789012, any credentials will do. Time is virtual. Ends with an interruption.
    """
    from tapstack.simulate.installed import require

    require()
    from tapstack.endpoint.server import serving

    end = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: end.set())
    with serving(port=port, speed=speed, seed=seed, said=lambda text: note(f"tapstack: {text}")) as server:
        write(f"{server.url}\n")
        end.wait()
    return 0
