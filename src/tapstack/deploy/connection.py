"""The account that is deployed to: who calls, where, and the clients of its services.

Credentials come from boto3's own chain and are never looked at. Where the calls go is botocore's business too
(AWS_ENDPOINT_URL): nothing here knows whether an account is real.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

from tapstack import __version__
from tapstack.deploy.errors import told
from tapstack.findings import InputError

# Ten attempts of the standard mode, with its backoff: https://docs.aws.amazon.com/boto3/latest/guide/retries.html
_CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 10},
    connect_timeout=10,
    read_timeout=60,
    user_agent_extra=f"tapstack/{__version__}",
)


@dataclass(frozen=True)
class Connection:
    """``regions`` in the order of deployment; ``management_region`` is where the StackSet is; ``caller`` an ARN."""

    account_id: str
    partition: str
    caller: str
    management_region: str
    regions: tuple[str, ...]
    _session: Any = field(repr=False)
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    def client(self, service: str, region: str | None = None) -> Any:
        """The boto3 client of a service, in the management region unless another is given; made once."""
        key = (service, region or self.management_region)
        if key not in self._clients:
            self._clients[key] = self._session.client(service, region_name=key[1], config=_CONFIG)
        return self._clients[key]


def connect(
    regions: tuple[str, ...], *, management_region: str | None = None, account_id: str | None = None
) -> Connection:
    """Who calls, asked of STS. Raises MissingToolError without credentials, InputError in another account than wanted.

    The management region is the first region unless another is given.
    """
    home = management_region or regions[0]
    with told("find out whose they are"):
        session = boto3.session.Session()
        caller = session.client("sts", region_name=home, config=_CONFIG).get_caller_identity()
    if account_id is not None and caller["Account"] != account_id:
        message = f"These credentials are of account {caller['Account']}, and {account_id} was asked for."
        raise InputError(message, remedy="Use credentials of that account, or another --account-id.")
    partition = caller["Arn"].split(":")[1]
    return Connection(caller["Account"], partition, caller["Arn"], home, regions, session)
