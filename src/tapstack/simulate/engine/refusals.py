"""What CloudFormation says of a resource that a service refused.

Source: botocore cloudformation, shape HandlerErrorCode; the frame of the sentence is that of stack events.
"""

from __future__ import annotations

from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError

_CODES = (
    ("AlreadyExists", ("AlreadyExists", "AlreadyOwnedByYou", "NameExists", "Duplicate")),
    ("NotFound", ("NotFound", "NoSuch", "NonExistent", "DoesNotExist")),
    ("AccessDenied", ("AccessDenied", "Unauthorized", "Forbidden")),
    ("Throttling", ("Throttl", "SlowDown", "RequestLimit")),
    ("ServiceLimitExceeded", ("LimitExceeded", "QuotaExceeded")),
    ("ResourceConflict", ("ResourceInUse", "DependencyViolation", "NotEmpty", "Conflict", "InUse")),
)
CANCELLED = {
    Status.CREATE_FAILED: "Resource creation cancelled",
    Status.UPDATE_FAILED: "Resource update cancelled",
    Status.IMPORT_FAILED: "Resource import cancelled",
}
"""What is said of a resource that did not fail itself, by the status that it gets."""


def reason(error: RefusedError) -> str:
    """The reason of the event. What CloudFormation itself says of a custom resource stands as it is."""
    if not error.code:
        return error.message
    service = f" (Service: {error.service}, Status Code: {error.status})" if error.service else ""
    return f'Resource handler returned message: "{error.message}{service}" (HandlerErrorCode: {handler_code(error)})'


def handler_code(error: RefusedError) -> str:
    """The code of CloudFormation's own that a service's code stands for."""
    for code, marks in _CODES:
        if any(mark in error.code for mark in marks):
            return code
    return "InvalidRequest" if error.status < 500 else "ServiceInternalError"
