"""What a task's Resource names: a function, or an operation of a service.

Source: Step Functions Developer Guide, "Integrating services" and "Task workflow state".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.behaviours.machines.payload import text
from tapstack.simulate.resources import UnsupportedError

_INTEGRATION = re.compile(
    r"arn:aws[a-z-]*:states:[^:]*:[^:]*:(aws-sdk:)?([A-Za-z0-9]+):([A-Za-z0-9]+)(\.waitForTaskToken)?"
)
_FUNCTION = re.compile(r"arn:aws[a-z-]*:lambda:[^:]+:\d+:function:[^:]+(:[^:]+)?")
_OPTIMISED = frozenset(
    {
        *("lambda:invoke", "sns:publish", "sqs:sendMessage", "events:putEvents"),
        *("dynamodb:getItem", "dynamodb:putItem", "dynamodb:updateItem", "dynamodb:deleteItem"),
    }
)
_WITH_TOKEN = frozenset({"lambda:invoke", "sns:publish", "sqs:sendMessage", "events:putEvents"})


@dataclass(frozen=True)
class Resource:
    """``function`` is the ARN where the Resource is that of a function; ``service`` and ``operation`` are ASL's."""

    service: str
    operation: str
    function: str = ""
    sdk: bool = False
    waits: bool = False

    @property
    def kind(self) -> str:
        """How the types of its events in a history begin."""
        return "LambdaFunction" if self.function else "Task"

    @property
    def about(self) -> dict[str, Any]:
        """What every event of an integration tells, and none of a function's own."""
        if self.function:
            return {}
        kind = f"aws-sdk:{self.service}" if self.sdk else self.service
        return {"resourceType": kind, "resource": self.operation + (".waitForTaskToken" if self.waits else "")}

    def scheduled(self, given: Any, region: str, limits: dict[str, int]) -> dict[str, Any]:
        """What is told when it is scheduled."""
        if self.function:
            timeout = {"timeoutInSeconds": limits["timeoutInSeconds"]} if "timeoutInSeconds" in limits else {}
            return {"resource": self.function, "input": text(given), **timeout}
        return {**self.about, "region": region, "parameters": text(given), **limits}


def resource(told: str, machine: str) -> Resource:
    """What a Resource names. Raises UnsupportedError for integrations that are not simulated, such as ``.sync``."""
    if _FUNCTION.fullmatch(told):
        return Resource("lambda", "invoke", function=told)
    found = _INTEGRATION.fullmatch(told)
    if found is not None:
        name, waits = f"{found[2]}:{found[3]}", found[4] is not None
        if found[1] or (name in _OPTIMISED and (not waits or name in _WITH_TOKEN)):
            return Resource(found[2], found[3], sdk=found[1] is not None, waits=waits)
    raise UnsupportedError(f"A task of {machine} calls {told}, which is not simulated.")
