"""AWS::Events::Rule."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_SETTINGS = ("Description", "EventBusName", "EventPattern", "RoleArn", "ScheduleExpression", "State")
_DEFAULT = "default"


class Rule(Adapter):
    """A rule and its targets; Ref gives its name, on a bus of one's own with the bus before it."""

    type = "AWS::Events::Rule"
    carried = frozenset({"Name", "Targets", "Tags", *_SETTINGS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutRule, which replaces one of that name if there is any, so that is asked first; then its targets."""
        name = wanted.properties.get("Name") or generated(bench.owner, wanted, 64)
        bus = _bus(wanted)
        if _exists(bench, name, bus):
            raise RefusedError("ResourceAlreadyExistsException", f"Rule {name} already exists.", service="EventBridge")
        arn = self._put(bench, name, wanted, tags(bench, wanted))
        made = Made(name if bus == _DEFAULT else f"{bus}|{name}", {"Arn": arn, "RuleName": name})
        with self.begun(made):
            self._aim(bench, name, bus, [], wanted.properties.get("Targets") or [])
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutRule, the targets and the tags."""
        name, arn, client = made.attributes["RuleName"], made.attributes["Arn"], bench.client("events")
        self._put(bench, name, wanted, {})
        old, new = before.properties.get("Targets") or [], wanted.properties.get("Targets") or []
        self._aim(bench, name, _bus(wanted), old, new)
        set_, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if set_:
            client.tag_resource(ResourceARN=arn, Tags=listed(set_))
        return made

    def _put(self, bench: Bench, name: str, wanted: Wanted, pairs: Any) -> str:
        settings = pick(wanted.properties, *_SETTINGS)
        if "EventPattern" in settings:
            settings["EventPattern"] = text(settings["EventPattern"])
        settings["EventBusName"] = _bus(wanted)
        arn: str = bench.client("events").put_rule(Name=name, **settings, Tags=listed(pairs))["RuleArn"]
        return arn

    def _aim(self, bench: Bench, name: str, bus: str, old: list[Any], new: list[Any]) -> None:
        """PutTargets and RemoveTargets; a target that was not taken is a refusal."""
        client, kept = bench.client("events"), {one["Id"] for one in new}
        gone = [one["Id"] for one in old if one["Id"] not in kept]
        if gone:
            client.remove_targets(Rule=name, EventBusName=bus, Ids=gone)
        if new:
            answer = client.put_targets(Rule=name, EventBusName=bus, Targets=new)
            for failed in answer["FailedEntries"]:
                raise RefusedError(failed["ErrorCode"], failed["ErrorMessage"], service="EventBridge")

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """The targets, then DeleteRule."""
        client, name, bus = bench.client("events"), made.attributes["RuleName"], _bus(wanted)
        if not _exists(bench, name, bus):
            return
        targets = client.list_targets_by_rule(Rule=name, EventBusName=bus)["Targets"]
        if targets:
            client.remove_targets(Rule=name, EventBusName=bus, Ids=[one["Id"] for one in targets])
        client.delete_rule(Name=name, EventBusName=bus)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeRule, its targets and its tags."""
        client, name, bus = bench.client("events"), made.attributes["RuleName"], _bus(wanted)
        found = pick(client.describe_rule(Name=name, EventBusName=bus), "Name", *_SETTINGS)
        found |= {"EventPattern": document(found["EventPattern"])} if "EventPattern" in found else {}
        found["EventBusName"] = (
            wanted.properties.get("EventBusName", bus) if found["EventBusName"] == bus else found["EventBusName"]
        )
        found["Targets"] = client.list_targets_by_rule(Rule=name, EventBusName=bus)["Targets"]
        pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
        return found | {"Tags": told(bench, pairs)}


def _bus(wanted: Wanted) -> str:
    """The name of the bus, which may be given as its ARN."""
    return str(wanted.properties.get("EventBusName") or _DEFAULT).rpartition("/")[2]


def _exists(bench: Bench, name: str, bus: str) -> bool:
    client = bench.client("events")
    try:
        client.describe_rule(Name=name, EventBusName=bus)
    except client.exceptions.ResourceNotFoundException:
        return False
    return True
