"""VPC-006: a zone is one of the region."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.zones import in_region, listed_in, zone_id_prefix
from tapstack.graph.stackset import Property
from tapstack.render.pattern import pattern


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for a zone, by name or by id, of another region."""
    region = resource.item.region
    name, id_ = resource["AvailabilityZone"], resource["AvailabilityZoneId"]
    if name.raw is not None and not (listed_in(pattern(name.raw)) or in_region(name.text, region)):
        yield Fault(name, f"The zone {name.shown} is none of {region}.")
    if listed_in(pattern(name.raw)) not in ("", region):
        yield Fault(name, f"The zone {name.shown} is none of {region}.")
    prefix = zone_id_prefix(region)
    if id_.given and prefix is not None and not id_.text.startswith(f"{prefix}-"):
        yield Fault(id_, f"The zone {id_.shown} is none of {region}, whose zones begin with {prefix}-.")


TRUTH = Truth(
    id="VPC-006",
    title="An availability zone is one of the stack's region",
    why="EC2 refuses it: InvalidParameterValue, the zone is not valid, and the stack fails.",
    fix="Take the zone from Fn::GetAZs, or from a mapping by region.",
    source="botocore ec2 CreateSubnet.AvailabilityZone and AvailabilityZoneId; Amazon EC2 User Guide: Regions and"
    " zones (names begin with the region's code, ids with its short form)",
    about=("AWS::EC2::Subnet", "AWS::EC2::Volume", "AWS::EC2::Instance"),
    judge=judge,
)
