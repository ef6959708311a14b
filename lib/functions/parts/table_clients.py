"""The clients of what moves and compares items: as many connections as threads, and no call that takes a minute."""

import os
from typing import Any

from parts.clients import clients, patience

BATCH = 2000  # items between two looks at the clock
# Calls end well within the time that is kept in reserve.
client = clients(patience(connect=3, read=20, attempts=2, connections=128))


def in_source(service: str) -> Any:
    """A client in the source region."""
    return client(service, os.environ["SOURCE_REGION"])
