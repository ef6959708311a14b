"""What tasks of the workflow share that look and tell, and move nothing: their AWS, and how they are carried out."""

import json
import logging
import os
from collections.abc import Callable
from typing import Any

from botocore import exceptions

from parts.clients import clients, patience
from parts.state_table import state_tables

Event = dict[str, Any]

# The states of the cutover time out after 20 s: a client gives up in 9 s, and such a state makes two calls at most.
PATIENCE = patience(connect=1, read=3, attempts=2)
client = clients(PATIENCE)
state_table = state_tables(PATIENCE)
log = logging.getLogger()
log.setLevel(logging.INFO)


class ThrottledError(Exception):
    """AWS was busy, or out of reach, for longer than a client waits. The state machine tries again."""


def env(name: str) -> str:
    """A variable of the function's environment."""
    return os.environ[name]


def carry_out(tasks: dict[str, Callable[[Event], Event]], event: Event) -> Event:
    """Do the task that the event names, and log its answer. Raises what the task raises, and ThrottledError."""
    try:
        answer = tasks[event["task"]](event)
    except (exceptions.ConnectionError, exceptions.HTTPClientError) as error:
        raise ThrottledError(str(error)) from error
    except exceptions.ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("MaxAttemptsReached"):
            raise ThrottledError(str(error)) from error
        raise
    log.info(json.dumps({"task": event["task"], "answer": answer}))
    return answer
