"""Clients of AWS that give up in time, and what their errors say."""

import functools
from collections.abc import Callable
from typing import Any

import boto3
import botocore.exceptions
from botocore.config import Config

UNREACHABLE = (botocore.exceptions.ConnectionError, botocore.exceptions.HTTPClientError)


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


def code(error: botocore.exceptions.ClientError) -> str:
    """AWS's code of an error."""
    return str(error.response["Error"]["Code"])


def busy(error: Exception) -> bool:
    """Whether AWS was busy or out of reach, so that the same call may succeed later.

    Botocore says so itself: it has made all its attempts, or would have made another but that the calls of this client
    had made too many together (``botocore.retries.standard``).
    """
    if not isinstance(error, botocore.exceptions.ClientError):
        return isinstance(error, UNREACHABLE)
    said = error.response.get("ResponseMetadata", {})
    return bool(said.get("MaxAttemptsReached") or said.get("RetryQuotaReached"))
