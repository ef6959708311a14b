"""How a task of the state machine is carried out, and the errors that the state machine knows."""

import json
import logging
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import UNREACHABLE, busy

Json = dict[str, Any]
log = logging.getLogger()
log.setLevel(logging.INFO)


class SettingsError(Exception):
    """The payload, or the input of the execution in it, is wrong; the message names the key."""


class PreconditionError(Exception):
    """The account is not as the task needs it; the message says what to do."""


class ThrottledError(Exception):
    """AWS was busy, or out of reach, for longer than a client waits. The state machine tries again."""


def carry_out(tasks: dict[str, Callable[..., Json]], event: Json, *more: Any) -> Json:
    """Do the task that the event names, given the event and ``more``, and log its answer without the cursor.

    Raises what the task raises, ThrottledError where the same call may succeed later, and SettingsError for a task
    that there is not.
    """
    name = event.get("task", "")
    if name not in tasks:
        raise SettingsError(f"There is no task {name!r} here; give {'one of ' * (len(tasks) > 1)}{', '.join(tasks)}.")
    try:
        answer = tasks[name](event, *more)
    except (ClientError, *UNREACHABLE) as error:
        if busy(error):
            raise ThrottledError(str(error)) from error
        raise
    log.info(json.dumps({"task": name, "answer": {key: value for key, value in answer.items() if key != "next"}}))
    return answer
