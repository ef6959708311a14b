"""What CloudFormation tells the default bus of its stacks.

Source: CloudFormation User Guide, "Managing events with CloudFormation and Amazon EventBridge".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.engine import StackEvent

_STACK = "AWS::CloudFormation::Stack"


def tell_of_stacks(life: Life) -> None:
    """Let every change of a stack's status come to the bus of its region."""

    def tell(event: StackEvent) -> None:
        if event.type != _STACK:
            return
        detail = {
            "stack-id": event.physical_id,
            "status-details": {"status": str(event.status), "status-reason": event.reason or ""},
            "client-request-token": "",
        }
        about = {
            "source": "aws.cloudformation",
            "detail-type": "CloudFormation Stack Status Change",
            "resources": [event.physical_id],
            "detail": detail,
        }
        life.events.put(event.region, about)

    life.world.engine.listeners.append(tell)
