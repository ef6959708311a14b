"""How long CloudFormation takes over a resource, in seconds of virtual time.

No source publishes such figures: they are assumptions from experience, at the short end of what people report, and
serve to let things happen one after the other and side by side. Nothing is judged by them but the order of events. What
is known of the order: a replica may take more than half an hour (https://github.com/aws/aws-cdk/issues/10249); a VPC
took 22 s, gateways and route tables 1 s before CloudFormation's own look whether they are stable
(https://github.com/DevopsArtFactory/terraform-provisioning/pull/5), which takes a significant part of a creation
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-resource-configuration-complete.html). That the
deletion of a function in a VPC waits for its network interfaces, up to 40 minutes, is not simulated
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-vpcconfig.html).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json
from tapstack.facts.schemas import CUSTOM_RESOURCE

CALL = 1.0
"""From the beginning of a resource to the service's answer to the first call."""


def duration(type_name: str, action: str) -> float:
    """The seconds for ``create``, ``update`` or ``delete``, the call included."""
    table = _table()
    row = table["types"].get(CUSTOM_RESOURCE if type_name.startswith("Custom::") else type_name, {})
    seconds: float = row.get(action, table["default"][action])
    return max(float(seconds), CALL)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_json(Path(__file__).with_name("durations.json"))
    return table
