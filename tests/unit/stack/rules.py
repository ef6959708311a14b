"""EventBridge rules as AWS reads them: where they stand, which events they hear, and who may be called by them."""

from collections.abc import Iterator
from typing import Any

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import plain

EVENTS = "events.amazonaws.com"
BUS = "trading-migration-verify"
MACHINE = f"arn:aws:states:{TARGET}:{ACCOUNT}:stateMachine:trading-migration-verify"
# An event that asks for a migration, in the region where it began.
OURS = {"source": "trading.migration", "region": SOURCE, "detail-type": "MigrationRequested", "detail": {}}


def rules(stack: Stack) -> list[Resource]:
    return all_of(stack, "AWS::Events::Rule")


def arn(rule: Resource) -> str:
    """The rule's ARN; on a bus that is not the default one the bus stands before the name."""
    bus = rule.property("EventBusName", "")
    return f"arn:aws:events:{rule.region}:{ACCOUNT}:rule/{f'{bus}/' if bus else ''}{rule.property('Name')}"


def targets(rule: Resource) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain(rule.property("Targets"))
    assert found, f"{rule.logical_id} has no target"
    return found


def each_target(stack: Stack) -> Iterator[tuple[Resource, dict[str, Any]]]:
    """The targets of all rules, each with its rule."""
    return ((rule, target) for rule in rules(stack) for target in targets(rule))


def bus_arn(region: str, name: str = BUS) -> str:
    return f"arn:aws:events:{region}:{ACCOUNT}:event-bus/{name}"


def hears(rule: Resource, event: dict[str, Any]) -> bool:
    """Whether the rule's pattern, made of exact values and ``$or``, is of ``event``."""
    return _matches(plain(rule.property("EventPattern")), event)


def _matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    return all(
        any(_matches(choice, event) for choice in wanted) if key == "$or" else _agrees(wanted, event.get(key))
        for key, wanted in pattern.items()
    )


def _agrees(wanted: Any, given: Any) -> bool:
    """A list names the values that are taken; of a list in the event one is enough."""
    found = given if isinstance(given, list) else [given]
    if isinstance(wanted, dict):
        return any(isinstance(one, dict) and _matches(wanted, one) for one in found)
    return any(one in wanted for one in found)


def may_invoke(stack: Stack, rule: Resource, function: str) -> bool:
    """Whether a permission lets exactly this rule of this account call the function."""
    wanted = {
        "FunctionName": stack.resource(function).property("FunctionName"),
        "Action": "lambda:InvokeFunction",
        "Principal": "events.amazonaws.com",
        "SourceArn": arn(rule),
    }
    return any(plain(given.properties) == wanted for given in all_of(stack, "AWS::Lambda::Permission"))
