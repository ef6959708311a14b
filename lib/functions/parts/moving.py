"""What tasks share that move or compare objects and items: how one is carried out, and what its errors mean."""

import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

import botocore.exceptions
from botocore.exceptions import ClientError

BUSY = {"ProvisionedThroughputExceededException", "RequestLimitExceeded", "SlowDown", "ThrottlingException"}
UNREACHABLE = (botocore.exceptions.ConnectionError, botocore.exceptions.HTTPClientError)
log = logging.getLogger(__name__)
log.setLevel(logging.INFO)

Json = dict[str, Any]


class SettingsError(Exception):
    """The payload is wrong; the message names the key."""


class PreconditionError(Exception):
    """The account is not as the task needs it; the message says what to do."""


class ThrottledError(Exception):
    """A service is busy or out of reach beyond the clients' own retries; the same call may succeed later."""


def transient(error: Exception, *more: str) -> bool:
    """Whether the service is busy, also by ``more`` codes, or out of reach; not against the request."""
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= 500 or error.response["Error"]["Code"] in {*BUSY, *more}


def carry_out(tasks: dict[str, Callable[..., Json]], event: Json, *more: Any, busy: Iterable[str] = ()) -> Json:
    """Do the task that the event names, and log its answer without the cursor.

    The task gets the event and ``more``; ``busy`` are more codes by which AWS says that it is. Raises what the task
    raises, ThrottledError where the same call may succeed later, and SettingsError for a task that there is not.
    """
    name = event.get("task", "")
    if name not in tasks:
        raise SettingsError(f"There is no task {name!r} here; give {'one of ' * (len(tasks) > 1)}{', '.join(tasks)}.")
    try:
        answer = {"task": name, **tasks[name](event, *more)}
    except (ClientError, *UNREACHABLE) as error:
        if transient(error, *busy):
            raise ThrottledError(str(error)) from error
        raise
    log.info(json.dumps({key: value for key, value in answer.items() if key != "next"}))
    return answer
