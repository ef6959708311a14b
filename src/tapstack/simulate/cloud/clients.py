"""boto3 clients that reach the simulated services and nothing else. Made once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
import moto.core.botocore_stubber  # noqa: F401 - it hooks every client that is made after it
from botocore.config import Config

# One attempt: what moto refuses it refuses again. Path style: a bucket's own host name is not looked up.
_CONFIG = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, connect_timeout=1, read_timeout=60)


@cache
def client(service: str, region: str) -> Any:
    """The client of a service in a region. What moto does not answer ends at the gate: EndpointConnectionError."""
    return _session().client(service, region_name=region, config=_CONFIG)


@cache
def _session() -> boto3.session.Session:
    """One for all: it reads the description of every service's endpoints."""
    return boto3.session.Session(aws_access_key_id="testing", aws_secret_access_key="testing")  # noqa: S106
