"""boto3 clients that reach the simulated services and nothing else. Made once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
import botocore.session
import moto.core.botocore_stubber  # noqa: F401 - it hooks every client that is made after it
from botocore.config import Config
from botocore.loaders import Loader, create_loader

from tapstack.simulate.cloud.calls import attach

# One attempt: what moto refuses it refuses again. Path style: a bucket's own host name is not looked up.
_CONFIG = Config(
    retries={"total_max_attempts": 1},
    s3={"addressing_style": "path"},
    connect_timeout=1,
    read_timeout=60,
    user_agent="tapstack",
)


@cache
def client(service: str, region: str) -> Any:
    """The client of a service in a region. What moto does not answer ends at the gate: EndpointConnectionError."""
    return _session().client(service, region_name=region, config=_CONFIG)


@cache
def _session() -> boto3.session.Session:
    """One for all: it reads the description of every service's endpoints."""
    return new_session()


@cache
def _loader() -> Loader:
    """Reads the models of services, each once a process."""
    return create_loader()


def new_session(region: str | None = None) -> boto3.session.Session:
    """A session with nothing of its own but the models that others have read."""
    return boto3.session.Session("testing", "testing", region_name=region, botocore_session=new_core())


def new_core(env_vars: Any = None) -> botocore.session.Session:
    """What botocore.session.get_session gives, with the models that others have read."""
    core = botocore.session.Session(env_vars)
    core.register_component("data_loader", _loader())
    attach(core)
    return core
