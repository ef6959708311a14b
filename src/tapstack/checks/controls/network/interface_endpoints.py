"""NET-08, what a parameter turns on: a network reaches the services that it calls by interface endpoints."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.vpc.callers import endpoints_of
from tapstack.checks.truths.vpc.endpoints import ENDPOINT, service
from tapstack.graph.stackset import NotKnown, Property

SERVICES = ("kms", "kinesis-streams", "sns", "ssm", "logs")


def judge(vpc: Property, view: PlannedView) -> Iterator[Fault]:
    """A fault for each of the services without an endpoint; nothing is asked where conditions leave all of them out."""
    there = endpoints_of(vpc.item, view)
    lacking = [name for name in SERVICES if name not in there]
    if lacking == list(SERVICES) and set(SERVICES) <= _left_out(vpc, view):
        raise NotAskedError(f"Conditions leave out the interface endpoints of {vpc.item}")
    for name in lacking:
        yield Fault(vpc, f"{vpc.item} has no endpoint of {name}.")
    doubtful = next((there[name] for name in SERVICES if name in there and not there[name].certain), None)
    if doubtful is not None:
        raise NotKnown(f"whether {doubtful} is made is not known")


def _left_out(vpc: Property, view: PlannedView) -> set[str]:
    """The services of whose endpoints conditions say that they are not made here."""
    absent = (item for item in view.stackset.absent if item.type == ENDPOINT and item.region == vpc.item.region)
    return {service(item)[1] for item in absent}


CONTROL = ControlCheck(
    name="NETWORK_REACHES_SERVICES_BY_INTERFACE_ENDPOINT",
    title="A network has endpoints of KMS, Kinesis, SNS, Systems Manager and CloudWatch Logs",
    why="Without them calls to these services leave the network, or wait until they time out.",
    fix="Add an interface endpoint of each service with private DNS names.",
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html; which services"
    " is this control's own",
    controls=("NET-08",),
    about=("AWS::EC2::VPC",),
    judge=judge,
)
