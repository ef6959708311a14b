"""The clients of what works during the cutover, whose states time out after 20 s: two calls at most of 9 s each."""

import os

from parts.clients import clients, patience
from parts.state_table import state_tables

PATIENCE = patience(connect=1, read=3, attempts=2)
client = clients(PATIENCE)
state_table = state_tables(PATIENCE)


def env(name: str) -> str:
    """A variable of the function's environment."""
    return os.environ[name]
