"""AWS::EC2::FlowLog."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_GIVEN = (
    *("ResourceType", "TrafficType", "LogDestinationType", "LogGroupName", "DeliverLogsPermissionArn"),
    *("MaxAggregationInterval", "LogDestination", "LogFormat"),
)


class FlowLog(Ec2Thing):
    """A flow log; Ref gives its id."""

    type = "AWS::EC2::FlowLog"
    carried = frozenset({"ResourceId", "Tags", *_GIVEN})
    kind, describe, ids = "vpc-flow-log", "describe_flow_logs", "FlowLogIds"
    answer, id_name = "FlowLogs", "FlowLogId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateFlowLogs for one resource."""
        given = wanted.properties
        about = bench.client("ec2").create_flow_logs(
            ResourceIds=[given["ResourceId"]], **pick(given, *_GIVEN), **self.tagged(bench, wanted)
        )
        for failed in about.get("Unsuccessful", []):
            raise RefusedError(failed["Error"]["Code"], failed["Error"]["Message"], service="Ec2")
        name = about["FlowLogIds"][0]
        return Made(name, {"Id": name})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteFlowLogs."""
        if self.about(bench, made) is not None:
            bench.client("ec2").delete_flow_logs(FlowLogIds=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeFlowLogs; the type of the resource is told by its id."""
        about = self.about(bench, made) or {}
        found = pick(about, "ResourceId", *_GIVEN)
        if str(found.get("ResourceId", "")).startswith("vpc-"):
            found["ResourceType"] = "VPC"
        return found | {"Tags": told(bench, about.get("Tags", []))}
