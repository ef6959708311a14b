"""When what a property refers to must be there."""

from functools import cache
from pathlib import Path

from tapstack.facts.installed import read_json
from tapstack.graph.links.model import Moment
from tapstack.graph.stackset import Property

_LATER = "nothing found says that AWS asks for it when the resource is made"
_POLICY = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"


def moment(place: Property) -> tuple[Moment, str]:
    """When, and who says so: a table for what AWS asks at creation; policies allow; the rest is met at run time."""
    steps = place.path[3:]
    type_name = "Custom::*" if place.item.type.startswith(_CUSTOM) else place.item.type
    rows = _table().get(type_name, {})
    path = "".join("[]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    found = rows.get(path) or rows.get(path.removesuffix("[]")) or rows.get("")
    if found:
        return Moment.CREATION, found
    if "Statement" in steps and "Principal" not in steps:
        return Moment.PERMISSION, _POLICY
    return Moment.RUN_TIME, _LATER


_CUSTOM = ("Custom::", "AWS::CloudFormation::CustomResource")


@cache
def _table() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = read_json(Path(__file__).with_name("moments.json"))
    return rows
