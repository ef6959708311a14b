"""AWS::Events::Rule."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.events.targets import aim, targets
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_SETTINGS = ("Description", "EventPattern", "RoleArn", "ScheduleExpression", "State")
_DEFAULT = "default"


class Rule(Adapter):
    """A rule and its targets; Ref gives its name, on a bus of one's own with the bus before it."""

    type = "AWS::Events::Rule"
    carried = frozenset({"EventBusName", "Name", "Targets", "Tags", *_SETTINGS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutRule, which replaces one of that name if there is any, so that is asked first; then its targets."""
        name = wanted.properties.get("Name") or generated(bench.owner, wanted, 64)
        bus = _bus(wanted)
        if _exists(bench, name, bus):
            raise RefusedError("ResourceAlreadyExistsException", f"Rule {name} already exists.", service="EventBridge")
        arn = self._put(bench, name, wanted, tags(bench, wanted, system=True))
        made = Made(name if bus == _DEFAULT else f"{bus}|{name}", {"Arn": arn, "RuleName": name})
        with self.begun(made):
            aim(bench, name, bus, [], wanted.properties.get("Targets") or [])
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutRule, which resets what it is not given; the targets; and the tags, which PutRule leaves."""
        name, arn, client, bus = (
            made.attributes["RuleName"],
            made.attributes["Arn"],
            bench.client("events"),
            _bus(wanted),
        )
        if _bus(before) != bus:
            message = (
                f"{wanted.logical_id} ({wanted.type}) changes EventBusName: what becomes of the rule is not known."
            )
            raise UnsupportedError(message)
        self._put(bench, name, wanted, {})
        aim(bench, name, bus, before.properties.get("Targets") or [], wanted.properties.get("Targets") or [])
        new, gone = changes(tags(bench, before, system=True), tags(bench, wanted, system=True))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceARN=arn, Tags=listed(new))
        return made

    def _put(self, bench: Bench, name: str, wanted: Wanted, pairs: dict[str, str]) -> str:
        settings = pick(wanted.properties, *_SETTINGS)
        if "EventPattern" in settings:
            settings["EventPattern"] = text(settings["EventPattern"])
        about = bench.client("events").put_rule(Name=name, EventBusName=_bus(wanted), Tags=listed(pairs), **settings)
        return str(about["RuleArn"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RemoveTargets, then DeleteRule; a rule or a bus that is gone is no error."""
        name, bus = made.attributes["RuleName"], _bus(wanted)
        if _exists(bench, name, bus):
            aim(bench, name, bus, targets(bench, name, bus), [])
            bench.client("events").delete_rule(Name=name, EventBusName=bus)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeRule, the targets and the tags. A bus is told as the template names it, by name or ARN."""
        client, name, bus = bench.client("events"), made.attributes["RuleName"], _bus(wanted)
        about = client.describe_rule(Name=name, EventBusName=bus)
        found = pick(about, "Name", "EventBusName", *_SETTINGS)
        found |= {"EventPattern": document(found["EventPattern"])} if "EventPattern" in found else {}
        if about["EventBusName"] == bus:
            found["EventBusName"] = wanted.properties.get("EventBusName", bus)
        found["Targets"] = targets(bench, name, bus)
        pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
        return found | {"Tags": told(bench, pairs, wanted=wanted)}


def _bus(wanted: Wanted) -> str:
    """The name of the bus, which may be given as its ARN; a partner's name has slashes of its own."""
    given = str(wanted.properties.get("EventBusName") or _DEFAULT)
    return given.partition(":event-bus/")[2] or given


def _exists(bench: Bench, name: str, bus: str) -> bool:
    client = bench.client("events")
    try:
        client.describe_rule(Name=name, EventBusName=bus)
    except client.exceptions.ResourceNotFoundException:
        return False
    return True
