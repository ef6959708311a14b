"""REP-09: a global table has a replica in each region of the deployment, and in no other."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.deployment import outside
from tapstack.checks.truths.dynamodb.replicas import regions
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable"


def judge(table: Property, view: View) -> Iterator[Fault]:
    """A fault for each region without a replica, and for each replica where no stack is."""
    found, at = regions(table), table["Replicas"]
    strange = outside(found, view)
    for region in view.regions:
        if region not in found:
            yield Fault(at, f"{table.item} has no replica in {region}.")
    for region in strange:
        yield Fault(at, f"{table.item} has a replica in {region}, where no stack is made.")


CONTROL = ControlCheck(
    name="GLOBAL_TABLE_REPLICATED_TO_EVERY_REGION",
    title="A global table has a replica in each region of the deployment, and in no other",
    why="After a failover the region without a replica has no data; a replica where no stack is, nobody looks after.",
    fix="List exactly the regions of the deployment in Replicas.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html;"
    " that replicas are where stacks are is this control's own",
    controls=("REP-09",),
    about=(GLOBAL_TABLE,),
    judge=judge,
)
