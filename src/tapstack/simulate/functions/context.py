"""The context that a handler is given.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import SimpleNamespace

from tapstack.simulate.functions.deployed import Deployed


@dataclass
class Context:
    """``deadline`` is the simulated time, in seconds since 1970, at which Lambda ends the call."""

    function: Deployed
    aws_request_id: str
    log_stream_name: str
    deadline: float
    client_context: None = None
    identity: SimpleNamespace = field(init=False)

    def __post_init__(self) -> None:
        self.function_name = self.function.name
        self.function_version = self.function.version
        self.invoked_function_arn = self.function.arn
        self.memory_limit_in_mb = str(self.function.memory)
        self.log_group_name = self.function.log_group
        self.identity = SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the deadline, 0 when it is past."""
        return max(0, int((self.deadline - time.time()) * 1000))

    def log(self, text: object) -> None:
        """Write to the log, as it is."""
        print(text, end="")  # noqa: T201 - what a function prints is its log
