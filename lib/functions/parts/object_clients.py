"""The clients of what moves objects."""

import os
from typing import Any

from parts.clients import clients, patience

WORKERS = 16  # threads at most, and a connection for each
# The slowest call takes under a minute: calls end well within the time that is kept in reserve.
client = clients(patience(connect=3, read=10, attempts=4, connections=WORKERS))


def in_source(service: str) -> Any:
    """A client in the source region."""
    return client(service, os.environ["SOURCE_REGION"])
