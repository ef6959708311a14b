"""AWS::SSM::Parameter."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import letters
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = ("Type", "Value", "Description", "AllowedPattern", "DataType", "Tier")


class Parameter(Adapter):
    """A parameter; Ref gives its name. Its handler: aws-cloudformation-resource-providers-ssm on GitHub."""

    type = "AWS::SSM::Parameter"
    carried = frozenset({*_SETTINGS, "Name", "Tags"})
    recorded = frozenset({"Policies"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutParameter, which must not overwrite."""
        given = wanted.properties
        name = given.get("Name") or f"CFN-{wanted.logical_id}-{letters(bench.owner, wanted)}"
        bench.client("ssm").put_parameter(
            Name=name, Overwrite=False, Tags=listed(tags(bench, wanted)), **pick(given, *_SETTINGS)
        )
        return _made(bench, name, wanted)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutParameter, which must overwrite, unless only tags differ: those have calls of their own."""
        client, name = bench.client("ssm"), made.physical_id
        settings = pick(wanted.properties, *_SETTINGS)
        if settings != pick(before.properties, *_SETTINGS):
            client.put_parameter(Name=name, Overwrite=True, **settings)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        about = {"ResourceType": "Parameter", "ResourceId": name}
        if gone:
            client.remove_tags_from_resource(**about, TagKeys=gone)
        if new:
            client.add_tags_to_resource(**about, Tags=listed(new))
        return _made(bench, name, wanted)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteParameter."""
        client = bench.client("ssm")
        try:
            client.delete_parameter(Name=made.physical_id)
        except client.exceptions.ParameterNotFound:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetParameter, DescribeParameters, which does not tell the value, and the tags."""
        client, name = bench.client("ssm"), made.physical_id
        value = client.get_parameter(Name=name)["Parameter"]["Value"]
        equal = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
        about = client.describe_parameters(ParameterFilters=equal)["Parameters"][0]
        pairs = client.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
        found = {tag["Key"]: tag["Value"] for tag in told(bench, pairs, wanted=wanted)}
        return pick(about, "Name", *_SETTINGS) | {"Value": value, "Tags": found}


def _made(bench: Bench, name: str, wanted: Wanted) -> Made:
    arn = bench.arn("ssm", f"parameter/{name.lstrip('/')}")
    return Made(name, {**echoed(wanted), "Name": name, "Arn": arn})
