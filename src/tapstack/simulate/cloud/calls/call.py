"""One call of a service's operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.cloud.records import Records

_TRANSIENT = frozenset(
    {
        *("ProvisionedThroughputExceededException", "RequestLimitExceeded", "SlowDown", "ThrottledException"),
        *("Throttling", "ThrottlingException", "TooManyRequestsException", "InternalServerError", "ServiceUnavailable"),
    }
)
"""Source: botocore.retries.standard, the codes that are tried again."""


@dataclass(frozen=True)
class Call:
    """``service`` and ``operation`` are botocore's names: ``stepfunctions``, ``SendTaskSuccess``.

    ``role`` is the ARN of the role that calls; None where people, producers or services themselves do. ``config`` is
    the client's. ``records`` is where answers are kept.
    """

    service: str
    operation: str
    region: str
    params: Mapping[str, Any]
    records: Records
    role: str | None = None
    config: Any = None
    signing_name: str = ""


class CallRefusedError(Exception):
    """A guard, or an answer, refuses a call: the caller gets botocore's ClientError with this code and message."""

    def __init__(self, code: str, message: str, *, status: int = 400, **members: Any) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.members = members

    def parsed(self) -> dict[str, Any]:
        """The answer as botocore parses it: what is tried again was tried again, and in vain."""
        said = {"HTTPStatusCode": self.status, "RetryAttempts": 0, "HTTPHeaders": {}}
        if self.code in _TRANSIENT or self.status >= 500:
            said["MaxAttemptsReached"] = True
        return {"Error": {"Code": self.code, "Message": self.message}, "ResponseMetadata": said, **self.members}
