"""Clients of AWS that give up in time."""

import functools
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config


def patience(connect: int, read: int, attempts: int, connections: int = 10) -> Config:
    """How long a client waits (seconds), how often it asks, and how many calls it makes at once."""
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=connect, read_timeout=read, retries=retries, max_pool_connections=connections)


def clients(config: Config) -> Callable[[str, str], Any]:
    """A function of service and region that gives their client, the same one whenever it is asked."""

    @functools.cache
    def client(service: str, region: str) -> Any:
        return boto3.client(service, region_name=region, config=config)

    return client
