"""AWS::SSM::Parameter."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, own, tags
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = ("Type", "Value", "Description", "AllowedPattern", "DataType", "Tier", "Policies")


class Parameter(Adapter):
    """A parameter; Ref gives its name."""

    type = "AWS::SSM::Parameter"
    carried = frozenset({*_SETTINGS, "Name", "Tags"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutParameter, which must not overwrite."""
        given = wanted.properties
        name = given.get("Name") or f"CFN-{generated(bench.owner, wanted)}"
        bench.client("ssm").put_parameter(
            Name=name, Overwrite=False, Tags=listed(tags(bench, wanted)), **pick(given, *_SETTINGS)
        )
        return _made(bench, name, wanted)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutParameter, which must overwrite; tags by their own calls."""
        client, name = bench.client("ssm"), made.physical_id
        client.put_parameter(Name=name, Overwrite=True, **pick(wanted.properties, *_SETTINGS))
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
        """DescribeParameters, which does not tell the value, GetParameter, and the tags."""
        client, name = bench.client("ssm"), made.physical_id
        equal = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
        about = client.describe_parameters(ParameterFilters=equal)["Parameters"][0]
        found = pick(about, "Name", *_SETTINGS) | {"Value": client.get_parameter(Name=name)["Parameter"]["Value"]}
        pairs = client.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
        mine = own(wanted)
        return found | {"Tags": {tag["Key"]: tag["Value"] for tag in pairs if tag["Key"] in mine}}


def _made(bench: Bench, name: str, wanted: Wanted) -> Made:
    known = pick(wanted.properties, "Type", "Value")
    return Made(name, {**known, "Name": name, "Arn": bench.arn("ssm", f"parameter/{name.lstrip('/')}")})
